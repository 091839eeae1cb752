"""A document in the making, read by python-docx and as the parts it is made of."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from functools import partial

from docx import Document
from openpyxl import load_workbook

from polls.figures import Count, Label, Share, Table
from workshop.exports import slide_charts, tables
from workshop.exports.word import ROOM, Writing, column_widths

VOTES = Table(
    ("keuze", "aantal", "deel"),
    (
        (Label("A. Ambitie", "a"), Count(5), Share(5, 6)),
        (Label("B. Belangen", "b"), Count(1), Share(1, 6)),
    ),
)


def save(writing: Writing) -> bytes:
    made = datetime(2026, 3, 12, tzinfo=UTC)
    return writing.save(title="Groep \x0b", language="nl", made=made)


def test_a_chart_keeps_its_numbers_its_sheet_and_its_words():
    writing, drawn = Writing("nl"), tables.drawn_columns(VOTES)
    writing.chart(partial(slide_charts.draw_bars, drawn=drawn, words=""), "Vooral A")

    folder = zipfile.ZipFile(io.BytesIO(save(writing)))

    rows = list(load_workbook(io.BytesIO(folder.read("word/embeddings/chart1.xlsx"))).active.values)
    relations = folder.read("word/charts/_rels/chart1.xml.rels").decode()
    assert rows[1:] == [("A. Ambitie", 5), ("B. Belangen", 1)]
    assert 'Id="rId1"' in relations
    assert 'r:id="rId1"' in folder.read("word/charts/chart1.xml").decode()
    assert 'descr="Vooral A"' in folder.read("word/document.xml").decode()


def test_the_head_of_a_table_repeats_and_numbers_are_written_as_everywhere():
    writing = Writing("nl")
    writing.table(VOTES)

    [table] = Document(io.BytesIO(save(writing))).tables

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Keuze", "Aantal", "Deel"],
        ["A. Ambitie", "5", "83%"],
        ["B. Belangen", "1", "17%"],
    ]
    assert [row._tr.trPr is not None for row in table.rows] == [True, False, False]


def test_columns_fill_the_page_and_the_first_is_the_widest():
    for columns in (1, 2, 5, 9):
        widths = column_widths(columns)
        assert len(widths) == columns
        assert 0.99 * ROOM < sum(widths) <= ROOM
        assert max(widths) == widths[0]


def test_nothing_is_written_where_there_are_no_words():
    writing = Writing("nl")
    writing.paragraph("")
    writing.lines(" \n")

    assert len(Document(io.BytesIO(save(writing))).paragraphs) == 0


def test_a_list_has_bullets_and_what_stands_out_is_bold():
    writing = Writing("nl")
    writing.list([("Bel eerst", True), ("Vraag door", False)])

    first, second = Document(io.BytesIO(save(writing))).paragraphs

    assert (first.style.name, second.style.name) == ("List Bullet", "List Bullet")
    assert [run.text for each in (first, second) for run in each.runs] == [
        "Bel eerst",
        "Vraag door",
    ]
    assert [bool(each.runs[0].bold) for each in (first, second)] == [True, False]
