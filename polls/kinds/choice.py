"""Choice: one or several of a list of options, with room for own words if wanted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from polls import figures
from polls.errors import PollsError
from polls.figures import Bar
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
    whole,
)

OPTION = ("key", "label", "help", "icon", "color")
OTHER_LENGTH = 80  # characters of own words
MOST = 10  # options, own words included: more bars than that cannot be read from the back row


class ChoiceKind(Kind):
    """Spec: {"options": [{key, label, help?, icon?, color?}], "max", "other": {key, label}?}.

    Values: ["A"], or {"options": ["anders"], "other": "own words"}.
    """

    name = "choice"

    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "options", "max", "other")
        options = [parse_option(option) for option in listed(block.get("options"))]
        spec = {"options": options, "other": parse_other(block.get("other"))}
        check_options(choices(spec))
        return {**spec, "max": whole(block, "max", 1, 1, len(choices(spec)))}

    def clean(self, spec: Mapping[str, Any], value: Any) -> Any:
        chosen, words = parts(value)
        words = clean_text(words, OTHER_LENGTH)
        if words and not spec["other"]:
            raise malformed()
        if words and not chosen:
            chosen = [spec["other"]["key"]]
        check_chosen(chosen, {option["key"] for option in choices(spec)}, spec["max"])
        ordered = [option["key"] for option in choices(spec) if option["key"] in chosen]
        if words and spec["other"]["key"] in chosen:
            return {"options": ordered, "other": words}
        return ordered

    def tally(self, spec: Mapping[str, Any], counted: Sequence[Counted]) -> dict[str, Any]:
        counts = {option["key"]: 0 for option in choices(spec)}
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

    def figure(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        return figures.bars(bars(spec, tally), tally["answered"])

    def table(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> dict[str, Any]:
        rows = [
            [bar.name, bar.count, figures.percent(bar.count, tally["answered"])]
            for bar in bars(spec, tally)
        ]
        return {"columns": [_("keuze"), _("aantal"), _("deel")], "rows": rows}

    def sentence(self, spec: Mapping[str, Any], tally: Mapping[str, Any]) -> str:
        if not tally["answered"]:
            return figures.no_answers()
        favourites = figures.favourites(bars(spec, tally), tally["answered"])
        return f"{favourites[0].upper()}{favourites[1:]}."

    def cells(self, spec: Mapping[str, Any], value: Any) -> list[tuple[str, str]]:
        chosen, words = parts(value)
        labels = {option["key"]: option["label"] for option in choices(spec)}
        own = (spec["other"] or {}).get("key")
        return [(key, words if key == own and words else labels[key]) for key in chosen]


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
        raise PollsError("answer.option_unknown", _("Deze keuze bestaat niet. Kies uit de lijst."))
    if len(set(chosen)) < len(chosen):
        raise PollsError("answer.option_double", _("Je koos twee keer hetzelfde. Kies opnieuw."))
    if len(chosen) > most:
        raise too_many(most)


def choices(spec: Mapping[str, Any]) -> list[dict[str, Any]]:
    """All that can be chosen, own words last."""
    return [*spec["options"], *([spec["other"]] if spec["other"] else [])]


def bars(spec: Mapping[str, Any], tally: Mapping[str, Any]) -> list[Bar]:
    return [Bar.of(option, tally["counts"][option["key"]]) for option in choices(spec)]


def listed(options: Any) -> list[Any]:
    if not isinstance(options, list) or len(options) < 2:
        raise SpecError("'options' moet een lijst zijn van ten minste twee opties.")
    return options


def check_options(options: list[dict[str, Any]]) -> None:
    if len(options) > MOST:
        raise SpecError(f"Dit zijn {len(options)} opties. Gebruik er hooguit {MOST}.")
    for part in ("key", "label"):
        if len({option[part] for option in options}) < len(options):
            raise SpecError(f"Twee opties hebben dezelfde '{part}'. Geef elke optie een eigen.")


def parse_option(option: Any) -> dict[str, Any]:
    if not isinstance(option, Mapping) or not {"key", "label"} <= option.keys():
        raise SpecError("Elke optie heeft een 'key' en een 'label' nodig.")
    only(option, *OPTION)
    if not all(isinstance(text, str) and text.strip() for text in option.values()):
        raise SpecError("Elk deel van een optie moet een tekst zijn die niet leeg is.")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", option["key"]):
        raise SpecError(f"De key '{option['key']}' mag alleen letters, cijfers, - en _ hebben.")
    return dict(option)


def parse_other(other: Any) -> dict[str, Any] | None:
    """The option for own words: its label, or a table with a 'key' and a 'label'."""
    if other is None:
        return None
    if isinstance(other, str):
        other = {"key": "anders", "label": other}
    if not isinstance(other, Mapping):
        raise SpecError("'other' moet de tekst voor de eigen woorden zijn.")
    return parse_option(other)


KIND = ChoiceKind()
