"""Slides of PowerPoint as pictures: offered for all, proposed for drawings, with what they lack."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from tests.workshop.importing.powerpoint.making import (
    Page,
    frame,
    item,
    presentation,
    text,
    title,
    xml,
)
from tests.workshop.importing.powerpoint.test_tables import below, point
from workshop.importing.apart import ReadFile
from workshop.importing.assembling import assemble
from workshop.importing.drawn_pages import add_pages, read_brought
from workshop.importing.imported import File, ReadSlide
from workshop.importing.office import NotDrawn
from workshop.importing.taking import check_deck
from workshop.library.pictures import SCREEN

NETWORK = "Ons netwerk · wijk zorg school 2026"
DRAWING = ReadSlide("2", "Ons netwerk", words=NETWORK, drawing=True)


def read(*slides: ReadSlide) -> ReadFile:
    return ReadFile(assemble(title="Team", slides=slides, pictures={}))


def pages(*words: str) -> ReadFile:
    return read(
        *(
            ReadSlide(str(number), each[:10], words=each, page=f"{number}.webp", choice="picture")
            for number, each in enumerate(words, start=1)
        )
    )


def test_a_drawing_is_proposed_as_a_picture_and_a_text_is_not():
    found = add_pages(read(ReadSlide("1", "Welkom"), DRAWING), pages("Welkom", NETWORK))

    assert [(each.page, each.choice) for each in found.imported.slides] == [
        ("1.webp", "editable"),
        ("2.webp", "picture"),
    ]
    welcome, network = check_deck(replace(found.imported, pictures={"2.webp": b""})).slides
    assert (welcome.picture, network.layout) == (None, "overview")
    assert network.picture.alt == NETWORK


def test_words_are_found_however_a_page_breaks_them():
    slide = replace(DRAWING, words="Efficiënt ﬁetsen naar school")

    found = add_pages(read(slide), pages("", "EFFI CIËNT fiet-\nsen NAAR scho ol"))

    assert found.imported.slides[0].lost == ""


def test_what_a_page_lacks_is_named_and_keeps_it_from_being_proposed():
    some = add_pages(read(DRAWING), pages("", "Ons netwerk wijk zorg"))
    most = add_pages(read(DRAWING), pages("", "Ons netwerk"))
    many = " ".join(f"woord{letter}{letter}" for letter in "abcdefghij")
    long = add_pages(read(replace(DRAWING, words=many)), pages("", ""))

    assert [(each.lost, each.choice) for each in some.imported.slides] == [("school", "picture")]
    assert [(each.lost, each.choice) for each in most.imported.slides] == [
        ("wijk zorg school", "editable")
    ]
    assert long.imported.slides[0].lost == f"{' '.join(many.split()[:8])} …"


def test_pages_of_another_number_are_not_taken():
    with pytest.raises(NotDrawn):
        add_pages(read(DRAWING), pages("Ons netwerk"))


DECK = presentation(Page(title("Welkom") + text(item("Een"), item("Twee"))))


def test_without_libreoffice_a_presentation_comes_over_and_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PATH", str(tmp_path))
    told: list[tuple[int, int]] = []

    found = read_brought(File("Team.pptx", DECK), progress=lambda *far: told.append(far)).imported
    other = read_brought(File("vragen.txt", b"Hoe gaat het?\n- Goed\n- Slecht\n")).imported

    assert [(each.title, each.page) for each in found.slides] == [("Welkom", "")]
    assert [each.what for each in found.left_out] == [
        "Slides als plaatje: daarvoor staan LibreOffice en bubblewrap niet op deze server"
    ]
    assert other.left_out == ()
    assert told[0] == (1, 1)


LINE = (
    '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="8" name="x"/><p:cNvCxnSpPr/><p:nvPr/></p:nvCxnSpPr>'
    '<p:spPr><a:xfrm><a:off x="2000000" y="3000000"/><a:ext cx="4000000" cy="900000"/></a:xfrm>'
    '<a:prstGeom prst="line"/><a:ln w="40000"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill>'
    "</a:ln></p:spPr></p:cxnSp>"
)
URI = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@pytest.mark.office
def test_slides_are_drawn_by_libreoffice():
    network = "".join(
        text(each, box=(at, 0.4, 0.2, 0.1)) for at, each in ((0.1, "Wijk"), (0.6, "Zorg"))
    )
    tree = point("0", kind="doc") + point("a", "Verdwenen") + below("0", "a", 0)
    content = presentation(
        Page(title("Welkom") + text(item("Een"), item("Twee"), box=(0.1, 0.3, 0.8, 0.5))),
        Page(title("Ons netwerk") + network + LINE * 3, attributes='show="0"'),
        Page(
            title("Slim") + frame(URI, '<dgm:relIds r:dm="d"/>'), {"d": ("diagramData", "../d.xml")}
        ),
        parts={"ppt/d.xml": xml("dgm:dataModel", f"<dgm:ptLst>{tree}</dgm:ptLst>")},
    )
    told: list[tuple[int, int]] = []

    found = read_brought(File("Team.pptx", content), progress=lambda *far: told.append(far))

    slides = found.imported.slides
    assert [each.choice for each in slides] == ["editable", "picture", "editable"]
    assert [each.lost for each in slides] == ["", "", "Verdwenen"]
    assert told == [(1, 3), (2, 3), (3, 3), (4, 3), (4, 3), (4, 3), (5, 3), (6, 3)]
    drawn = Image.open(io.BytesIO(found.pictures[slides[1].page].content))
    assert drawn.size == SCREEN
    assert drawn.convert("RGB").getpixel((1300, 1090)) != (255, 255, 255)
    assert [each.skip for each in check_deck(found.imported).slides] == [False, True, False]


@pytest.mark.office
def test_letters_that_are_not_here_are_drawn_in_others():
    look = '<a:rPr sz="2400"><a:latin typeface="Bestaat Nergens"/></a:rPr>'
    said = f"<a:p><a:r>{look}<a:t>Samen voor de wijk</a:t></a:r></a:p>"
    page = Page(title("Ons plan") + text(said, box=(0.1, 0.4, 0.8, 0.2)))

    read = read_brought(File("Team.pptx", presentation(page)))

    [slide] = read.imported.slides
    assert (bool(slide.page), slide.lost) == (True, "")
    drawn = Image.open(io.BytesIO(read.pictures[slide.page].content)).convert("L")
    darkest, _lightest = drawn.crop((400, 900, 3400, 1300)).getextrema()
    assert darkest < 100  # there are letters
