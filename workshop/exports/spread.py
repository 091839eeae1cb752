"""How numbers spread: the median and the deviation that a file has beside an average."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from statistics import median, pstdev

from django.utils.translation import gettext as _

from polls.figures import Cell, Count, Row, Statistic, Table, Text
from polls.kinds.base import Counted, Kind
from polls.naming import name_of


def add_spread(table: Table, kind: Kind, answers: Sequence[Counted]) -> Table:
    """The table of a kind whose answers are numbers, with how they spread; any other, or one
    of which the answers are gone, as it is."""
    numbers = read_numbers(kind, answers)
    if not any(numbers.values()):
        return table
    aspects = kind.aspects()
    options = {name_of(option): option["key"] for option in kind.options()}
    heads = [
        f"{name}, {head}" if name else head
        for name in aspects.values()
        for head in (_("mediaan (het middelste cijfer)"), _("spreiding (standaardafwijking)"))
    ]

    def longer(row: Row) -> Row:
        key = options[getattr(row[0], "text", "")]
        return (*row, *(cell for end in aspects for cell in measure_spread(numbers[key + end])))

    return replace(table, columns=(*table.columns, *heads), rows=tuple(map(longer, table.rows)))


def read_numbers(kind: Kind, answers: Iterable[Counted]) -> dict[str, list[int]]:
    """All numbers that were given to each key; a key that an answer lacks counts as nothing
    or, where that is what it means, as 0."""
    found: dict[str, list[int]] = {key: [] for key in kind.part_names()}
    for each in answers:
        cells = kind.cells(each.value)
        counts = {key: cell.value for key, cell in cells if isinstance(cell, Count)}
        if counts and kind.skipped_is_zero:
            counts = dict.fromkeys(found, 0) | counts
        for key, number in counts.items():
            found[key] += [number] * each.count
    return found


def measure_spread(numbers: Sequence[int]) -> tuple[Cell, Cell]:
    """Median and standard deviation (of the people who answered, not of a sample)."""
    if not numbers:
        return Text("–"), Text("–")
    return Statistic(float(median(numbers))), Statistic(pstdev(numbers))
