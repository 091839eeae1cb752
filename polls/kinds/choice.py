"""Choice: one or several of a list of options, with room for own words if wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar, Cell, Count, Share, Table, Text
from polls.kinds.base import (
    Counted,
    Kind,
    SpecError,
    answered,
    clean_text,
    empty,
    malformed,
    only,
    too_many,
    unknown_option,
    whole,
)
from polls.kinds.options import check_options, listed, parse_option

OTHER_LENGTH = 80  # characters of own words


class ChoiceKind(Kind):
    """Spec: {"options": [{key, label, help?, icon?, color?}], "max", "other": {key, label}?}.

    Values: ["A"], or {"options": ["anders"], "other": "own words"}.
    """

    name = "choice"
    counts_people = True
    worded = ("other",)

    @classmethod
    def parse_spec(cls, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "options", "max", "other")
        options = [parse_option(option) for option in listed(block.get("options"))]
        spec = {"options": options, "other": parse_other(block.get("other"))}
        check_options(cls(spec).options())
        return {**spec, "max": whole(block, "max", 1, 1, len(cls(spec).options()))}

    def clean(self, value: Any) -> Any:
        chosen, words = parts(value)
        words = clean_text(words, OTHER_LENGTH)
        if words and not self.spec["other"]:
            raise malformed()
        if words and not chosen:
            chosen = [self.spec["other"]["key"]]
        known = [option["key"] for option in self.options()]
        check_chosen(chosen, set(known), self.spec["max"])
        ordered = [key for key in known if key in chosen]
        if words and self.spec["other"]["key"] in chosen:
            return {"options": ordered, "other": words}
        return ordered

    def sample(self, chance: Random) -> list[str]:
        keys = [option["key"] for option in self.spec["options"]]
        return chance.sample(keys, chance.randint(1, min(self.spec["max"], len(keys))))

    def tally(self, counted: Sequence[Counted]) -> dict[str, Any]:
        counts = {option["key"]: 0 for option in self.options()}
        other: dict[str, int] = {}
        for each in counted:
            chosen, words = parts(each.value)
            for key in chosen:
                counts[key] += each.count
            if words:
                other[words] = other.get(words, 0) + each.count
        return {
            "answered": answered(counted),
            "counts": counts,
            "other": [{"text": text, "count": count} for text, count in other.items()],
        }

    def figure(self, tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.bars(self.bars(tally), tally["answered"])

    def table(self, tally: Mapping[str, Any], most: int | None = None) -> Table:
        rows = (
            (bar.cell, Count(bar.count), Share(bar.count, tally["answered"]))
            for bar in self.bars(tally)
        )
        return Table((_("keuze"), _("aantal"), _("deel")), tuple(rows))

    def sentence(self, tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        favourites = figures.favourites(self.bars(tally), tally["answered"])
        return f"{favourites[0].upper()}{favourites[1:]}."

    def compared(
        self, tally: Mapping[str, Any], before: Mapping[str, Any]
    ) -> tuple[dict[str, Any], Table]:
        both = (
            self.bars(tally),
            tally["answered"],
            self.bars(before),
            before["answered"],
        )
        return figures.rounds(*both), figures.rounds_table(*both)

    def has_texts(self) -> bool:
        return bool(self.spec["other"])

    def texts(self, value: Any) -> list[str]:
        words = parts(value)[1]
        return [words] if words else []

    def revised(self, value: Any, revise: Callable[[str], str | None]) -> Any:
        chosen, words = parts(value)
        text = revise(words) if words else None
        return chosen if text is None else {"options": chosen, "other": text}

    def wording(self, text: str) -> Any:
        return {"options": [self.spec["other"]["key"]], "other": text}

    def bars(self, tally: Mapping[str, Any]) -> list[Bar]:
        return [Bar.of(option, tally["counts"][option["key"]]) for option in self.options()]

    def cells(self, value: Any) -> list[tuple[str, Cell]]:
        chosen, words = parts(value)
        labels = {option["key"]: option["label"] for option in self.options()}
        own = (self.spec["other"] or {}).get("key")
        return [(key, Text(words if key == own and words else labels[key])) for key in chosen]


def parts(value: Any) -> tuple[list[Any], Any]:
    """The chosen keys and the own words of a stored or sent value; raises PollsError."""
    if isinstance(value, list):
        return value, ""
    if not isinstance(value, dict) or not value.keys() <= {"options", "other"}:
        raise malformed()
    chosen = value.get("options", [])
    if not isinstance(chosen, list):
        raise malformed()
    return chosen, value.get("other", "")


def check_chosen(chosen: list[Any], known: set[str], most: int) -> None:
    if not chosen:
        raise empty()
    if not all(isinstance(key, str) for key in chosen):
        raise malformed()
    if not known.issuperset(chosen):
        raise unknown_option()
    if len(set(chosen)) < len(chosen):
        raise PollsError("answer.option_double", _("Je koos twee keer hetzelfde. Kies opnieuw."))
    if len(chosen) > most:
        raise too_many(most)


def parse_other(other: Any) -> dict[str, Any] | None:
    """The option for own words: its label, or a table with a 'key' and a 'label'."""
    if other is None:
        return None
    if isinstance(other, str):
        other = {"key": "anders", "label": other}
    if not isinstance(other, Mapping):
        raise SpecError(_("'other' moet de tekst voor de eigen woorden zijn."))
    return parse_option(other)


KIND = ChoiceKind
