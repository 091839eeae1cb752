"""Options: what a question lets people choose, rate or put in order, and numbers for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.kinds.base import empty, malformed, unknown_option
from polls.kinds.fields import Block, Field, Spec, SpecError, only

OPTION = ("key", "label", "help", "icon", "color")
OPTION_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")  # answers are stored under it
MOST = 10  # options, own words included: more bars than that cannot be read from the back row


@dataclass(frozen=True)
class Options(Field):
    """What can be chosen, judged or put in order."""

    type = "options"

    @property
    def required(self) -> bool:
        return True

    def read(self, block: Block, spec: Spec) -> list[dict[str, Any]]:
        return parse_options(block.get(self.key))


@dataclass(frozen=True)
class OwnWords(Field):
    """One more option, with room for own words: its label, or a table with key and label."""

    type = "own words"

    def read(self, block: Block, spec: Spec) -> dict[str, Any] | None:
        other = block.get(self.key)
        if other is None:
            return None
        if isinstance(other, str):
            other = {"key": "anders", "label": other}
        if not isinstance(other, Mapping):
            raise SpecError(_("'other' moet de tekst voor de eigen woorden zijn."))
        option = parse_option(other)
        check_options([*spec["options"], option])
        return option


def parse_options(value: Any) -> list[dict[str, Any]]:
    """The options of a block, of which no two are alike; raises SpecError."""
    options = [parse_option(option) for option in listed(value)]
    check_options(options)
    return options


def listed(options: Any) -> list[Any]:
    if not isinstance(options, list) or len(options) < 2:
        raise SpecError(_("'options' moet een lijst zijn van ten minste twee opties."))
    return options


def check_options(options: list[dict[str, Any]]) -> None:
    if len(options) > MOST:
        raise SpecError(
            _("Dit zijn %(n)s opties. Gebruik er hooguit %(most)s.")
            % {"n": len(options), "most": MOST}
        )
    for part in ("key", "label"):
        if len({option[part] for option in options}) < len(options):
            raise SpecError(
                _("Twee opties hebben dezelfde '%(part)s'. Geef elke optie een eigen.")
                % {"part": part}
            )


def parse_option(option: Any) -> dict[str, Any]:
    if not isinstance(option, Mapping) or not {"key", "label"} <= option.keys():
        raise SpecError(_("Elke optie heeft een 'key' en een 'label' nodig."))
    only(option, *OPTION)
    if not all(isinstance(text, str) and text.strip() for text in option.values()):
        raise SpecError(_("Elk deel van een optie moet een tekst zijn die niet leeg is."))
    if not OPTION_KEY.fullmatch(option["key"]):
        raise SpecError(key_words(option["key"]))
    return dict(option)


def key_words(key: str) -> str:
    """What is wrong with the key of an option."""
    return _(
        "'%(key)s' kan geen key zijn: gebruik hooguit 32 letters, cijfers, - en _, en begin met "
        "een letter of cijfer."
    ) % {"key": key}


def clean_numbers(value: Any, known: list[str], lowest: int, highest: int) -> dict[str, int]:
    """An untrusted {key: number} in the order of `known`; a form sends its digits as text.

    Empty texts are left out, as a form sends a field that was skipped.
    """
    if not isinstance(value, dict):
        raise empty() if value == [] else malformed()
    if not value.keys() <= set(known):
        raise unknown_option()
    given = {key: value[key] for key in known if key in value and value[key] != ""}
    if not given:
        raise empty()
    return {key: clean_number(number, lowest, highest) for key, number in given.items()}


def clean_number(value: Any, lowest: int, highest: int) -> int:
    if isinstance(value, str) and re.fullmatch("[0-9]{1,4}", value.strip(), re.ASCII):
        value = int(value)
    if type(value) is not int:
        raise malformed()
    if not lowest <= value <= highest:
        raise PollsError(
            "answer.out_of_range",
            _("Gebruik hele getallen van %(lowest)d tot en met %(highest)d.")
            % {"lowest": lowest, "highest": highest},
        )
    return value
