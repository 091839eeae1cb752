"""Tables as spreadsheets and slides need them: real numbers, series to draw, safe text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from types import MappingProxyType

from django.conf import settings

from polls.figures import Cell, Change, Count, Label, Mean, Row, Share, Statistic, Table, write_cell
from polls.figures.crosses import shade_of
from polls.figures.numbers import is_nearly_all, is_nearly_none

GROUPS = ("a", "b", "c", "d", "e", "deep")  # colours of groups, in turn
CATEGORIES = 12  # bars in one native chart: more cannot be read
# What XML 1.0 or HTML cannot hold: control characters, lone surrogates, noncharacters.
NOT_CHARACTERS = "".join(chr(plane << 16 | end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
BREAKABLE = re.compile(r"[^\S\u00a0]+")
LINE_END = re.compile("\r\n?|[\u2028\u2029]")
UNWRITABLE = re.compile(f"[\0-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{NOT_CHARACTERS}]")
COUNT, SHARE, MEAN, CHANGE = (
    "#,##0",
    "0%",
    "0.0",
    "+0;-0;0",
)  # formats of spreadsheets: 1.000 in Dutch
NONE, ALL = '"<1%"', '">99%"'  # those of shares that would round to nothing, or to all
FORMATS = (COUNT, SHARE, MEAN, CHANGE, NONE, ALL)
COLOR = re.compile(r"--([\w-]+): (?:var\(--light, )?(#[0-9a-f]{6})\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of a table as a number, and how a spreadsheet writes it."""

    value: float
    format: str


@dataclass(frozen=True, slots=True)
class Series:
    """A column of a table that is drawn; `column` counts from 0. What nobody gave has no
    value. `labels` stand at the bars, where they say more than the value."""

    name: str
    column: int
    values: list[float | None]
    labels: list[str]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a native chart shows of a table; `colors` are hex, one a category or, with more
    than one series, one a series. `format` is how a spreadsheet writes its numbers."""

    categories: list[str]
    series: list[Series]
    colors: list[str]
    format: str = COUNT


@lru_cache(maxsize=4096)  # a sheet of answers has the same words again and again
def writable_text(text: str) -> str:
    """Text that fits in XML and HTML: lines end with a newline, what does not fit becomes the
    sign for an unknown character."""
    return UNWRITABLE.sub("\ufffd", LINE_END.sub("\n", text))


def one_line(text: str) -> str:
    """The same in one paragraph; a no-break space keeps a number beside its unit."""
    return BREAKABLE.sub(" ", writable_text(text)).strip()


def cell_number(cell: Cell) -> Number | None:
    """A cell as an exact number; None for words, and for the mean of nothing."""
    match cell:
        case Count():
            return Number(cell.value, COUNT)
        case Share():
            return Number(cell.value, share_format(cell))
        case Statistic():
            return Number(cell.value, MEAN)
        case Change():
            return Number(float(100 * cell.difference), CHANGE)
        case Mean() if cell.value is not None:
            return Number(cell.value, MEAN)
        case _:
            return None


def share_format(share: Share) -> str:
    """A format that shows a share as every other place does, and keeps it exact."""
    if is_nearly_none(share.part, share.whole):
        return NONE
    return ALL if is_nearly_all(share.part, share.whole) else SHARE


def chart_format(formats: set[str]) -> str:
    """One format for all shares of a chart, which can make two exceptions."""
    match NONE in formats, ALL in formats:
        case True, True:
            return f"[<0.005]{NONE};[>=0.995]{ALL};{SHARE}"
        case True, False:
            return f"[=0]{SHARE};[<0.005]{NONE};{SHARE}"
        case False, True:
            return f"[=1]{SHARE};[>=0.995]{ALL};{SHARE}"
        case _:
            return SHARE


def drawn_columns(table: Table) -> Drawn | None:
    """The first column of numbers, or all averages when that is one; None when there is none."""
    columns = [index for index in range(1, len(table.columns)) if is_numeric(table, index)]
    if not columns:
        return None
    first = columns[0]
    if are_averages(table, first):
        return of_columns(table, [index for index in columns if are_averages(table, index)], MEAN)
    return of_columns(table, [first], COUNT)


def drawn_pair(table: Table) -> Drawn:
    """The two counts of a mirrored pair beside each other."""
    return in_colors(of_columns(table, columns_of(table, Count), COUNT), "deep", "accent")


def drawn_again(table: Table) -> Drawn:
    """The shares of a round beside those of the one before it."""
    columns = columns_of(table, Share)
    cells = [row[column] for row in table.rows[:CATEGORIES] for column in columns]
    formats = {share_format(cell) for cell in cells if isinstance(cell, Share)}
    return in_colors(of_columns(table, columns, chart_format(formats)), "edge", "deep")


def drawn_groups(table: Table) -> Drawn:
    """A series a group: its shares, or what it gave on average."""
    columns = columns_of(table, Share)
    format = SHARE if columns else MEAN
    columns = columns or columns_of(table, Mean)
    colors = [GROUPS[place % len(GROUPS)] for place in range(len(columns))]
    return in_colors(of_columns(table, columns, format), *colors)


def shade_counts(table: Table) -> list[list[str]]:
    """The colour of each count of a table: darker where there are more."""
    lines = [[count_of(cell) for cell in row[1:]] for row in table.rows]
    most = max(1, *(number for line in lines for number in line))
    return [[mix_colors("accent", "card", shade_of(n / most)) for n in line] for line in lines]


def count_of(cell: Cell) -> int:
    return cell.value if isinstance(cell, Count) else 0


def mix_colors(name: str, ground: str, part: float) -> str:
    """A colour that covers another one in part, as hex."""
    both = (bytes.fromhex(read_palette()[each][1:]) for each in (name, ground))
    mixed = (round(part * over + (1 - part) * under) for over, under in zip(*both, strict=True))
    return f"#{bytes(mixed).hex()}"


def of_columns(table: Table, columns: Sequence[int], format: str) -> Drawn:
    rows = table.rows[:CATEGORIES]
    names = [row[0] for row in rows]
    return Drawn(
        categories=[writable_text(write_cell(name)) for name in names],
        series=[make_series(table, rows, index) for index in columns],
        colors=[color_of(name) for name in names],
        format=format,
    )


def in_colors(drawn: Drawn, *names: str) -> Drawn:
    return replace(drawn, colors=[read_palette()[name] for name in names])


def color_of(name: Cell) -> str:
    """The colour of a row's option, else the dark one of the site."""
    own = name.color if isinstance(name, Label) else ""
    return read_palette().get(own, read_palette()["deep"])


