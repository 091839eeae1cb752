"""Options on two axes: where the room places each of them on average."""

from __future__ import annotations

from collections.abc import Sequence
from math import hypot

from polls.figures.bars import GAP, Bar
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPE,
    WIDTH,
    Json,
    axis,
    layout,
    note,
    paint,
    plain,
    shape,
    waiting,
)
from polls.lettering import wrap

LEFT, BOTTOM = 90, 70  # pixels beside and below the field, for the names of the axes
LOWEST, HIGHEST = 0.7, 5.3  # the ends of both axes: a little room around 1 to 5
MIDDLE = 3
DOT = 54  # pixels of a dot; its letter stands in it
APART = 1.06 * DOT / 2  # pixels that two dots on one place each move, so that both are seen
FIELD = 1000  # pixels of the field's width; the names of the dots stand to its right
KEY = LEFT + FIELD + 60  # pixels from the left to those names


def quadrant(
    places: Sequence[tuple[Bar, float | None, float | None]], names: tuple[str, str]
) -> Json:
    """`places`: each option with its averages on both axes; `names`: of the axes."""
    shown = apart([(bar, x, y) for bar, x, y in places if x is not None and y is not None])
    notes = [*axes(names), *key([bar for bar, _x, _y in places])]
    if not shown:
        notes.append(waiting(LEFT + FIELD / 2, (HEIGHT - BOTTOM) / 4))
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for _bar, x, _y in shown],
        "y": [y for _bar, _x, y in shown],
        "text": [f"<b>{plain(sign(places, bar))}</b>" for bar, _x, _y in shown],
        "textposition": "middle center",
        "textfont": {"size": 30, "color": paint("on-shape")},
        "customdata": [bar.count for bar, _x, _y in shown],
        "marker": {"size": DOT, "color": [bar.paint for bar, _x, _y in shown]},
        "cliponaxis": False,
    }
    return {
        "data": [dots],
        "layout": layout(
            xaxis=axis((LOWEST, HIGHEST), (LEFT / WIDTH, (LEFT + FIELD) / WIDTH)),
            yaxis=axis((LOWEST, HIGHEST), (BOTTOM / HEIGHT, 1)),
            shapes=[stroke("x"), stroke("y"), frame(), *signs([bar for bar, _x, _y in places])],
            annotations=notes,
        ),
    }


def apart(dots: Sequence[tuple[Bar, float, float]]) -> list[tuple[Bar, float, float]]:
    """The dots, each moved as little as shows it beside the ones that it would cover."""
    across, up = (HIGHEST - LOWEST) / FIELD, (HIGHEST - LOWEST) / (HEIGHT - BOTTOM)
    done: list[tuple[Bar, float, float]] = []
    for bar, wanted, y in dots:
        steps = (step * side * APART * across for step in range(2 * len(dots)) for side in (1, -1))
        free = (
            x
            for x in (wanted + step for step in steps)
            if LOWEST < x < HIGHEST
            and all(hypot((x - a) / across, (y - b) / up) > DOT for _bar, a, b in done)
        )
        done.append((bar, next(free, wanted), y))
    return done


def sign(places: Sequence[tuple[Bar, float | None, float | None]], bar: Bar) -> str:
    """What stands in a dot: its letter, else its number in the list."""
    return bar.letter or str([found for found, _x, _y in places].index(bar) + 1)


def axes(names: tuple[str, str]) -> list[Json]:
    font = {"size": READABLE, "weight": 600, "color": paint("ink-soft")}
    across, up = (plain(wrap(name, READABLE, 560, 1)[0]) for name in names)
    return [
        note(f"{across} →", LEFT + FIELD / 2, HEIGHT - BOTTOM / 2, font=font),
        note(f"{up} →", LEFT / 2, (HEIGHT - BOTTOM) / 2, font=font, textangle=-90),
    ]


def key(bars: Sequence[Bar]) -> list[Json]:
    """The names of the options to the right of the field."""
    texts = [
        bar.name if bar.letter else f"{number}. {bar.label}" for number, bar in enumerate(bars, 1)
    ]
    left = KEY + SHAPE + GAP
    return [
        note(plain(wrap(text, 34, WIDTH - left, 1)[0]), left, row(bars, index), 34, xanchor="left")
        for index, text in enumerate(texts)
    ]


def signs(bars: Sequence[Bar]) -> list[Json]:
    """The shapes before those names."""
    return [
        part
        for index, bar in enumerate(bars)
        for part in shape(bar.color, KEY + SHAPE / 2, row(bars, index))
    ]


def row(bars: Sequence[Bar], index: int) -> float:
    """The height of a name's middle."""
    return min(90, HEIGHT / len(bars)) * (index + 0.5)


def stroke(across: str) -> Json:
    """The line through the middle of one axis."""
    ends: Json = {"x0": LOWEST, "x1": HIGHEST, "y0": MIDDLE, "y1": MIDDLE}
    if across == "x":
        ends = {"y0": LOWEST, "y1": HIGHEST, "x0": MIDDLE, "x1": MIDDLE}
    line = {"width": 3, "color": paint("line")}
    return {"type": "line", "layer": "below", "line": line, **ends}


def frame() -> Json:
    line = {"width": 3, "color": paint("line")}
    ends = {"x0": LOWEST, "x1": HIGHEST, "y0": LOWEST, "y1": HIGHEST}
    return {"type": "rect", "layer": "below", "line": line, **ends}
