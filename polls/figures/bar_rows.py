"""Rows of options: the shape of each, its name, and below the name the bar that grows out of it.

While people choose, a slide shows the same shapes and names with an explanation below each:
the bar comes in the explanation's place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    SHAPES,
    Json,
    color_value,
    draw_shape,
    escape_text,
    text_note,
    words_height,
)
from polls.figures.options import Bar
from polls.lettering import text_width, wrap_text

NAMES = (84, 64, 54, 44, 36, READABLE)  # of a name: the first size at which all stand whole
THICKEST, BAR, THINNEST = 104, 0.42, 9  # a bar's thickness: at most, of a row, at least
LARGEST, SHAPE = 112, 0.9  # the side of a shape: pixels at most, and of a row
LETTER = 0.42  # of a shape's side: the letter in it
FOOT = 0.4264  # of it: from its middle to its lower edge, of the shape that ends highest
EDGE = 4  # pixels of paper between a shape and the bar under it
GAP = 22  # pixels between a shape and a name
MOST = 8  # rows with names above their bars: of more, names stand beside them
SMALL, THICK, BESIDE = 46, 0.62, 640  # of those: a shape, a bar's part of a row, a name at most
CLOSE, ROOMY = 6, 30  # pixels between a name and its bar; where so few rows have large numbers
FEW = 2


@dataclass(frozen=True, slots=True)
class BarRows:
    """Where everything stands in rows under each other; all in pixels."""

    bars: Sequence[Bar]
    top: float  # above the first row
    slot: float  # the height of a row
    thick: float  # of a bar
    shape: float  # the side of a shape; 0 when no option has one
    size: int  # of the names' letters
    lines: Sequence[Sequence[str]]  # the lines of each name
    name_at: float  # from the top of a row to the middle of its name
    bar_at: float  # and to the middle of its bar
    shape_at: float  # and to the middle of its shape, which stands as low as its bar
    left: float  # where bars begin, from the left of the shapes

    @property
    def grown(self) -> bool:
        """Whether bars grow out of their shapes."""
        return 0 < self.left <= self.shape

    @property
    def beside(self) -> bool:
        """Whether names stand beside their bars, which begin at a line then."""
        return self.left > self.shape

    @property
    def indent(self) -> float:
        """From the left of a shape to its name."""
        return self.shape + GAP if self.shape else 0

    @property
    def width(self) -> float:
        """Of a bar, in rows, as Plotly's axis counts them."""
        return self.thick / self.slot

    @property
    def offset(self) -> float:
        """From the middle of a row down to the upper edge of its bar, in rows."""
        return (self.bar_at - self.thick / 2) / self.slot - 0.5

    def name_height(self, index: int) -> float:
        """Where the middle of a name is."""
        return self.top + self.slot * index + self.name_at

    def bar_height(self, index: int) -> float:
        """Where the middle of a bar is."""
        return self.top + self.slot * index + self.bar_at

    def shape_height(self, index: int) -> float:
        """Where the middle of a shape is."""
        return self.top + self.slot * index + self.shape_at

    def name_notes(self, x: float, align: str) -> Iterator[Json]:
        for index, lines in enumerate(self.lines):
            text = "<br>".join(map(escape_text, lines))
            height = self.name_height(index)
            yield text_note(text, x, height, self.size, xanchor=align, align=align)

    def shapes(self, x: float) -> list[Json]:
        """The shape of each option around `x`; none for an option without."""
        return [
            part
            for index, bar in enumerate(self.bars)
            for part in draw_shape(bar.color, x, self.shape_height(index), self.shape, EDGE)
        ]

    def letter_notes(self, x: float) -> Iterator[Json]:
        """The letters in the shapes, as the slide has them, where there is room for one."""
        font = {
            "size": round(LETTER * self.shape),
            "weight": 800,
            "color": color_value("on-shape"),
        }
        for index, bar in enumerate(self.bars):
            if bar.color in SHAPES and bar.letter and self.grown:
                yield text_note(bar.letter, x, self.shape_height(index), font=font)


def arrange_rows(bars: Sequence[Bar], room: float, top: float = 0, foot: float = 0) -> BarRows:
    """Names above their bars, as large as lets all stand whole in `room`, shapes included."""
    slot = (HEIGHT - top - foot) / len(bars)
    thin = max(THINNEST, slot - CLOSE - words_height(1, READABLE))
    thick = min(THICKEST, BAR * slot, thin)
    shape = min(LARGEST, SHAPE * slot) if has_shapes(bars) else 0
    free = room - shape - GAP if shape else room
    close = ROOMY if len(bars) <= FEW else CLOSE
    size, lines = fit_names([bar.name for bar in bars], free, slot - thick - close, thick)
    words = words_height(max(map(len, lines)), size)
    rest = (slot - words - close - thick) / 2
    below = rest + words + close + thick / 2
    low = below + thick / 2 - FOOT * shape
    return BarRows(bars, top, slot, thick, shape, size, lines, rest + words / 2, below, low, shape)


def arrange_beside(bars: Sequence[Bar], foot: float = 0) -> BarRows:
    """Names beside their bars, where so many rows leave no height for both."""
    slot = (HEIGHT - foot) / len(bars)
    shape = min(SMALL, SHAPE * slot) if has_shapes(bars) else 0
    lines = [wrap_text(bar.name, READABLE, BESIDE, 1) for bar in bars]
    widest = max(text_width(line, READABLE) for line, *_more in lines)
    left = (shape + GAP if shape else 0) + widest + GAP
    half = slot / 2
    return BarRows(bars, 0, slot, THICK * slot, shape, READABLE, lines, half, half, half, left)


def has_shapes(bars: Sequence[Bar]) -> bool:
    return any(bar.color in SHAPES for bar in bars)


def fit_names(
    names: Sequence[str], room: float, height: float, thick: float
) -> tuple[int, list[tuple[str, ...]]]:
    """The largest size, no larger than a bar is thick, at which all names fit in two lines."""
    for size in NAMES:
        most = 2 if words_height(2, size) <= height else 1
        lines = [wrap_text(name, size, room, most) for name in names]
        whole = all(" ".join(each) == name for each, name in zip(lines, names, strict=True))
        if whole and size <= thick and words_height(1, size) <= height:
            break
    return size, lines