def columns_of(table: Table, kind: type[Cell]) -> list[int]:
    """The columns that hold cells of a type."""
    row = table.rows[0]
    return [index for index, cell in enumerate(row) if isinstance(cell, kind)]


def is_numeric(table: Table, index: int) -> bool:
    return any(cell_number(row[index]) for row in table.rows[:CATEGORIES])


def are_averages(table: Table, index: int) -> bool:
    return isinstance(table.rows[0][index], Mean)


def make_series(table: Table, rows: Sequence[Row], index: int) -> Series:
    found = [cell_number(row[index]) for row in rows]
    return Series(
        writable_text(table.columns[index]),
        index,
        [cell.value if cell else None for cell in found],
        [f"{write_cell(row[index])} · {write_cell(row[index + 1])}" for row in rows]
        if has_share(rows, index)
        else [],
    )


def has_share(rows: Sequence[Row], index: int) -> bool:
    """Whether the share of a count stands in the column after it."""
    return index + 1 < len(rows[0]) and (
        isinstance(rows[0][index], Count) and isinstance(rows[0][index + 1], Share)
    )


worn: ContextVar[Mapping[str, str]] = ContextVar("worn", default=MappingProxyType({}))


@contextmanager
def wearing(colors: Mapping[str, str]) -> Iterator[None]:
    """Within it, these colours of a house style take the place of the site's."""
    token = worn.set(colors)
    try:
        yield
    finally:
        worn.reset(token)


def read_palette() -> dict[str, str]:
    """The light colours by name: the site's, and those of the house style that is worn."""
    return {**read_own_palette(), **worn.get()}


@cache
def read_own_palette() -> dict[str, str]:
    """The site's light colours, as its stylesheet has them."""
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text("utf-8")
    return dict(COLOR.findall(tokens))
