"""200 hostile texts go through every export unharmed, and harm nobody."""

from __future__ import annotations

import csv
import io
import subprocess
from html.parser import HTMLParser

import openpyxl
import pikepdf
import pytest
from pptx import Presentation

from polls.models import LiveSession
from tests.workshop.exports.hostile import TEXTS
from tests.workshop.exports.room import answers_of, files, rows
from workshop import exports
from workshop.exports.formats.csv import safe
from workshop.exports.tables import writable_text

pytestmark = pytest.mark.django_db

# What a PDF would need to run, open or fetch something.
FORBIDDEN = {"/AA", "/JS", "/OpenAction", "/URI", "/Launch", "/EmbeddedFiles", "/Annots", "/F"}


class Page(HTMLParser):
    """What a browser finds on a page: tags, attributes and text."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(made.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _value in attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def missing(found: str) -> list[str]:
    """The texts that are not in what was found; one space is as good as another."""
    found = " ".join(found.split())
    return [text for text in TEXTS if " ".join(writable_text(text).split()) not in found]


def keys_of(pdf: pikepdf.Pdf) -> set[str]:
    """The names of everything that stands in a PDF."""
    named = (pikepdf.Dictionary, pikepdf.Stream)
    return {str(key) for item in pdf.objects if isinstance(item, named) for key in item}


def squeezed(text: str) -> str:
    """Without what a line break in a PDF adds or takes away."""
    return "".join(text.split()).replace("-", "")


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
    made = exports.export_session(hostile_session, "xlsx").content
    book = openpyxl.load_workbook(io.BytesIO(made))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    found = {cell.value for cell in book["Antwoorden"]["B"] if cell.value is not None}

    wanted = {writable_text(text) for text in TEXTS if text}
    assert {text for text in wanted if text not in found} == set()
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [cell for cell in cells if cell.hyperlink] == []
    numbers = [cell for cell in cells if cell.data_type == "n" and cell.value is not None]
    assert numbers
    assert not [cell for cell in numbers if cell.column == 1]
    answers = [cell for cell in numbers if cell.parent.title == "Antwoorden"]
    assert {cell.column_letter for cell in answers} == {"D", "E"}  # round and participant


def test_pptx_holds_every_text(hostile_session: LiveSession):
    made = exports.export_session(hostile_session, "pptx").content
    slides = Presentation(io.BytesIO(made)).slides
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in slides)

    wanted = [" ".join(writable_text(text).split()) for text in TEXTS]
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


@pytest.mark.parametrize("format", ["html", "tips-html"])
def test_pages_hold_every_text_and_nothing_that_runs(hostile_session: LiveSession, format: str):
    page = Page(exports.export_session(hostile_session, format).content)

    assert missing(page.text) == []
    assert not page.tags & {"script", "img", "a", "iframe", "object", "form", "base"}
    assert not {name for name in page.attributes if name.startswith("on")}
    assert not page.attributes & {"href", "src", "style", "action"}
    assert "{{ 7*7 }}{% debug %}" in page.text


def test_the_tips_as_text_hold_every_text(hostile_session: LiveSession):
    assert missing(exports.export_session(hostile_session, "tips").content.decode()) == []


def test_pdf_holds_every_text_and_no_link_script_or_file(hostile_session: LiveSession):
    made = exports.export_session(hostile_session, "pdf").content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        names = keys_of(pdf)
    # Without the margins of an A4: a text over two pages has their head and foot in between.
    text = ["pdftotext", "-r", "72", "-x", "0", "-y", "50", "-W", "596", "-H", "742", "-", "-"]
    read = subprocess.run(text, input=made, capture_output=True, check=True)
    told = squeezed(read.stdout.decode())

    assert names & FORBIDDEN == set()
    # A reader of PDF files puts other scripts, and what is drawn as one sign, in another order.
    plain = [text for text in TEXTS if text.isprintable() and text.replace("é", "e").isascii()]
    assert len(plain) > 100
    assert [text for text in plain if squeezed(text) not in told] == []


def test_the_positive_controls_see_what_runs():
    page = Page(b'<a href="x" onclick="y">z</a><script></script>')
    with pikepdf.new() as pdf:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        pdf.Root.OpenAction = pdf.make_indirect(action)
        names = keys_of(pdf)

    assert (page.tags, page.attributes) == ({"a", "script"}, {"href", "onclick"})
    assert names & FORBIDDEN == {"/OpenAction", "/JS"}
    assert missing("") != []


def test_the_positive_control_of_links():
    book = openpyxl.Workbook()
    book.active["A1"] = "=1+1"

    assert book.active["A1"].data_type == "f"
