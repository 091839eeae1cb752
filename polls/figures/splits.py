"""The answers of several groups to one question beside each other, whatever it measures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from polls.figures.cells import Cell, Mean, Share, Table
from polls.figures.naming import find_leaders, join_names
from polls.figures.numbers import write_cell, write_whole
from polls.figures.options import Bar

NAMED = 2  # options that a sentence names for a group when they share the first place


@dataclass(frozen=True, slots=True)
class Scored:
    """What one group of `n` people said: by option a share or a mean. `day` is when."""

    label: str
    n: int
    cells: Mapping[str, Cell]
    day: str = ""

    @property
    def head(self) -> str:
        """As a column of a table is called."""
        name = ", ".join(filter(None, [self.label, self.day]))
        return f"{name} (n\u00a0=\u00a0{write_whole(self.n)})"

    def cell(self, key: str) -> Cell:
        """What stands at its bar: of a share no count, for which there is no room."""
        cell = self.cells[key]
        return Share(cell.part, cell.whole) if isinstance(cell, Share) else cell

    def fraction(self, key: str) -> Fraction:
        cell = self.cells[key]
        return cell.fraction if isinstance(cell, Share | Mean) else Fraction()

    def length(self, key: str) -> float:
        """Not rounded: of a bar, in percents or in what is averaged."""
        scale = 100 if isinstance(self.cells[key], Share) else 1
        return float(scale * self.fraction(key))


def split_table(options: Sequence[Mapping[str, str]], groups: Sequence[Scored]) -> Table:
    """A row for each option, a column for each group."""
    rows = (
        (Bar.of(option, 0).cell, *(group.cells[option["key"]] for group in groups))
        for option in options
    )
    return Table((_("keuze"), *(group.head for group in groups)), tuple(rows))


def split_sentence(options: Sequence[Mapping[str, str]], groups: Sequence[Scored]) -> str:
    """What stands highest in each group."""
    return " ".join(f"{capfirst(group.label)}: {say_highest(options, group)}." for group in groups)


def say_highest(options: Sequence[Mapping[str, str]], group: Scored) -> str:
    bars = [Bar.of(option, 0) for option in options]
    first = find_leaders(bars, lambda bar: group.fraction(bar.key))
    if len(first) > NAMED:
        return _("geen verschil dat eruit springt")
    names = join_names(bar.name_in_sentence for bar in first)
    written = write_cell(group.cell(first[0].key))
    return _("het hoogst %(names)s (%(number)s)") % {"names": names, "number": written}
