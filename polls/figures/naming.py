"""Names in sentences: everything that shares a place is named, nothing is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from typing import TypeVar

from django.utils.translation import gettext as _

from polls.figures.cells import Mean
from polls.figures.numbers import write_mean, write_people

T = TypeVar("T")


def join_names(names: Iterable[str]) -> str:
    """'A', 'A en B', 'A, B en C'."""
    *first, last = names
    if not first:
        return last
    return _("%(names)s en %(last)s") % {"names": ", ".join(first), "last": last}


def find_leaders(rows: Sequence[T], value: Callable[[T], int | Fraction]) -> list[T]:
    """All rows with the highest value, in their order."""
    highest = max(map(value, rows))
    return [row for row in rows if value(row) == highest]


def find_trailers(rows: Sequence[T], value: Callable[[T], int | Fraction]) -> list[T]:
    """All rows with the lowest value, in their order."""
    return find_leaders(rows, lambda row: -value(row))


def write_rated(name: str, mean: Mean, people: int) -> str:
    """'E. Proces (5,0)'; says of how many, where not all of those people gave a number."""
    if mean.number == people:
        return f"{name} ({write_mean(mean)})"
    return _("%(name)s (%(mean)s van %(people)s)") % {
        "name": name,
        "mean": write_mean(mean),
        "people": write_people(mean.number),
    }
