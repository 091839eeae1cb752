"""The Word file: headings, native tables, charts with the sheet of their numbers."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document

from polls.models import LiveSession
from tests.workshop.exports.hostile import TEXTS
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.library import logos
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db

NAMED = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def export(session: LiveSession, *, share: bool = True) -> bytes:
    return exports.export_session(session, "docx", share=share).content


def test_a_section_has_a_heading_a_chart_with_words_and_a_table(session: LiveSession):
    fill(session, 12)

    document = Document(io.BytesIO(export(session)))

    headings = [each.text for each in document.paragraphs if each.style.name == "Heading 1"]
    described = [each.get("descr") for each in document.element.body.iter(NAMED)]
    assert "Vijf dingen waar je op kunt letten" in headings
    assert any("het vaakst" in words and "scoort goed:" in words for words in described)
    assert all(described)
    assert {row._tr.trPr is not None for row in (table.rows[0] for table in document.tables)} == {
        True
    }
    assert document.core_properties.language == "nl-NL"


def test_what_is_not_to_share_stays_out(session: LiveSession):
    go(session, "tip")
    for person in range(6):
        answer(session, f"{person}", "tip", [f"Bel eerst {person}"])
    session.notes = "Karin belt"
    session.save()

    shared, everything = export(session), export(session, share=False)

    assert b"Karin belt" not in unzipped(shared)
    assert b"Karin belt" in unzipped(everything)
    assert b"Deel dit bestand niet" in unzipped(everything)


def unzipped(made: bytes) -> bytes:
    folder = zipfile.ZipFile(io.BytesIO(made))
    return b"".join(folder.read(name) for name in folder.namelist())


def test_every_hostile_text_is_words(hostile_session: LiveSession):
    document = Document(io.BytesIO(export(hostile_session, share=False)))

    said = {each.text for each in document.paragraphs}
    assert any("=1+1" in text for text in said)
    assert len(TEXTS) == 200


def test_it_has_the_colours_and_the_logo_of_the_house(session: LiveSession):
    logo = logos.store_logo("logo.png", png(drawn()))
    style = Style("#154273", "#e17000", "dark", logo.sha256, "Gemeente Voorbeeld")
    session.style = keep_style(style)
    session.save()
    fill(session, 12)

    document = Document(io.BytesIO(export(session)))

    picture, *_charts = document.inline_shapes
    assert picture._inline.docPr.get("descr") == "Gemeente Voorbeeld"
    deep = compute_scheme(style).light["deep"]
    assert f"#{document.styles['Title'].font.color.rgb}".lower() == deep
