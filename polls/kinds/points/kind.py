"""Points: divide a hundred points over options."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar, Cell, Count, Mean, Table
from polls.kinds.base import Counted, Kind, answered
from polls.kinds.fields import Number
from polls.kinds.options import Options, clean_numbers


class PointsKind(Kind):
    """Spec: {"options", "total": the points to divide}.

    Values: {"A": 60, "C": 40}, together exactly the total; options without points are
    left out.
    """

    name = "points"
    title = gettext_lazy("Punten")
    about = gettext_lazy("Verdeel punten over opties.")
    fields = (
        Options(
            "options",
            gettext_lazy("Opties"),
            gettext_lazy("Wat punten kan krijgen."),
        ),
        Number(
            "total",
            gettext_lazy("Punten"),
            gettext_lazy("Hoeveel punten er te verdelen zijn."),
            default=100,
            lowest=2,
            highest=1000,
        ),
    )

    skipped_is_zero = True

    def clean(self, value: Any) -> dict[str, int]:
        known = [option["key"] for option in self.spec["options"]]
        points = clean_numbers(value, known, 0, self.spec["total"])
        if (given := sum(points.values())) != self.spec["total"]:
            raise PollsError(
                "answer.sum",
                ngettext(
                    "Je verdeelde %(given)d\u00a0punt. Verdeel er precies %(total)d.",
                    "Je verdeelde %(given)d\u00a0punten. Verdeel er precies %(total)d.",
                    given,
                )
                % {"given": given, "total": self.spec["total"]},
            )
        return {key: number for key, number in points.items() if number}

    def sample(self, chance: Random) -> dict[str, int]:
        """All points land somewhere: one by one on an option."""
        keys = [option["key"] for option in self.spec["options"]]
        given = chance.choices(keys, k=self.spec["total"])
        return {key: given.count(key) for key in keys if key in given}

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        counts = {option["key"]: 0 for option in self.spec["options"]}
        for each in counted:
            for key, points in each.value.items():
                counts[key] += each.count * points
        return {"answered": answered(counted), "counts": counts}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.draw_scores(self.bars(tally), tally["answered"], tally["answered"])

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = (
            (bar.cell, Mean(bar.count, tally["answered"]), Count(bar.count))
            for bar in self.bars(tally)
        )
        return Table((_("keuze"), _("gemiddeld"), _("punten samen")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        people = tally["answered"]
        if not people:
            return figures.no_answers()
        most = figures.find_leaders(self.bars(tally), lambda bar: bar.count)
        text = ngettext(
            "%(people)s: de meeste punten gingen naar %(names)s "
            "(gemiddeld %(mean)s van de %(total)s).",
            "%(people)s: de meeste punten gingen naar %(names)s "
            "(elk gemiddeld %(mean)s van de %(total)s).",
            len(most),
        )
        return figures.fill_sentence(
            text,
            people=figures.write_people(people),
            names=figures.join_names(bar.name_in_sentence for bar in most),
            mean=figures.write_cell(Mean(most[0].count, people)),
            total=self.spec["total"],
        )

    def finding(self, tally: Mapping[str, Any]) -> str:
        return figures.find_most_points(self.bars(tally))

    def measures(self, tally: Mapping[str, Any]) -> dict[str, Cell]:
        return {key: Mean(count, tally["answered"]) for key, count in tally["counts"].items()}

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [(key, Count(points)) for key, points in value.items()]

    def value_words(self) -> str:
        return _("punten; samen %(total)d per persoon") % {"total": self.spec["total"]}

    def bars(self, tally: Mapping[str, Any]) -> list[Bar]:
        return [Bar.of(option, tally["counts"][option["key"]]) for option in self.spec["options"]]


KIND = PointsKind
