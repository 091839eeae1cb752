"""The handout: on A4, tagged, without what is for the trainer."""

from __future__ import annotations

import io
import re
import subprocess

import pikepdf
import pytest
from django.utils import translation

from tests.workshop.exports.decks.rich import RICH, logo, rich
from tests.workshop.exports.test_report_files import structure
from workshop.exports.decks import files
from workshop.exports.decks.handout import list_leaves, write_page
from workshop.exports.decks.source import read_example

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def made() -> bytes:
    return files.render(rich(logo=logo()), "pdf")


def alternatives(node: pikepdf.Object) -> list[str]:
    found = [str(node.Alt)] if node.get("/S") == "/Figure" else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += alternatives(child)
    return found


def test_it_is_a_tagged_a4_with_a_language_and_a_title(made: bytes):
    with pikepdf.open(io.BytesIO(made)) as pdf:
        root, kinds = pdf.Root, set(structure(pdf.Root.StructTreeRoot))
        box = [float(each) for each in pdf.pages[0].MediaBox]
        with pdf.open_metadata() as metadata:
            part = metadata["pdfuaid:part"]
        alts = alternatives(root.StructTreeRoot)
        title = str(pdf.docinfo.Title)
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "nl"

    assert part == "1"
    assert title == "Samen & sterk"
    assert (round(box[2]), round(box[3])) == A4
    assert {"/H1", "/H2", "/H3", "/L", "/LI", "/P", "/Figure", "/Table"} <= kinds
    assert alts == ["Gemeente Ons", "Een berg", "Drie mensen"]


def test_everything_on_the_slides_is_there_and_no_notes(made: bytes):
    read = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())

    for words in ("Wat we bedoelen", "Dieper", "B. Druk: Je laat dingen liggen", "Tekst: wij"):
        assert words in text
    assert "welkom." not in text
    assert "Lukt het bij iedereen?" not in text


def test_chapters_begin_once():
    assert [leaf.chapter for leaf in list_leaves(rich())] == ["Begin", "", "Het <slot>", "", ""]


def test_what_decorates_is_no_part_of_the_text():
    text = RICH.replace("![Drie mensen](foto.webp)", '![](foto.webp "decorative")')

    page = write_page(rich(text))

    assert page.count("<img") == 1
    assert re.search(r'class="frame__picture frame__picture--bare" style="background-image', page)


def test_a_drawing_over_tiles_is_left_out():
    with translation.override("nl"):
        leaves = {each.slide.id: each for each in list_leaves(read_example("beter-samenwerken"))}

    assert leaves["zes-vormen"].picture is None
    assert leaves["welkom"].ground
    assert leaves["iedereen"].picture.alt.startswith("Twee mensen dragen samen een bank")
