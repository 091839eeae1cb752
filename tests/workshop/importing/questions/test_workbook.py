"""Spreadsheets: read without running, fetching or unpacking too much."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from random import Random

import openpyxl
import pytest
import xlsxwriter

from polls.errors import PollsError
from tests.workshop.importing.test_archives import packed
from workshop.importing.questions import workbook
from workshop.importing.questions.workbook import read_workbook

ROWS = [["Hoe gaat het?", "Goed", 1, 2.5], ["Waarom?"], [], ["Tot slot", None, True]]
READ = [["Hoe gaat het?", "Goed", "1", "2.5"], ["Waarom?"], ["Tot slot", "", "1"]]


def saved() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    hidden = book.create_sheet("Verborgen", 0)
    hidden.append(["geheim"])
    hidden.sheet_state = "hidden"
    for row in ROWS:
        book["Sheet"].append(row)
    book.save(out)
    return out.getvalue()


def refusal(content: bytes) -> str:
    with pytest.raises(PollsError) as refused:
        read_workbook(content)
    return refused.value.code


def changed(name: str, text: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(saved())) as old, zipfile.ZipFile(out, "w") as new:
        for info in old.infolist():
            new.writestr(info.filename, text if info.filename == name else old.read(info))
    return out.getvalue()


def test_the_first_sheet_that_is_shown():
    assert [row for row in read_workbook(saved()) if row] == READ


def test_a_sheet_of_another_program_with_rich_text():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    sheet.write_rich_string(1, 2, "Hoe ", book.add_format({"bold": True}), "gaat", " het?")
    sheet.write_formula(2, 0, "=1+1", None, "2")
    book.close()

    assert read_workbook(out.getvalue()) == [["", "", "Hoe gaat het?"], ["2"]]


@pytest.mark.parametrize(
    "content",
    [
        b"PK",
        packed({"[Content_Types].xml": "x", "xl/a": ""}),
        packed({"xl/workbook.xml": "<a>", "xl/_rels/workbook.xml.rels": "<a/>"}),
        saved()[:-400],
    ],
    ids=["torn", "empty", "no xml", "cut"],
)
def test_what_cannot_be_read_gets_a_sentence(content: bytes):
    assert refusal(content) == "file.unreadable"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheet ", b"<shee "),
        ("xl/_rels/workbook.xml.rels", b"Target=", b"Targe="),
        ("xl/_rels/workbook.xml.rels", b"Id=", b"I="),
        ("xl/worksheets/sheet2.xml", b't="n"', b't="s"'),
    ],
)
def test_a_part_that_lacks_something_gets_a_sentence(part: str, old: bytes, new: bytes):
    """Each of these is found by `make fuzz`."""
    with zipfile.ZipFile(io.BytesIO(saved())) as archive:
        whole = archive.read(part)

    assert old in whole
    assert refusal(changed(part, whole.replace(old, new))) == "file.unreadable"


def test_entities_are_refused():
    bomb = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'

    assert refusal(changed("xl/_rels/workbook.xml.rels", bomb)) == "file.unreadable"
    assert refusal(changed("xl/workbook.xml", bomb)) == "file.unreadable"


def test_a_spreadsheet_that_holds_too_much_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "ENTRIES", 3)
    many = refusal(saved())
    monkeypatch.setattr(workbook, "ENTRIES", 99)
    monkeypatch.setattr(workbook, "UNPACKED", 100)
    large = refusal(saved())

    assert many == large == "file.unpacked"


def test_a_part_that_is_too_large_is_not_unpacked(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "PART", 100)

    assert refusal(saved()) == "file.unpacked"


def test_rows_and_columns_without_end_are_not_looked_at(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workbook, "ROWS", 1)
    monkeypatch.setattr(workbook, "COLUMNS", 2)

    assert read_workbook(saved()) == [["Hoe gaat het?", "Goed"]]


def test_whatever_is_broken_is_read_or_refused():
    chance, whole = Random(5), saved()
    for _turn in range(150):
        content = bytearray(whole)
        for _change in range(chance.choice((1, 5, 50))):
            content[chance.randrange(len(content))] = chance.randrange(256)
        with suppress(PollsError):
            read_workbook(bytes(content))
