"""Scale: a number from 1 to 5 for each of a few statements; a quick scan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.figures import Bar, Cell, Count, Mean, Table
from polls.kinds.base import Counted, Kind, answered
from polls.kinds.fields import Line
from polls.kinds.options import Options, clean_numbers

LOWEST, HIGHEST = 1, 5
STEPS = range(LOWEST, HIGHEST + 1)
LABEL = 40  # characters of the words at the ends of the scale


class ScaleKind(Kind):
    """Spec: {"options": the statements, "low", "high": words for 1 and for 5}.

    Values: {"A": 4, …}; a statement may be left out.
    """

    name = "scale"
    title = gettext_lazy("Cijfers")
    about = gettext_lazy(
        "Een cijfer van 1 tot 5 voor elke stelling. Met de vijf condities als stellingen is het "
        "een quickscan."
    )
    fields = (
        Options(
            "options",
            gettext_lazy("Stellingen"),
            gettext_lazy("De stellingen die een cijfer krijgen."),
        ),
        Line("low", gettext_lazy("Bij 1"), gettext_lazy("Wat een 1 betekent."), longest=LABEL),
        Line("high", gettext_lazy("Bij 5"), gettext_lazy("Wat een 5 betekent."), longest=LABEL),
    )

    def clean(self, value: Any) -> dict[str, int]:
        known = [option["key"] for option in self.spec["options"]]
        return clean_numbers(value, known, LOWEST, HIGHEST)

    def sample(self, chance: Random) -> dict[str, int]:
        return {option["key"]: chance.choice(STEPS) for option in self.spec["options"]}

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Per statement how many gave each number, from 1 to 5."""
        counts = {option["key"]: [0] * len(STEPS) for option in self.spec["options"]}
        for each in counted:
            for key, number in each.value.items():
                counts[key][number - LOWEST] += each.count
        return {"answered": answered(counted), "counts": counts}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        counts = [tally["counts"][option["key"]] for option in self.spec["options"]]
        means = [mean(row) for row in counts]
        return figures.draw_scale(self.rows(), counts, means, (self.spec["low"], self.spec["high"]))

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        found = (
            (bar.cell, mean(counts), *map(Count, counts))
            for bar, counts in zip(self.rows(), tally["counts"].values(), strict=True)
        )
        return Table((_("stelling"), _("gemiddeld"), *map(str, STEPS)), tuple(found))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        people = tally["answered"]
        rated = [
            (bar.name_in_sentence, average)
            for bar, counts in zip(self.rows(), tally["counts"].values(), strict=True)
            if (average := mean(counts)).number
        ]
        high = figures.find_leaders(rated, lambda each: each[1].fraction)
        low = figures.find_trailers(rated, lambda each: each[1].fraction)
        if len(rated) == 1:
            text = _("%(people)s: alleen %(high)s kreeg een cijfer.")
        elif high == low:
            text = _("%(people)s: %(high)s scoren even hoog.")
        else:
            text = ngettext(
                "%(people)s: het hoogst scoort %(high)s, het laagst %(low)s.",
                "%(people)s: het hoogst scoren %(high)s, het laagst %(low)s.",
                len(high),
            )
        return text % {
            "people": figures.write_people(people),
            "high": figures.join_names(figures.write_rated(*each, people) for each in high),
            "low": figures.join_names(figures.write_rated(*each, people) for each in low),
        }

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [(key, Count(number)) for key, number in value.items()]

    def value_words(self) -> str:
        return write_steps(self.spec["low"], self.spec["high"])

    def measures(self, tally: Mapping[str, Any]) -> dict[str, Cell]:
        return {key: mean(counts) for key, counts in tally["counts"].items()}

    def finding(self, tally: Mapping[str, Any]) -> str:
        means = list(map(mean, tally["counts"].values()))
        return figures.find_highest(self.rows(), means, tally["answered"])

    def rows(self) -> list[Bar]:
        return [Bar.of(option, 0) for option in self.spec["options"]]


def write_steps(low: str = "", high: str = "") -> str:
    """'1 (oneens) tot en met 5 (eens)'."""
    lowest, highest = (
        f"{step} ({word})" if word else str(step) for step, word in ((LOWEST, low), (HIGHEST, high))
    )
    return _("%(lowest)s tot en met %(highest)s") % {"lowest": lowest, "highest": highest}


def mean(counts: Sequence[int]) -> Mean:
    """The average number of a statement."""
    total = sum(step * count for step, count in zip(STEPS, counts, strict=True))
    return Mean(total, sum(counts))


KIND = ScaleKind
