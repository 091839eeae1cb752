"""The Excel and PowerPoint files, read by programs that others wrote."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation

from polls.models import LiveSession
from tests.workshop.exports.room import answer, fill, go
from workshop import exports, flow
from workshop.exports import tables

pytestmark = pytest.mark.django_db

SHEETS = [
    "Over",
    "Overzicht",
    "01-voorbeelden",
    "02-associaties",
    "03-opbrengst",
    "04-belang",
    "05-uitdaging",
    "06-dynamieken",
    "07-context",
    "08-goed",
    "09-minder",
    "10-tip",
    "36-samen-bekijken",
]


def book(session: LiveSession) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exports.make(session, "xlsx").content))


def cells(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_has_a_sheet_a_question(session: LiveSession):
    fill(session, 30)
    found = book(session)
    about = {row[0]: row[1] for row in cells(found["Over"])}

    assert found.sheetnames == SHEETS
    assert found.properties.title == "Groep 1"
    assert about["groep"] == "Groep 1"
    assert about["deelnemers"] == "30"
    assert about["let op"] == "De sessie was nog niet afgelopen."


def test_counts_are_numbers_and_charts_are_excels_own(session: LiveSession):
    go(session, "goed")
    for person, key in zip("abc", "AAC", strict=True):
        answer(session, person, "goed", [key])
    found = book(session)
    goed = found["08-goed"]

    assert [row[:3] for row in cells(goed)[5:9]] == [
        ["keuze", "aantal", "deel"],
        ["A. Ambitie", 2, 0.67],
        ["B. Belangen", 0, 0],
        ["C. Relatie", 1, 0.33],
    ]
    assert goed["C7"].number_format == "0%"
    assert len(goed._charts) == 1
    assert [len(found[name]._charts) for name in ("06-dynamieken", "10-tip")] == [1, 0]
    assert len(found["36-samen-bekijken"]._charts) == 1
    assert cells(found["Overzicht"])[8][1:5] == ["choice", 1, 3, 1]


def test_every_answer_stands_below(session: LiveSession):
    go(session, "tip")
    answer(session, "a", "tip", ["eerste", "tweede"])

    assert [row[:4] for row in cells(book(session)["10-tip"])[-3:]] == [
        ["antwoord", "keuze", "ronde", "deelnemer"],
        ["eerste", "", 1, 1],
        ["tweede", "", 1, 1],
    ]


def test_both_rounds_have_a_chart(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    flow.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["B"], round=2)

    assert len(book(session)["08-goed"]._charts) == 2


def test_the_presentation_has_native_charts_and_notes(session: LiveSession):
    fill(session, 30)
    made = exports.make(session, "pptx").content
    slides = list(Presentation(io.BytesIO(made)).slides)
    titles = [slide.shapes.title.text for slide in slides]
    charts = {
        slide.shapes.title.text: shape.chart
        for slide in slides
        for shape in slide.shapes
        if shape.has_chart
    }
    goed = charts["Welke conditie scoort in jouw samenwerking goed?"]
    notes = slides[8].notes_slide.notes_text_frame.text
    counts = [row[1] for row in cells(book(session)["08-goed"])[6:11]]

    assert titles[0] == "Groep 1"
    assert titles[-2:] == ["Vijf dingen waar je op kunt letten", "Over deze cijfers"]
    assert len(charts) == 5
    assert next(iter(goed.plots[0].categories)) == "A. Ambitie"
    assert list(goed.plots[0].series[0].values) == counts
    assert len(charts["Vijf dingen waar je op kunt letten"].plots[0].series) == 2
    assert f"A. Ambitie: aantal {counts[0]}" in notes
    assert any("embeddings" in name for name in zipfile.ZipFile(io.BytesIO(made)).namelist())


@pytest.mark.parametrize("format", ["xlsx", "pptx"])
def test_an_empty_session_and_a_rehearsal_make_a_file(session: LiveSession, format: str):
    session.rehearsal = True
    made = exports.make(session, format).content
    folder = zipfile.ZipFile(io.BytesIO(made))
    text = b"".join(folder.read(name) for name in folder.namelist()).decode("utf-8", "replace")

    assert "Dit was een proefsessie: deze cijfers tellen niet mee." in text


def test_the_cells_that_kinds_write_become_numbers():
    assert tables.number(12) == tables.Number(12, "0")
    assert tables.number("40%") == tables.Number(0.4, "0%")
    assert tables.number("3,8") == tables.Number(3.8, "0.0")
    assert [tables.number(cell) for cell in ("–", "tekst", "", None)] == [None] * 4


def test_a_chart_shows_counts_or_averages():
    counts = {"columns": ["keuze", "aantal", "deel"], "rows": [["A", 2, "40%"], ["B", 3, "60%"]]}
    means = {"columns": ["stelling", "gemiddeld", "1"], "rows": [["A", "3,8", 4], ["B", "–", 0]]}

    assert [series.name for series in tables.drawn(counts).series] == ["aantal"]
    assert [series.values for series in tables.drawn(means).series] == [[3.8, 0.0]]
    assert tables.drawn({"columns": ["antwoord"], "rows": [["x"]]}) is None


def test_the_colours_are_those_of_the_site():
    assert tables.palette()["a"] == "#b4450f"
    assert {"paper", "ink", "deep", "line", "e"} <= tables.palette().keys()
