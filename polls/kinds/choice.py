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


class ChoiceKind(Kind):
    """Spec: {"options": [{key, label, help?, icon?, color?}], "max", "other": {key, label}?}.

    Values: ["A"], or {"options": ["anders"], "other": "own words"}.
    """

    name = "choice"

    def parse_spec(self, block: Mapping[str, Any]) -> dict[str, Any]:
        only(block, "options", "max", "other")
        options = [parse_option(option) for option in listed(block.get("options"))]
        other = parse_other(block.get("other"))
        keys = [option["key"] for option in [*options, *([other] if other else [])]]
        if len(set(keys)) < len(keys):
            raise SpecError("two options have the same 'key'; give each its own")
        return {"options": options, "max": whole(block, "max", 1, 1, len(keys)), "other": other}

    def clean(self, spec: Mapping[str, Any], value: Any) -> Any:
        chosen, words = parts(value)
        other = spec["other"]
        known = {option["key"] for option in choices(spec)}
        if not chosen:
            raise empty()
        if len(chosen) > len(known):
            raise too_many(spec["max"])
        if not all(isinstance(key, str) for key in chosen):
            raise malformed()
        check_chosen(chosen, known, spec["max"])
        chosen = [option["key"] for option in choices(spec) if option["key"] in chosen]
        words = clean_text(words, OTHER_LENGTH)
        if words and other and other["key"] in chosen:
            return {"options": chosen, "other": words}
        return chosen

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
        people = figures.people(tally["answered"])
        highest = max(tally["counts"].values())
        if not highest:
            return f"{people}."
        names = [bar.name for bar in bars(spec, tally) if bar.count == highest]
        return _("%(people)s. Het meest gekozen: %(names)s (%(count)d keer).") % {
            "people": people,
            "names": _(" en ").join(names),
            "count": highest,
        }

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


def check_chosen(chosen: list[str], known: set[str], most: int) -> None:
    for key in chosen:
        if key not in known:
            raise PollsError(
                "answer.option_unknown", _("Deze keuze bestaat niet. Kies uit de lijst.")
            )
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
        raise SpecError("'options' must be a list of at least two options")
    return options


def parse_option(option: Any) -> dict[str, Any]:
    if not isinstance(option, Mapping) or not {"key", "label"} <= option.keys():
        raise SpecError("each option needs a 'key' and a 'label'")
    only(option, *OPTION)
    if not all(isinstance(text, str) and text for text in option.values()):
        raise SpecError("the parts of an option must be texts that are not empty")
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", option["key"]):
        raise SpecError(f"the option key '{option['key']}' may have letters, digits, - and _ only")
    return dict(option)


def parse_other(other: Any) -> dict[str, Any] | None:
    if other is None or other is False:
        return None
    if other is True:
        other = {}
    if isinstance(other, str):
        other = {"label": other}
    if not isinstance(other, Mapping):
        raise SpecError("'other' must be true, or the words in front of the own answer")
    return parse_option({"key": "anders", "label": "Iets anders, namelijk…", **other})


KIND = ChoiceKind()
