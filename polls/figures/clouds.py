"""A cloud of words whose places and sizes are known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from django.utils.translation import ngettext

from polls.figures.drawing import (
    HEIGHT,
    READABLE,
    WIDTH,
    Json,
    color_value,
    escape_text,
    hidden_axis,
    shared_layout,
    text_note,
)
from polls.figures.numbers import fill_sentence

COLORS = ("accent-word", "ink", "ink-soft")  # of the words that stand out, of others, of the rare
STANDING_OUT = 3  # words that have the accent, with those that are mentioned as often
NOTE = {"size": READABLE, "weight": 700, "color": color_value("ink-soft")}
STRIP = 48  # pixels below the cloud, for what is left out
MANY = 5  # more than this do not stand out


class Spot(Protocol):
    """Where a word of a cloud stands, in pixels from the left and the top, its size, which is
    0 where there is no room for it, and its lines."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def size(self) -> float: ...
    @property
    def lines(self) -> Sequence[str]: ...


def draw_words(counts: Sequence[int], spots: Sequence[Spot], left_out: int = 0) -> Json:
    """A cloud; `customdata` has the counts. How many other words are `left_out` stands below."""
    shown = [index for index, spot in enumerate(spots) if spot.size]
    colors = color_words([counts[index] for index in shown])
    font = {
        "size": [spots[index].size for index in shown],
        "color": [color_value(color) for color in colors],
        "weight": 700,
    }
    cloud = {
        "type": "scatter",
        "mode": "text",
        "x": [spots[index].x for index in shown],
        "y": [spots[index].y for index in shown],
        "text": ["<br>".join(map(escape_text, spots[index].lines)) for index in shown],
        "textposition": "middle center",
        "textfont": font,
        "customdata": [counts[index] for index in shown],
        "cliponaxis": False,
    }
    notes = [count_left_out(left_out)] if left_out else []
    return {
        "data": [cloud],
        "layout": shared_layout(
            xaxis=hidden_axis((0, WIDTH)), yaxis=hidden_axis((HEIGHT, 0)), annotations=notes
        ),
    }


def color_words(counts: Sequence[int]) -> list[str]:
    """The accent for the few that are mentioned most, the soft ink for those mentioned once."""
    ranked = sorted(counts, reverse=True)
    lead = next((least for least in ranked[STANDING_OUT - 1 :: -1] if is_few(counts, least)), None)
    return [color_word(count, lead) for count in counts]


def is_few(counts: Sequence[int], least: int) -> bool:
    return least > 1 and sum(count >= least for count in counts) <= MANY


def color_word(count: int, lead: int | None) -> str:
    accent, ink, soft = COLORS
    if lead is None:
        return ink
    return accent if count >= lead else (ink if count > 1 else soft)


def count_left_out(number: int) -> Json:
    text = ngettext("en %(n)s ander woord", "en %(n)s andere woorden", number)
    said = fill_sentence(text, n=number)
    return text_note(said, 0, HEIGHT - STRIP / 2, xanchor="left", font=NOTE)
