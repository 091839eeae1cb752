"""A whole presentation, good and bad."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from tests.workshop.importing.powerpoint.making import (
    Page,
    item,
    photograph,
    picture,
    presentation,
    relations,
    text,
    title,
    xml,
)
from workshop.importing import reading, taking
from workshop.importing.imported import File, Imported, LeftOut
from workshop.importing.powerpoint.package import NAMES

SECTION = '<p14:section name="{}"><p14:sldIdLst><p14:sldId id="{}"/></p14:sldIdLst></p14:section>'
LISTED = Page(title("Lijst") + text(item("een") + item("twee")))


def read(content: bytes, name: str = "Samen_in de wijk.pptx") -> Imported:
    return reading.read_file(File(name, content))


def test_a_presentation_becomes_a_deck_without_mistakes():
    photo = Page(title("Foto") + picture(), {"p": ("image", "../media/a.jpg")}, "Zeg iets")
    parts = {"ppt/media/a.jpg": photograph()}

    found = read(presentation(Page(title("2 jaar samen")), photo, photo, LISTED, parts=parts))
    deck = taking.check_deck(found)

    assert [each.title for each in deck.slides] == ["2 jaar samen", "Foto", "Foto", "Lijst"]
    assert (deck.title, set(found.pictures)) == ("Samen in de wijk", {"slide-2.webp"})


def test_how_far_it_is_is_told():
    told: list[tuple[int, int]] = []

    reading.read_file(File("x.pptx", presentation(LISTED, LISTED), lambda *far: told.append(far)))

    assert told == [(1, 2), (2, 2)]


def test_sections_are_chapters():
    sections = SECTION.format("Begin", 256) + SECTION.format("Eind", 257)
    main = f"<p14:sectionLst>{sections}</p14:sectionLst>"

    found = read(presentation(LISTED, LISTED, main=main))

    assert [each.chapter for each in found.slides] == ["Begin", "Eind"]
    assert [each.title for each in taking.check_deck(found).chapters] == ["Begin", "Eind"]


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ons plan", "Ons plan"),
        ("PowerPoint-presentatie", "Samen in de wijk"),
        ("", "Samen in de wijk"),
    ],
)
def test_the_title_is_what_its_makers_called_it(title: str, expected: str):
    assert read(presentation(LISTED, title=title)).title == expected


@pytest.mark.parametrize(("code", "language"), [("en-US", "en"), ("nl-NL", "nl"), ("de-DE", "nl")])
def test_the_language_is_that_of_its_words(code: str, language: str):
    said = f'<a:p><a:r><a:rPr lang="{code}"/><a:t>x</a:t></a:r></a:p>'

    assert read(presentation(Page(text(said)))).language == language


def test_what_belongs_to_no_slide_is_left_out_and_said():
    found = read(
        presentation(LISTED, parts={"ppt/vbaProject.bin": b"x"}, main="<p:embeddedFontLst/>")
    )

    assert found.left_out == (LeftOut("", "Macro’s"), LeftOut("", "Lettertypes"))


def test_a_slide_that_is_broken_costs_only_itself():
    found = read(presentation(LISTED, LISTED, LISTED, parts={"ppt/slides/slide2.xml": "<p:sld"}))

    assert [each.number for each in found.slides] == ["1", "3"]
    assert found.left_out == (LeftOut("2", "Deze slide is beschadigd"),)


@pytest.mark.parametrize(
    "part", ["ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "_rels/.rels"]
)
def test_slides_are_found_without_the_list_of_them(part: str):
    found = read(presentation(LISTED, LISTED, parts={part: "<weg"}))

    assert [each.title for each in found.slides] == ["Lijst", "Lijst"]


def test_a_presentation_of_another_program_may_stand_elsewhere():
    parts = {
        "_rels/.rels": relations({"x": ("officeDocument", "/deck/main.xml")}),
        "deck/main.xml": xml("p:presentation", '<p:sldIdLst><p:sldId r:id="a"/></p:sldIdLst>'),
        "deck/_rels/main.xml.rels": relations({"a": ("slide", "../ppt/slides/slide2.xml")}),
    }

    found = read(presentation(Page(title("Niet")), Page(title("Wel")), parts=parts))

    assert [each.title for each in found.slides] == ["Wel"]
    assert "p14" in NAMES


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (presentation(), "file.unreadable"),
        (presentation(LISTED, parts={"ppt/slides/slide1.xml": "<weg"}), "file.unreadable"),
        (presentation(*([Page(title("x"))] * 301)), "file.slides"),
        (presentation(LISTED)[:-40], "file.unreadable"),
    ],
    ids=["no slides", "only a broken one", "many", "torn"],
)
def test_what_cannot_become_a_workshop_gets_a_sentence(content: bytes, code: str):
    with pytest.raises(PollsError) as refused:
        read(content)

    assert refused.value.code == code
