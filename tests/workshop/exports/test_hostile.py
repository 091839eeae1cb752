"""200 hostile texts go through every export unharmed, and harm nobody."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from pptx import Presentation

from polls.models import LiveSession
from tests.workshop.exports.hostile import TEXTS
from tests.workshop.exports.room import answers_of, files, rows
from workshop import exports
from workshop.exports.formats.csv import safe
from workshop.exports.tables import writable

pytestmark = pytest.mark.django_db


def test_there_are_200_different_texts():
    assert len(set(TEXTS)) == 200
    assert max(map(len, TEXTS)) == 10_000


def test_json_holds_every_text_as_it_was(hostile_session: LiveSession):
    assert sorted(answers_of(hostile_session, "tip")) == sorted([text] for text in TEXTS)


def test_csv_holds_every_text_and_no_formula(hostile_session: LiveSession):
    found = [row[0] for row in rows(hostile_session, "tip")[1:]]

    assert sorted(found) == sorted(map(safe, TEXTS))
    for file in files(hostile_session).values():
        text = io.StringIO(file.decode("utf-8-sig"), newline="")
        cells = [cell for row in csv.reader(text, delimiter=";") for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_xlsx_holds_every_text_and_no_formula_or_link(hostile_session: LiveSession):
    made = exports.make(hostile_session, "xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = {cell.value for cell in book["10-tip"]["A"] if cell.value is not None}

    wanted = {writable(text) for text in TEXTS if text}
    assert {text for text in wanted if text not in found} == set()
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert [cell for cell in cells if cell.hyperlink] == []
    numbers = [cell for cell in cells if cell.data_type == "n" and cell.value is not None]
    assert numbers
    assert not [cell for cell in numbers if cell.column == 1]


def test_pptx_holds_every_text(hostile_session: LiveSession):
    made = exports.make(hostile_session, "pptx").content
    slides = Presentation(io.BytesIO(made)).slides
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)

    wanted = [" ".join(writable(text).split()) for text in TEXTS]
    assert [text for text in wanted if text not in notes] == []
    assert not [
        run
        for slide in slides
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.hyperlink.address
    ]


def test_the_positive_control_of_links():
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"

    assert book.active["A1"].data_type == "f"
