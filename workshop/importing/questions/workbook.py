"""The first sheet of a spreadsheet (.xlsx) as rows of text; nothing in it is run or fetched."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree

from polls.errors import PollsError
from workshop.importing import packages

ENTRIES = 2_000  # files in a spreadsheet
UNPACKED = 64 * 1024 * 1024  # bytes of all of them
PART = 16 * 1024 * 1024  # bytes of one that is read
ROWS, COLUMNS = 5_000, 200  # more are not looked at
TEXT = 2_000  # characters of a cell
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
STRICT_RELATION = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"
COLUMN = re.compile(r"([A-Z]{1,3})\d+")
BROKEN = (*packages.BROKEN, LookupError, RuntimeError, etree.XMLSyntaxError)


def read_workbook(content: bytes) -> list[list[str]]:
    """Raises PollsError, which says why, when it cannot be read or holds too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_size(archive.infolist())
            strings = [*read_strings(archive)]
            return [*read_sheet(parse(archive, find_sheet(archive)), strings)]
    except BROKEN:
        raise PollsError(
            "file.unreadable",
            _("Deze spreadsheet is niet te lezen. Bewaar die opnieuw als .xlsx of .csv."),
        ) from None


def refuse_size(infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > ENTRIES or sum(info.file_size for info in infos) > UNPACKED:
        raise PollsError(
            "file.unpacked",
            _("In deze spreadsheet zit te veel. Bewaar alleen het blad met vragen, als .csv."),
        )


def parse(archive: zipfile.ZipFile, name: str) -> Any:
    """A part as XML, without entities and without a network."""
    info = archive.getinfo(name)
    if info.file_size > PART:
        refuse_size([info] * (ENTRIES + 1))
    text = archive.read(info)
    if b"<!DOCTYPE" in text[:2000] or "<!DOCTYPE".encode("utf-16-le") in text[:4000]:
        raise ValueError("a spreadsheet has no document type")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    return etree.fromstring(text.replace(STRICT, MAIN[1:-1].encode()), parser)


def find_sheet(archive: zipfile.ZipFile) -> str:
    """The first sheet that is not hidden."""
    book = parse(archive, "xl/workbook.xml")
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("xl", link.get("Target") or ""))
        for link in parse(archive, "xl/_rels/workbook.xml.rels")
    }
    sheets = [*book.iter(f"{MAIN}sheet")]
    visible = (sheet for sheet in sheets if sheet.get("state", "visible") == "visible")
    shown = next(visible, None)
    if shown is None:
        raise ValueError("a spreadsheet has a sheet that is shown")
    return links[shown.get(RELATION) or shown.get(STRICT_RELATION)].removeprefix("/")


def read_strings(archive: zipfile.ZipFile) -> Iterator[str]:
    if "xl/sharedStrings.xml" in archive.namelist():
        for item in parse(archive, "xl/sharedStrings.xml"):
            yield text_of(item)


def text_of(item: Any) -> str:
    """The words of a cell, without how they are pronounced."""
    parts = (
        each.text or "" for each in item.iter(f"{MAIN}t") if each.getparent().tag != f"{MAIN}rPh"
    )
    return "".join(parts)[:TEXT]


def read_sheet(sheet: Any, strings: list[str]) -> Iterator[list[str]]:
    for number, row in enumerate(sheet.iter(f"{MAIN}row")):
        if number >= ROWS:
            return
        cells: dict[int, str] = {}
        for at, cell in enumerate(row.iter(f"{MAIN}c")):
            place = column_of(cell.get("r"), at)
            if place < COLUMNS:
                cells[place] = read_cell(cell, strings)
        yield [cells.get(place, "") for place in range(max(cells, default=-1) + 1)]


def read_cell(cell: Any, strings: list[str]) -> str:
    type, value = cell.get("t", "n"), cell.findtext(f"{MAIN}v") or ""
    if type == "s":
        return strings[int(value)]
    if type == "inlineStr":
        return text_of(cell)
    whole = type == "n" and re.fullmatch(r"-?\d+\.0+", value)
    return value.partition(".")[0] if whole else value[:TEXT]


def column_of(reference: str | None, otherwise: int) -> int:
    """From 0: 'B7' is 1."""
    found = COLUMN.fullmatch(reference or "")
    if not found:
        return otherwise
    number = 0
    for letter in found[1]:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number - 1
