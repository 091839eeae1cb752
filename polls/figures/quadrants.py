"""Options on two axes: where the room places each of them on average."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from math import hypot

from polls.figures.bars import GAP
from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPE,
    WIDTH,
    Json,
    color_value,
    draw_shape,
    escape_text,
    hidden_axis,
    shared_layout,
    text_note,
    waiting_note,
)
from polls.figures.options import Bar
from polls.lettering import wrap_text

LEFT, BOTTOM = 90, 70  # pixels beside and below the field, for the names of the axes
LOWEST, HIGHEST = 0.7, 5.3  # the ends of both axes: a little room around 1 to 5
MIDDLE = 3
DOT = 54  # pixels of a dot; its letter stands in it
APART = 1.06 * DOT / 2  # pixels that two dots on one place each move, so that both are seen
FIELD = 1000  # pixels of the field's width; the names of the dots stand to its right
KEY = LEFT + FIELD + 60  # pixels from the left to those names


def draw_quadrant(
    places: Sequence[tuple[Bar, float | None, float | None]], names: tuple[str, str]
) -> Json:
    """`places`: each option with its averages on both axes; `names`: of the axes."""
    shown = move_apart([(bar, x, y) for bar, x, y in places if x is not None and y is not None])
    bars = [bar for bar, _x, _y in places]
    signs = dot_signs(bars)
    notes = [*axis_names(names), *option_names(bars, signs)]
    if not shown:
        notes.append(waiting_note(LEFT + FIELD / 2, (HEIGHT - BOTTOM) / 4))
    dots = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for _bar, x, _y in shown],
        "y": [y for _bar, _x, y in shown],
        "text": [f"<b>{escape_text(signs[bar.key])}</b>" for bar, _x, _y in shown],
        "textposition": "middle center",
        "textfont": {"size": 30, "color": color_value("on-shape")},
        "customdata": [bar.count for bar, _x, _y in shown],
        "marker": {"size": DOT, "color": [bar.paint for bar, _x, _y in shown]},
        "cliponaxis": False,
    }
    return {
        "data": [dots],
        "layout": shared_layout(
            xaxis=hidden_axis((LOWEST, HIGHEST), (LEFT / WIDTH, (LEFT + FIELD) / WIDTH)),
            yaxis=hidden_axis((LOWEST, HIGHEST), (BOTTOM / HEIGHT, 1)),
            shapes=[
                middle_stroke("x"),
                middle_stroke("y"),
                field_frame(),
                *option_shapes(bars),
            ],
            annotations=notes,
        ),
    }


def move_apart(dots: Sequence[tuple[Bar, float, float]]) -> list[tuple[Bar, float, float]]:
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


def dot_signs(bars: Sequence[Bar]) -> dict[str, str]:
    """What stands in a dot, by the key of its option: its letter, else a number that is no
    other's letter."""
    letters = {bar.letter for bar in bars}
    free = (str(number) for number in count(1) if str(number) not in letters)
    return {bar.key: bar.letter or next(free) for bar in bars}


def axis_names(names: tuple[str, str]) -> list[Json]:
    font = {"size": READABLE, "weight": 600, "color": color_value("ink-soft")}
    across, up = (escape_text(wrap_text(name, READABLE, 560, 1)[0]) for name in names)
    return [
        text_note(f"{across} →", LEFT + FIELD / 2, HEIGHT - BOTTOM / 2, font=font),
        text_note(f"{up} →", LEFT / 2, (HEIGHT - BOTTOM) / 2, font=font, textangle=-90),
    ]


def option_names(bars: Sequence[Bar], signs: Mapping[str, str]) -> list[Json]:
    """The names of the options to the right of the field, the same as on the phone; the number
    that only stands in a dot is no part of a name."""
    texts = [bar.name if bar.letter else f"({signs[bar.key]}) {bar.name}" for bar in bars]
    left = KEY + SHAPE + GAP
    return [
        text_note(
            escape_text(wrap_text(text, 34, WIDTH - left, 1)[0]),
            left,
            row_height(bars, index),
            34,
            xanchor="left",
        )
        for index, text in enumerate(texts)
    ]


def option_shapes(bars: Sequence[Bar]) -> list[Json]:
    """The shapes before those names."""
    return [
        part
        for index, bar in enumerate(bars)
        for part in draw_shape(bar.color, KEY + SHAPE / 2, row_height(bars, index))
    ]


def row_height(bars: Sequence[Bar], index: int) -> float:
    """The height of a name's middle."""
    return min(90, HEIGHT / len(bars)) * (index + 0.5)


def middle_stroke(across: str) -> Json:
    """The line through the middle of one axis."""
    ends: Json = {"x0": LOWEST, "x1": HIGHEST, "y0": MIDDLE, "y1": MIDDLE}
    if across == "x":
        ends = {"y0": LOWEST, "y1": HIGHEST, "x0": MIDDLE, "x1": MIDDLE}
    line = {"width": 3, "color": color_value("line")}
    return {"type": "line", "layer": "below", "line": line, **ends}


def field_frame() -> Json:
    line = {"width": 3, "color": color_value("line")}
    ends = {"x0": LOWEST, "x1": HIGHEST, "y0": LOWEST, "y1": HIGHEST}
    return {"type": "rect", "layer": "below", "line": line, **ends}
