"""Numbers as people read them, in the language that is active: nothing else writes them."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.cells import (
    Cell,
    Change,
    Count,
    CountedMean,
    CountedShare,
    Label,
    Mean,
    Moment,
    Range,
    Share,
    Statistic,
    Table,
    Text,
)


def write_cell(cell: Cell) -> str:
    """A cell of a table as text."""
    match cell:
        case Label() | Text():
            return cell.text
        case Count():
            return write_whole(cell.value)
        case CountedShare():
            return f"{write_percent(cell.part, cell.whole)} ({write_whole(cell.part)})"
        case Share():
            return write_percent(cell.part, cell.whole)
        case CountedMean() if cell.number:
            return f"{write_mean(cell)} (n\u00a0=\u00a0{write_whole(cell.number)})"
        case Mean():
            return write_mean(cell)
        case Moment():
            return date_format(cell.value, "j F Y, H:i")
        case Statistic():
            return number_format(floor(10 * cell.value + 0.5) / 10, 1)
        case Range():
            return f"{write_cell(cell.lowest)} – {write_cell(cell.highest)}"
        case Change():
            return write_signed(cell.points)
        case _:
            raise TypeError(f"No cell of a table: {cell!r}")


def encode_table(table: Table) -> dict[str, Any]:
    """A table as screens get it: {columns, rows}. Counts stay numbers, which a screen groups
    itself; all else is text."""
    rows = [
        [cell.value if isinstance(cell, Count) else write_cell(cell) for cell in row]
        for row in table.rows
    ]
    return {"columns": list(table.columns), "rows": rows}


def write_mean(mean: Mean) -> str:
    """With one decimal, halves up: '3,8'; a dash when there is none."""
    if not mean.number:
        return "–"
    tenths = (20 * mean.total + mean.number) // (2 * mean.number)
    return number_format(tenths / 10, 1, force_grouping=True)


def write_percent(part: int, total: int) -> str:
    """Whole percents, halves up: '40%'; nothing of nothing is '0%'. Only nothing is '0%' and
    only all is '100%': 1 of 300 is '<1%', 299 of 300 '>99%'."""
    if is_nearly_none(part, total):
        return "<1%"
    return ">99%" if is_nearly_all(part, total) else f"{round_percent(part, total)}%"


def round_percent(part: int, total: int) -> int:
    return (200 * part + total) // (2 * total) if total else 0


def is_nearly_none(part: int, total: int) -> bool:
    return part > 0 and not round_percent(part, total)


def is_nearly_all(part: int, total: int) -> bool:
    return part < total and round_percent(part, total) == 100


def rounding_note(counts: Sequence[int], total: int) -> str:
    """Said with the shares of a whole that is divided, when as they are rounded they do not
    make 100: each is rounded by itself, so that the same number is the same everywhere."""
    if not total or sum(counts) != total:
        return ""
    rounded = sum(round_percent(count, total) for count in counts)
    return "" if rounded == 100 else _("Door afronding samen geen 100%.")


def write_signed(change: int) -> str:
    """'+12', '−3' or '0'."""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0"


def write_points(change: int, written: str = "") -> str:
    """'12 procentpunten'; `written` is the number in another way, such as '+12'."""
    words = ngettext("%(points)s\u00a0procentpunt", "%(points)s\u00a0procentpunten", abs(change))
    return words % {"points": written or write_whole(change)}


def write_minutes(minutes: float) -> str:
    """'3 minuten', rounded."""
    whole = floor(minutes + 0.5)
    return fill_sentence(ngettext("%(n)s\u00a0minuut", "%(n)s\u00a0minuten", whole), n=whole)


def write_whole(number: int) -> str:
    """A count: '1.000' in Dutch."""
    return number_format(number, 0, force_grouping=True)


def write_people(count: int) -> str:
    """'47 mensen'."""
    return fill_sentence(ngettext("%(n)s mens", "%(n)s mensen", count), n=count)


def fill_sentence(sentence: str, **parts: str | int) -> str:
    """A sentence with its parts filled in, numbers as people read them."""
    return sentence % {
        name: write_whole(part) if isinstance(part, int) else part for name, part in parts.items()
    }
