"""Numbers as people read them, in the language that is active."""

from __future__ import annotations

from math import floor

from django.utils.formats import number_format


def decimal(value: float | None) -> str:
    """An average with one decimal, halves up: '3,8'; a dash when there is none."""
    return "–" if value is None else number_format(floor(10 * value + 0.5) / 10, 1)


def whole(number: int) -> str:
    """A count: '1.000' in Dutch."""
    return number_format(number, 0, force_grouping=True)


def say(sentence: str, **parts: str | int) -> str:
    """A sentence with its parts filled in, numbers as people read them."""
    return sentence % {
        name: whole(part) if isinstance(part, int) else part for name, part in parts.items()
    }
