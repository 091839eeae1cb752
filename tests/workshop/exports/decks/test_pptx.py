"""A workshop in PowerPoint, read back by the library that wrote it and as XML."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
from django.utils import translation
from pptx import Presentation

from tests.workshop.exports.decks.rich import RICH, rich
from workshop.exports.decks import files
from workshop.exports.decks.asked import slide_words
from workshop.exports.decks.source import DeckSource, read_example


def opened(source: DeckSource) -> Any:
    return Presentation(io.BytesIO(files.render(source, "pptx")))


def texts(slide: Any) -> list[str]:
    """What stands below the title, in the order of reading."""
    frames = [shape for shape in slide.shapes if shape.has_text_frame]
    below = [shape for shape in frames if shape != slide.shapes.title]
    return [each.text for shape in below for each in shape.text_frame.paragraphs if each.text]


@pytest.fixture(scope="module")
def made() -> Any:
    return opened(rich())


def test_titles_and_texts_stand_in_placeholders(made: Any):
    assert [slide.shapes.title.text for slide in made.slides] == [
        *("Welkom", "Wat we bedoelen", "Hoe druk is het?", "Dit zeiden jullie", "Contact"),
    ]
    _title, body = made.slides[1].placeholders
    assert [(each.text, each.level) for each in body.text_frame.paragraphs] == [
        ("Eerst dit, lees meer:", 0),
        *(("Eén", 0), ("Dieper", 1), ("Twee", 0), ("Drie", 0), ("Vier", 0)),
    ]


def test_emphasis_links_numbers_and_the_language_are_kept(made: Any):
    _title, body = made.slides[1].placeholders
    first, *_points, third, _fourth = body.text_frame.paragraphs

    assert [run.font.bold for run in first.runs] == [None, True, None, None, None]
    assert first.runs[3].hyperlink.address == "https://example.org/a?b=1&c=2"
    assert third._p.pPr.xpath("a:buAutoNum/@startAt") == ["3"]
    assert first.runs[0]._r.rPr.get("lang") == "nl-NL"


def test_tables_are_tables(made: Any):
    [table] = [shape.table for shape in made.slides[1].shapes if shape.has_table]

    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Wie", "Wat"],
        ["Wij", "Alles"],
    ]


def test_pictures_have_their_descriptions(made: Any):
    found = {
        slide.shapes.title.text: shape._element.xpath(".//p:cNvPr/@descr")
        for slide in made.slides
        for shape in slide.shapes
        if shape.shape_type == 13
    }

    assert found == {"Welkom": ["Een berg"], "Wat we bedoelen": ["Drie mensen"]}


def test_a_cover_is_a_ground_behind_its_words(made: Any):
    first = made.slides[0].shapes[0]

    assert first.shape_type == 13
    assert first.left <= 0
    assert first.left + first.width >= made.slide_width


def test_questions_have_their_options(made: Any):
    assert texts(made.slides[2]) == [
        "Hoe druk is het?",
        *("A. Rustig", "B. Druk: Je laat dingen liggen", "Anders, namelijk…", "Waarom?"),
    ]
    assert texts(made.slides[3]) == ["Hier komen de antwoorden op:", "Hoe druk is het?"]


def test_notes_say_what_the_trainer_needs(made: Any):
    notes = [slide.notes_slide.notes_text_frame.text for slide in (made.slides[1], made.slides[2])]

    assert notes[0] == "Zeg: welkom.\n• Wacht"
    assert notes[1].splitlines() == [
        "Keuze: een gekozen optie; hooguit 2 per persoon.",
        "Korte teksten: eigen woorden.",
        "Wat je kunt vragen:",
        "• Lukt het bij iedereen?",
    ]
    assert not made.slides[0].has_notes_slide


def test_chapters_are_sections(made: Any):
    xml = made._element.xml
    ids = [slide.slide_id for slide in made.slides]
    found = re.findall(r'<p14:section name="([^"]*)"[^>]*>(.*?)</p14:section>', xml, re.DOTALL)

    assert [
        (name, [int(each) for each in re.findall(r'sldId id="(\d+)"', inside)])
        for name, inside in found
    ] == [("Begin", ids[:2]), ("Het &lt;slot&gt;", ids[2:])]
    assert xml.count("<p:extLst>") == 1


def test_every_word_of_a_whole_workshop_is_there_in_its_order():
    source = read_example("beter-samenwerken")
    bare = DeckSource(source.deck, {}, {}, None, source.made)  # pictures take seconds

    found = opened(bare)

    with translation.override("nl"):
        expected = [
            [each.text.replace("\v", "\x0b") for each in slide_words(source.deck, slide)]
            for slide in source.deck.slides
        ]
    assert [slide.shapes.title.text for slide in found.slides] == [
        slide.title for slide in source.deck.slides
    ]
    assert [texts(slide) for slide in found.slides] == [
        [each for each in slide if each] for slide in expected
    ]


def test_text_fits_its_place_or_is_small():
    long = "\n".join(f"- Punt {n} met een heel aantal woorden erachter" for n in range(30))
    source = rich(RICH.replace("- Eén\n  - Dieper\n- Twee\n", long))

    _title, body = opened(source).slides[1].placeholders

    assert {run.font.size.pt for each in body.text_frame.paragraphs for run in each.runs} == {16}


def test_tiles_with_a_drawing_are_shapes_row_by_row():
    text = RICH.replace('layout = "list"', 'layout = "tiles"').replace(
        "![Drie mensen](foto.webp)", '![](berg.svg "decorative")'
    )

    slide = opened(rich(text)).slides[1]

    tiles = [shape for shape in slide.shapes if shape.shape_type == 1]
    assert [tile.text_frame.text for tile in tiles] == ["Eén", "Twee"]
    assert tiles[0].top == tiles[1].top
    assert tiles[0].left < tiles[1].left
    assert b"adec:decorative" in zipped_slide(rich(text), 2)


def zipped_slide(source: DeckSource, number: int) -> bytes:
    with zipfile.ZipFile(io.BytesIO(files.render(source, "pptx"))) as archive:
        return archive.read(f"ppt/slides/slide{number}.xml")


def test_columns_are_two_placeholders():
    points = "- Een\n- Twee\n- Drie\n- Vier\n- Vijf\n"
    text = re.sub(
        r'layout = "list"(.*?)# Wat.*?\n---', rf'layout = "columns"\1# Wat\n\n{points}\n---',
        RICH, count=1, flags=re.DOTALL,
    )  # fmt: skip

    _title, left, right = opened(rich(text)).slides[1].placeholders

    assert left.text_frame.text.split("\n") == ["Een", "Twee", "Drie"]
    assert right.text_frame.text.split("\n") == ["Vier", "Vijf"]
