"""A cloud of words whose places and sizes are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from polls.figures.drawing import (
    HEIGHT,
    SHAPES,
    WIDTH,
    Json,
    color_value,
    escape_text,
    hidden_axis,
    shared_layout,
)

COLORS = ("deep", *SHAPES)  # of words, in turn


class Spot(Protocol):
    """Where a word of a cloud stands, in pixels from the left and the top, and its size."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


def draw_words(texts: Sequence[str], counts: Sequence[int], spots: Sequence[Spot]) -> Json:
    """A cloud; `customdata` has the counts. Words that count 0 are not drawn; the others keep
    their colour."""
    shown = [index for index, count in enumerate(counts) if count]
    font = {
        "size": [spots[index].size for index in shown],
        "color": [color_value(COLORS[index % len(COLORS)]) for index in shown],
        "weight": 700,
    }
    cloud = {
        "type": "scatter",
        "mode": "text",
        "x": [spots[index].x for index in shown],
        "y": [spots[index].y for index in shown],
        "text": [escape_text(texts[index]) for index in shown],
        "textposition": "middle center",
        "textfont": font,
        "customdata": [counts[index] for index in shown],
        "cliponaxis": False,
    }
    return {
        "data": [cloud],
        "layout": shared_layout(xaxis=hidden_axis((0, WIDTH)), yaxis=hidden_axis((HEIGHT, 0))),
    }
