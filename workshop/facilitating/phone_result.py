"""A result as a phone shows it: a table that is its own chart, or the texts that may be seen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from polls import kinds
from polls.figures import Cell, Count, Label, Share, Table
from polls.models import DeckVersion
from polls.naming import name_of
from polls.views.renderer import Told
from workshop.library import deck_versions

FEW = 3  # columns that stand beside each other on the narrowest phone


@dataclass(frozen=True, slots=True)
class Field:
    """A cell with the head of its column; `part` is the length of its bar in hundredths of the
    longest, None when it has none."""

    head: str
    cell: Cell
    part: int | None


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table; `option` is what it is about, with its icon, when it is an option."""

    name: str
    option: Mapping[str, Any] | None
    icon: SafeString
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Arranged:
    """`prompt` is '' of a result that puts questions together."""

    told: Mapping[str, Any]
    prompt: str
    growing: bool
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    wide: bool


def arrange(version: DeckVersion, told: Told) -> Arranged:
    table, question = told.table, told.question
    options = {name_of(option): option for option in kinds.of(question).options()}
    lengths = measure_bars(table)
    return Arranged(
        told=told.frame,
        prompt=question.prompt if told.frame["question"] == question.key else "",
        growing=told.frame["state"] == "open",
        columns=table.columns,
        rows=tuple(
            arrange_row(version, table.columns, row, lengths, options) for row in table.rows
        ),
        wide=len(table.columns) > FEW,
    )


def arrange_row(
    version: DeckVersion,
    columns: Sequence[str],
    row: Sequence[Cell],
    longest: Mapping[int, float],
    options: Mapping[str, Mapping[str, Any]],
) -> Row:
    name = row[0].text if isinstance(row[0], Label) else ""
    option = options.get(name)
    return Row(
        name=name,
        option=option,
        icon=deck_versions.icon_html(version, option.get("icon") if option else None),
        fields=tuple(
            Field(head, cell, length_of(cell, longest.get(place)))
            for place, (head, cell) in enumerate(zip(columns[1:], row[1:], strict=True), 1)
        ),
    )


def measure_bars(table: Table) -> dict[int, float]:
    """The largest value of each column that has bars: shares, on one measure; else the counts
    behind the names."""
    found = {
        place: max(cell.value for row in table.rows if isinstance(cell := row[place], Share))
        for place in range(1, len(table.columns))
        if table.rows and all(isinstance(row[place], Share) for row in table.rows)
    }
    if found:
        return dict.fromkeys(found, max(found.values()))
    counts = [row[1].value for row in table.rows if len(row) > 1 and isinstance(row[1], Count)]
    return {1: max(counts)} if counts else {}


def length_of(cell: Cell, longest: float | None) -> int | None:
    if longest is None or not isinstance(cell, Share | Count):
        return None
    return round(100 * cell.value / longest) if longest else 0
