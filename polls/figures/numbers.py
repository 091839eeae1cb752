"""Numbers as people read them, in the language that is active: nothing else writes them."""

from __future__ import annotations

from typing import Any

from django.utils.formats import number_format
from django.utils.translation import ngettext

from polls.figures.cells import (
    Cell,
    Change,
    Count,
    CountedShare,
    Label,
    Mean,
    Range,
    Share,
    Table,
    Text,
)


def write(cell: Cell) -> str:
    """A cell of a table as text."""
    match cell:
        case Label() | Text():
            return cell.text
        case Count():
            return whole(cell.value)
        case CountedShare():
            return f"{percent(cell.part, cell.whole)} ({whole(cell.part)})"
        case Share():
            return percent(cell.part, cell.whole)
        case Mean():
            return decimal(cell)
        case Range():
            return f"{write(cell.lowest)} – {write(cell.highest)}"
        case Change():
            return signed(cell.points)
        case _:
            raise TypeError(f"No cell of a table: {cell!r}")


def sent(table: Table) -> dict[str, Any]:
    """A table as screens get it: {columns, rows}. Counts stay numbers, which a screen groups
    itself; all else is text."""
    rows = [
        [cell.value if isinstance(cell, Count) else write(cell) for cell in row]
        for row in table.rows
    ]
    return {"columns": list(table.columns), "rows": rows}


def decimal(mean: Mean) -> str:
    """With one decimal, halves up: '3,8'; a dash when there is none."""
    if not mean.number:
        return "–"
    tenths = (20 * mean.total + mean.number) // (2 * mean.number)
    return number_format(tenths / 10, 1)


def percent(part: int, total: int) -> str:
    """Whole percents, halves up: '40%'; nothing of nothing is '0%'."""
    return f"{(200 * part + total) // (2 * total) if total else 0}%"


def signed(change: int) -> str:
    """'+12', '−3' or '0'."""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0"


def whole(number: int) -> str:
    """A count: '1.000' in Dutch."""
    return number_format(number, 0, force_grouping=True)


def people(count: int) -> str:
    """'47 mensen'."""
    return say(ngettext("%(n)s mens", "%(n)s mensen", count), n=count)


def say(sentence: str, **parts: str | int) -> str:
    """A sentence with its parts filled in, numbers as people read them."""
    return sentence % {
        name: whole(part) if isinstance(part, int) else part for name, part in parts.items()
    }
