"""Options on two axes: where the room places each of them on average."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count, islice, product
from math import ceil, floor, hypot

from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPES,
    WIDTH,
    Json,
    color_value,
    escape_text,
    hidden_axis,
    outline_path,
    place_path,
    shared_layout,
    text_note,
    waiting_note,
    words_height,
)
from polls.figures.options import Bar
from polls.lettering import text_width, wrap_text

LEFT, BOTTOM = 92, 92  # pixels beside and below the field, for the names of the axes
LOWEST, HIGHEST = 0.7, 5.3  # the ends of both axes: a little room around 1 to 5
MIDDLE = 3
NARROWEST = 2.2  # steps of an axis that are seen at least
AROUND = 0.4  # steps of an axis around the outermost options
MARK = 66  # pixels of the shape of an option
APART = 1.06 * MARK / 2  # pixels that two on one place each move, so that both are seen
NAME, LONGEST = 36, 430  # pixels of a name's letters, and of its lines
CROWDED = 6  # options: the names of more have one line
GAP = 12  # pixels between a shape and its name
RASTER = 24  # pixels from one place for a name to the next, where the nearest are taken
CORNERS = ("top_left", "top_right", "bottom_left", "bottom_right")


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the drawing, in pixels from its left and its top."""

    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float, wide: float, high: float) -> Box:
        return cls(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)

    def overlap(self, other: Box) -> float:
        """The pixels that both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, wide) * max(0.0, high)

    def holds(self, other: Box) -> bool:
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.right >= other.right
            and self.bottom >= other.bottom
        )


FIELD = Box(LEFT, 2, WIDTH - 2, HEIGHT - BOTTOM)  # the frame is 3 pixels thick


@dataclass(frozen=True, slots=True)
class Axis:
    """The part of an axis that is seen, and where that is in the drawing."""

    low: float
    high: float
    start: float
    end: float

    @classmethod
    def around(cls, values: Sequence[float], start: float, end: float) -> Axis:
        """As near to the values as still shows the middle."""
        low = min([MIDDLE, *values]) - AROUND
        high = max([MIDDLE, *values]) + AROUND
        more = max(0.0, NARROWEST - (high - low)) / 2
        return cls(max(LOWEST, low - more), min(HIGHEST, high + more), start, end)

    def place(self, value: float) -> float:
        """Where a value is, in pixels."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    @property
    def pixel(self) -> float:
        """What one pixel is."""
        return abs((self.high - self.low) / (self.end - self.start))

    @property
    def steps(self) -> range:
        return range(ceil(self.low), floor(self.high) + 1)


Dot = tuple[Bar, float, float]


def draw_quadrant(
    places: Sequence[tuple[Bar, float | None, float | None]],
    names: tuple[str, str],
    corners: Sequence[str] = (),
) -> Json:
    """`places`: each option with its averages on both axes; `names`: of the axes; `corners`:
    what it means to stand there, in the order of CORNERS."""
    found = [(bar, x, y) for bar, x, y in places if x is not None and y is not None]
    across = Axis.around([x for _bar, x, _y in found], FIELD.left, FIELD.right)
    up = Axis.around([y for _bar, _x, y in found], FIELD.bottom, FIELD.top)
    shown = move_apart(found, across, up)
    spots = [(bar, across.place(x), up.place(y)) for bar, x, y in shown]
    titles = list(corner_notes(corners))
    lines, words = option_names(spots, [box for _note, box in titles])
    notes = [*axis_names(names), *step_notes(across, up), *(note for note, _box in titles), *words]
    if not shown:
        notes.append(waiting_note((FIELD.left + FIELD.right) / 2, FIELD.bottom / 4))
    return {
        "data": [draw_letters(shown)],
        "layout": shared_layout(
            xaxis=hidden_axis((across.low, across.high), (FIELD.left / WIDTH, FIELD.right / WIDTH)),
            yaxis=hidden_axis((up.low, up.high), (BOTTOM / HEIGHT, 1 - FIELD.top / HEIGHT)),
            shapes=[
                middle_stroke(across, up, "x"),
                middle_stroke(across, up, "y"),
                field_frame(across, up),
                *lines,
                *(mark for spot in spots for mark in draw_mark(*spot)),
            ],
            annotations=notes,
        ),
    }


