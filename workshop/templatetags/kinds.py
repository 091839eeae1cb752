"""What the forms of kinds need from a stored value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

from polls import kinds
from polls.naming import letter_of, name_of

register = template.Library()


@register.filter
def given(value: Any, key: str) -> Any:
    """The part of a stored value under a key: '' when there is none."""
    return value.get(key, "") if isinstance(value, dict) else ""


@register.filter
def counted(question: Any) -> list[dict[str, Any]]:
    """The options of a question (its kind and its spec) of which each counts people."""
    kind = kinds.of(question)
    return kind.options(own_words=False) if kind.counts_people else []


register.filter("named", name_of)


@register.filter
def letter(option: Mapping[str, str]) -> str:
    return letter_of(option["key"])


@register.filter
def own(value: Any, cards: Any) -> list[str]:
    """The texts of a stored value that are not on a card: what somebody typed."""
    known = {card["text"] for card in cards or []}
    return [text for text in value or [] if text not in known]


@register.filter
def padded(texts: list[str], most: int) -> list[str]:
    """That many texts: empty ones at the end, for the fields that are still free."""
    return [*texts[:most], *[""] * (most - len(texts))]
