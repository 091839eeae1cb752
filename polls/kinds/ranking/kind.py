"""Ranking: put options in order; the first place counts most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar, Cell, Count, CountedMean, Mean, Table
from polls.kinds.base import Counted, Kind, answered
from polls.kinds.fields import Number
from polls.kinds.options import Options, clean_numbers


class RankingKind(Kind):
    """Spec: {"options", "max": how many places there are to give}.

    Values: {"B": 1, "A": 2, …}, the place of each option, from 1 without gaps. An option
    on place p of m gets m + 1 - p points (Borda count); one without a place none.
    """

    name = "ranking"
    title = gettext_lazy("Volgorde")
    about = gettext_lazy(
        "Zet opties in een volgorde. Van drie plekken krijgt de eerste drie punten, de tweede "
        "twee en de derde een (Borda-telling)."
    )
    fields = (
        Options(
            "options",
            gettext_lazy("Opties"),
            gettext_lazy("Wat mensen op volgorde zetten."),
        ),
        Number(
            "max",
            gettext_lazy("Plekken"),
            gettext_lazy("Hoeveel plekken er te geven zijn."),
            lowest=1,
        ),
    )

    def clean(self, value: Any) -> dict[str, int]:
        known = [option["key"] for option in self.spec["options"]]
        places = clean_numbers(value, known, 1, self.spec["max"])
        given: dict[int, str] = {}
        for key in known:
            if (place := places.get(key)) is None:
                continue
            if place in given:
                raise self.same_place(place, given[place], key)
            given[place] = key
        for place in range(1, len(given) + 1):
            if place not in given:
                raise PollsError(
                    "answer.places",
                    _("Plek %(place)s ontbreekt. Geef elke plek één keer, vanaf plek 1.")
                    % {"place": place},
                    field=given[max(given)],
                )
        return places

    def same_place(self, place: int, first: str, second: str) -> PollsError:
        names = self.part_names()
        return PollsError(
            "answer.places",
            _("%(first)s en %(second)s hebben allebei plek %(place)s. Geef elke plek één keer.")
            % {"first": names[first], "second": names[second], "place": place},
            field=second,
        )

    def sample(self, chance: Random) -> dict[str, int]:
        keys = [option["key"] for option in self.spec["options"]]
        return {key: place for place, key in enumerate(chance.sample(keys, self.spec["max"]), 1)}

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        """Per option its points, how many gave it a place, and the sum of those places."""
        tallied = {option["key"]: [0, 0, 0] for option in self.spec["options"]}
        for each in counted:
            for key, place in each.value.items():
                points, placed, places = tallied[key]
                tallied[key] = [
                    points + each.count * (self.spec["max"] + 1 - place),
                    placed + each.count,
                    places + each.count * place,
                ]
        return {"answered": answered(counted), "counts": tallied}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.draw_scores(self.ranked(tally), tally["answered"])

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = (
            (bar.cell, Count(bar.count), mean_place(tally["counts"][bar.key]))
            for bar in self.ranked(tally)
        )
        return Table((_("keuze"), _("punten"), _("gemiddelde plek")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        first = figures.find_leaders(self.ranked(tally), lambda bar: bar.count)
        points = ngettext("%(n)s\u00a0punt", "%(n)s\u00a0punten", first[0].count)
        text = ngettext(
            "%(people)s: bovenaan staat %(names)s met %(points)s.",
            "%(people)s: bovenaan staan %(names)s met elk %(points)s.",
            len(first),
        )
        return text % {
            "people": figures.write_people(tally["answered"]),
            "names": figures.join_names(bar.name_in_sentence for bar in first),
            "points": figures.fill_sentence(points, n=first[0].count),
        }

    def finding(self, tally: Mapping[str, Any]) -> str:
        return figures.find_first(self.ranked(tally))

    def measures(self, tally: Mapping[str, Any]) -> dict[str, Cell]:
        """The points that each option got, an average of everybody who answered."""
        people = tally["answered"]
        return {key: Mean(points, people) for key, (points, *_rest) in tally["counts"].items()}

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [(key, Count(place)) for key, place in value.items()]

    def value_words(self) -> str:
        return _("plek 1 (hoogst) tot en met %(max)d") % {"max": self.spec["max"]}

    def ranked(self, tally: Mapping[str, Any]) -> list[Bar]:
        """The options with most points first; those with as many in the order of the deck."""
        counts = tally["counts"]
        rows = [Bar.of(option, counts[option["key"]][0]) for option in self.spec["options"]]
        return sorted(rows, key=lambda bar: -bar.count)


def mean_place(tallied: Sequence[int]) -> CountedMean:
    """The average place among whoever gave it one, which can be a single person."""
    _points, placed, places = tallied
    return CountedMean(places, placed)


KIND = RankingKind
