"""A cloud of words whose places and sizes are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from polls.figures.drawing import HEIGHT, SHAPES, WIDTH, Json, axis, layout, paint, plain

COLORS = ("deep", *SHAPES)  # of words, in turn


class Spot(Protocol):
    """Where a word of a cloud stands, in pixels from the left and the top, and its size."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...


def words(texts: Sequence[str], counts: Sequence[int], spots: Sequence[Spot]) -> Json:
    """A cloud; `customdata` has the counts. Words that count 0 are not drawn; the others keep
    their colour."""
    shown = [index for index, count in enumerate(counts) if count]
    font = {
        "size": [spots[index].size for index in shown],
        "color": [paint(COLORS[index % len(COLORS)]) for index in shown],
        "weight": 700,
    }
    cloud = {
        "type": "scatter",
        "mode": "text",
        "x": [spots[index].x for index in shown],
        "y": [spots[index].y for index in shown],
        "text": [plain(texts[index]) for index in shown],
        "textposition": "middle center",
        "textfont": font,
        "customdata": [counts[index] for index in shown],
        "cliponaxis": False,
    }
    return {"data": [cloud], "layout": layout(xaxis=axis((0, WIDTH)), yaxis=axis((HEIGHT, 0)))}
