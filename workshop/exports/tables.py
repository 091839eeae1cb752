"""Tables as spreadsheets and slides need them: real numbers, series to draw, safe text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from polls.figures import Bar

CATEGORIES = 12  # bars in one native chart: more cannot be read
# What XML 1.0 cannot hold: most control characters, lone surrogates, two noncharacters.
UNWRITABLE = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
PERCENT = re.compile(r"(\d+)%")
DECIMAL = re.compile(r"\d+[.,]\d+")
COUNT, SHARE, MEAN = "#,##0", "0%", "0.0"  # formats of spreadsheets: 1.000 in Dutch
COLOR = re.compile(r"--([\w-]+): var\(--light, (#[0-9a-f]{6})\)")


@dataclass(frozen=True, slots=True)
class Number:
    """A cell of a table as a number, and how it is written."""

    value: float
    format: str


@dataclass(frozen=True, slots=True)
class Series:
    """A column of a table that is drawn; `column` counts from 0."""

    name: str
    column: int
    values: list[float]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a native chart shows of a table; `colors` are hex, one a category or, with more
    than one series, one a series. `format` is how a spreadsheet writes its numbers."""

    categories: list[str]
    series: list[Series]
    colors: list[str]
    format: str = COUNT


def writable(text: str) -> str:
    """Text that fits in XML: lines end with a newline, what does not fit becomes the sign
    for an unknown character."""
    return UNWRITABLE.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))


def number(cell: Any) -> Number | None:
    """A cell that a kind wrote, not a participant: 12, '40%' or '3,8'."""
    if isinstance(cell, int):
        return Number(cell, COUNT)
    if not isinstance(cell, str):
        return None
    if found := PERCENT.fullmatch(cell):
        return Number(int(found[1]) / 100, SHARE)
    if DECIMAL.fullmatch(cell):
        return Number(float(cell.replace(",", ".")), MEAN)
    return None


def drawn(table: Mapping[str, Any], options: Sequence[Mapping[str, str]] = ()) -> Drawn | None:
    """The first column of numbers, with the averages beside it; None when there is none.

    A dash stands for an average of nobody.
    """
    rows = table["rows"][:CATEGORIES]
    columns = [index for index in range(1, len(table["columns"])) if numeric(rows, index)]
    if not rows or not columns:
        return None
    shown, format = columns[:1], COUNT
    if any(isinstance(row[columns[0]], str) for row in rows):
        format = MEAN
        shown = [index for index in columns if any(isinstance(row[index], str) for row in rows)]
    colors = {Bar.of(option, 0).name: option.get("color", "") for option in options}
    return Drawn(
        categories=[writable(str(row[0])) for row in rows],
        series=[series(table, rows, index) for index in shown],
        colors=[palette().get(colors.get(row[0], ""), palette()["deep"]) for row in rows],
        format=format,
    )


def drawn_pair(table: Mapping[str, Any]) -> Drawn:
    """The two counts of a mirrored pair beside each other."""
    rows = table["rows"]
    return Drawn(
        categories=[writable(str(row[0])) for row in rows],
        series=[series(table, rows, 1), series(table, rows, 3)],
        colors=[palette()["deep"], palette()["accent"]],
    )


def drawn_again(table: Mapping[str, Any]) -> Drawn:
    """The shares of a round beside those of the one before it."""
    rows = table["rows"]
    return Drawn(
        categories=[writable(str(row[0])) for row in rows],
        series=[series(table, rows, 2), series(table, rows, 4)],
        colors=[palette()["edge"], palette()["deep"]],
        format=SHARE,
    )


def numeric(rows: Sequence[Sequence[Any]], index: int) -> bool:
    cells = [row[index] for row in rows]
    return any(map(number, cells)) and all(number(cell) or cell == "–" for cell in cells)


def series(table: Mapping[str, Any], rows: Sequence[Sequence[Any]], index: int) -> Series:
    found = [number(row[index]) for row in rows]
    return Series(
        writable(str(table["columns"][index])),
        index,
        [cell.value if cell else 0.0 for cell in found],
    )


@cache
def palette() -> dict[str, str]:
    """The site's light colours by name, as its stylesheet has them."""
    tokens = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text()
    return dict(COLOR.findall(tokens))
