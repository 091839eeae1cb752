"""Options with points: bars with their unit, the average on each, and shared places in words."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.figures.bar_rows import MOST
from polls.figures.bars import draw_bars
from polls.figures.cells import Mean
from polls.figures.drawing import Json, soften_text
from polls.figures.numbers import fill_sentence, write_mean, write_whole
from polls.figures.options import Bar


def draw_scores(rows: Sequence[Bar], people: int, each: int = 1) -> Json:
    """Bars of points; they say them divided by `each`, as of people when it is an average."""
    if not people:
        return draw_bars(rows, 0, [""] * len(rows))
    together = sum(bar.count for bar in rows)
    places = write_places(rows)
    ends = [write_points(bar.count, each) for bar in rows]
    if len(rows) > MOST:  # where no name has room beside it
        ends = [
            f"{end}{soften_text(f' · {place}')}" if place else end
            for end, place in zip(ends, places, strict=True)
        ]
        places = []
    mean = write_mean(Mean(together, each * len(rows)))
    said = f"{_('gemiddeld')} {mean}\u00a0{_('punten')}"
    return draw_bars(rows, people, ends, sides=places, average=(together / len(rows), said))


def write_points(count: int, each: int) -> str:
    """'12 punten', or with a decimal when it is an average."""
    number = write_whole(count) if each == 1 else write_mean(Mean(count, each))
    unit = _("punt") if count == each == 1 else _("punten")
    return f"<b>{number}</b>\u00a0{soften_text(unit)}"


def write_places(rows: Sequence[Bar]) -> list[str]:
    """'gedeelde plek 2' for whoever shares a place; '' for the others."""
    counts = [bar.count for bar in rows]
    shared = _("gedeelde plek %(place)s")
    return [
        fill_sentence(shared, place=1 + sum(other > count for other in counts))
        if count and counts.count(count) > 1
        else ""
        for count in counts
    ]
