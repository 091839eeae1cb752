"""What an action reads from a form: text becomes typed values here, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from polls.whole_numbers import whole_number

Value = TypeVar("Value")
Form = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Field(Generic[Value]):
    """A value of a form; `names` are the fields that it is made of, as docs/protocol.md says."""

    names: tuple[str, ...]
    read: Callable[[Form], Value]


def text_field(name: str) -> Field[str]:
    return Field((name,), lambda form: form.get(name, ""))


def number_field(name: str, highest: int) -> Field[int | None]:
    """A whole number, or None; one above `highest` becomes one more than that."""
    return Field((name,), lambda form: whole_number(form.get(name, ""), highest=highest))


def ticked_field(name: str) -> Field[bool]:
    return Field((name,), lambda form: bool(form.get(name)))


def list_field(name: str) -> Field[list[str]]:
    """Texts joined by '+'; none of them when the field is empty."""
    return Field((name,), lambda form: parts.split("+") if (parts := form.get(name, "")) else [])


def read_cards(form: Form) -> list[str]:
    return [card for card in form.get("card", "").split("+") if card]


QUESTION = text_field("question")
QUESTIONS = list_field("question")
CARDS = Field(("card",), read_cards)
CARD = Field(("card",), lambda form: (read_cards(form) or [""])[0])


def starting_with(prefix: str, form: Form) -> dict[str, str]:
    """The fields whose names start with this, by the rest of their names."""
    return {
        name.removeprefix(prefix): value for name, value in form.items() if name.startswith(prefix)
    }
