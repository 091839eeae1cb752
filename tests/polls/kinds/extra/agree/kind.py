"""Agree: yes, no, or no opinion; the same three for every question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from polls import figures
from polls.figures import Bar, Cell, Count, Table, Text
from polls.kinds.base import Counted, Kind, answered, empty, unknown_option

OPTIONS = [{"key": "ja", "label": "Eens"}, {"key": "nee", "label": "Oneens"}]


class AgreeKind(Kind):
    """Spec: {}. Values: "ja" or "nee"."""

    name = "agree"
    title = "Eens of oneens"
    about = "Mensen zijn het eens of oneens."
    fields = ()
    counts_people = True

    def options(self, *, own_words: bool = True) -> list[dict[str, Any]]:
        return OPTIONS

    def vote(self, option: str) -> str:
        return option

    def clean(self, value: Any) -> str:
        if value in ([], None):
            raise empty()
        chosen = value[0] if isinstance(value, list) else value
        if chosen not in ("ja", "nee"):
            raise unknown_option()
        return str(chosen)

    def sample(self, chance: Random) -> str:
        return chance.choice(["ja", "nee"])

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        counts = {option["key"]: 0 for option in OPTIONS}
        for each in counted:
            counts[each.value] += each.count
        return {"answered": answered(counted), "counts": counts}

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.draw_bars(bars(tally), tally["answered"])

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = tuple((bar.cell, Count(bar.count)) for bar in bars(tally))
        return Table(("keuze", "aantal"), rows)

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        return figures.favourites_sentence(bars(tally), tally["answered"])

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        return [(value, Text(next(each["label"] for each in OPTIONS if each["key"] == value)))]


def bars(tally: Mapping[str, Any]) -> list[Bar]:
    return [Bar.of(option, tally["counts"][option["key"]]) for option in OPTIONS]


KIND = AgreeKind