def draw_letters(shown: Sequence[Dot]) -> Json:
    """What stands in the shapes, at the averages; `customdata` is how many placed each."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for _bar, x, _y in shown],
        "y": [y for _bar, _x, y in shown],
        "text": [f"<b>{escape_text(bar.letter)}</b>" for bar, _x, _y in shown],
        "textposition": "middle center",
        "textfont": {"size": READABLE, "color": color_value("on-shape")},
        "customdata": [bar.count for bar, _x, _y in shown],
        "cliponaxis": False,
    }


def draw_mark(bar: Bar, x: float, y: float) -> Iterator[Json]:
    """The shape of an option; a round one where its colour has none."""
    path = outline_path(bar.color if bar.color in SHAPES else "c", MARK)
    yield place_path(path, x, y, bar.paint, EDGE) | {"layer": "below"}


EDGE = {"width": 4, "color": color_value("paper")}


def move_apart(dots: Sequence[Dot], across: Axis, up: Axis) -> list[Dot]:
    """The dots, each moved as little as shows it beside the ones that it would cover."""
    done: list[Dot] = []
    for bar, wanted, y in dots:
        steps = (step * side * APART * across.pixel for step in count() for side in (1, -1))
        tried = (wanted + next(steps) for _try in range(4 * len(dots)))
        free = (
            x
            for x in tried
            if across.low < x < across.high
            and all(hypot((x - a) / across.pixel, (y - b) / up.pixel) > MARK for _bar, a, b in done)
        )
        done.append((bar, next(free, wanted), y))
    return done


def option_names(spots: Sequence[Dot], taken: Sequence[Box]) -> tuple[list[Json], list[Json]]:
    """The name of each option beside its shape, where it covers nothing; a line leads to one
    that had to stand further away."""
    boxes = [*taken, *(Box.around(x, y, MARK, MARK) for _bar, x, y in spots)]
    lines, notes = [], []
    for bar, x, y in spots:
        words = wrap_text(bar.label, NAME, LONGEST, 2 if len(spots) <= CROWDED else 1)
        wide = max(text_width(line, NAME) for line in words)
        tried = name_boxes(x, y, wide + GAP, words_height(len(words), NAME))
        first = list(islice(tried, 4))
        best = least_covering(chain(first, tried), boxes)
        boxes.append(best)
        text = "<br>".join(map(escape_text, words))
        middle = (best.top + best.bottom) / 2
        notes.append(
            text_note(text, best.left + GAP / 2, middle, NAME, xanchor="left", align="left")
        )
        if best not in first or abs(middle - y) > MARK:
            lines.append(leader(x, y, best))
    return lines, notes


def name_boxes(x: float, y: float, wide: float, high: float) -> Iterator[Box]:
    """Where a name may stand in the field: right of its shape, left, below and above, and then
    anywhere, the nearest first."""
    beside = MARK / 2 + GAP / 2 + wide / 2
    under = MARK / 2 + high / 2
    near = [(x + beside, y), (x - beside, y), (x, y + under), (x, y - under)]
    yield from (box for spot in near if FIELD.holds(box := Box.around(*spot, wide, high)))
    grid = product(
        arange(FIELD.left + wide / 2, FIELD.right - wide / 2),
        arange(FIELD.top + high / 2, FIELD.bottom - high / 2),
    )
    far = sorted(grid, key=lambda spot: hypot(spot[0] - x, 2 * (spot[1] - y)))
    yield from (box for spot in far if FIELD.holds(box := Box.around(*spot, wide, high)))


def least_covering(tried: Iterable[Box], boxes: Sequence[Box]) -> Box:
    """The first that covers nothing, or else the first of those that cover least; no more are
    looked at than that takes."""
    best, least = None, 0.0
    for box in tried:
        covered = sum(map(box.overlap, boxes))
        if best is None or covered < least:
            best, least = box, covered
        if not least:
            break
    assert best is not None
    return best


def arange(start: float, end: float) -> list[float]:
    """From start to end, a raster apart."""
    return [start + RASTER * step for step in range(int((end - start) / RASTER) + 1)]


def leader(x: float, y: float, name: Box) -> Json:
    """A thin line from the middle of a shape to the nearest edge of its name."""
    side = min(max(x, name.left), name.right)
    edge = min(max(y, name.top), name.bottom)
    ends = {"x0": x / WIDTH, "y0": 1 - y / HEIGHT, "x1": side / WIDTH, "y1": 1 - edge / HEIGHT}
    stroke = {"width": 3, "color": color_value("edge")}
    return {
        "type": "line", "layer": "below", "xref": "paper", "yref": "paper", "line": stroke, **ends,
    }  # fmt: skip


def corner_notes(corners: Sequence[str]) -> Iterator[tuple[Json, Box]]:
    """What the deck calls the corners of the field, and where that stands."""
    room, inset = (FIELD.right - FIELD.left) / 2 - 40, 20
    for name, words in zip(CORNERS, corners, strict=False):
        if not words:
            continue
        text = wrap_text(words, READABLE, room, 1)[0]
        high, wide = words_height(1, READABLE), text_width(text, READABLE)
        right, below = name.endswith("right"), name.startswith("bottom")
        x = FIELD.right - inset - wide / 2 if right else FIELD.left + inset + wide / 2
        y = FIELD.bottom - inset - high / 2 if below else FIELD.top + inset + high / 2
        font = {"size": READABLE, "weight": 700, "color": color_value("ink-soft")}
        yield text_note(escape_text(text), x, y, font=font), Box.around(x, y, wide + 20, high + 8)


def axis_names(names: tuple[str, str]) -> list[Json]:
    font = {"size": READABLE, "weight": 700, "color": color_value("ink")}
    room = (FIELD.right - FIELD.left, FIELD.bottom - FIELD.top)
    across, up = (
        escape_text(wrap_text(name, READABLE, wide - 60, 1)[0])
        for name, wide in zip(names, room, strict=True)
    )
    middle = (FIELD.left + FIELD.right) / 2
    return [
        text_note(f"{across} →", middle, HEIGHT - 22, font=font),
        text_note(f"{up} →", 22, FIELD.bottom / 2, font=font, textangle=-90),
    ]


def step_notes(across: Axis, up: Axis) -> Iterator[Json]:
    """The numbers along both axes: what is seen is only a part of them."""
    font = {"size": READABLE, "weight": 500, "color": color_value("ink-soft")}
    for step in across.steps:
        yield text_note(str(step), across.place(step), FIELD.bottom + 24, font=font)
    for step in up.steps:
        yield text_note(str(step), FIELD.left - 24, up.place(step), font=font)


def middle_stroke(across: Axis, up: Axis, name: str) -> Json:
    """The line through the middle of one axis."""
    ends: Json = {"x0": across.low, "x1": across.high, "y0": MIDDLE, "y1": MIDDLE}
    if name == "x":
        ends = {"y0": up.low, "y1": up.high, "x0": MIDDLE, "x1": MIDDLE}
    line = {"width": 3, "color": color_value("edge")}
    return {"type": "line", "layer": "below", "line": line, **ends}


def field_frame(across: Axis, up: Axis) -> Json:
    line = {"width": 3, "color": color_value("edge")}
    ends = {"x0": across.low, "x1": across.high, "y0": up.low, "y1": up.high}
    return {"type": "rect", "layer": "below", "line": line, **ends}
