"""A slide as we would have made it."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from tests.workshop.importing.powerpoint.making import (
    Page,
    item,
    photograph,
    picture,
    presentation,
    text,
    title,
    xml,
)
from workshop.importing.powerpoint.boxes import Frame
from workshop.importing.powerpoint.package import Package
from workshop.importing.powerpoint.slides import Made, Source, read_slide

PHOTO = {"p": ("image", "../media/a.jpg")}
MANY = "woorden genoeg om er een verhaal van te maken dat niet op een regel past " * 3


def read(page: Page, number: str = "2") -> Made:
    opened = Package(presentation(page, parts={"ppt/media/a.jpg": photograph()}))
    name = "ppt/slides/slide1.xml"
    return read_slide(opened, Source(name, number, "Deel"), opened.parse(name), Frame())


def test_a_note_in_a_box_of_its_own():
    number = text("7", place='type="sldNum"')
    told = xml("p:notes", f"<p:cSld><p:spTree>{text('Zeg dit')}{number}</p:spTree></p:cSld>")
    parts = {"ppt/notesSlides/notes1.xml": told}
    opened = Package(presentation(Page(title("Welkom"), note="-"), parts=parts))
    name = "ppt/slides/slide1.xml"

    made = read_slide(opened, Source(name, "1", ""), opened.parse(name), Frame())

    assert made.slide.note == "Zeg dit"


def test_a_slide_with_everything():
    shapes = title("Waarom samen?") + text(item("Minder werk") + item("administratie", 1))
    page = Page(shapes + picture(alt="De wijk"), PHOTO, "Zeg *niets*", 'show="0"')

    made = read(page)
    slide = made.slide

    assert (slide.number, slide.title, slide.chapter, slide.skip) == (
        "2",
        "Waarom samen?",
        "Deel",
        True,
    )
    assert slide.body == "- Minder werk\n   - administratie"
    assert (slide.picture, slide.alt, slide.note) == ("slide-2.webp", "De wijk", r"Zeg \*niets\*")
    assert slide.words == "Waarom samen? · Minder werk administratie"
    assert made.picture is not None
    assert made.left_out == ()


BIG = '<a:p><a:r><a:rPr sz="4400"/><a:t>Groot</a:t></a:r></a:p>'


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (text("klein", box=(0, 0.3, 1, 0.1)) + text(BIG, box=(0, 0.1, 1, 0.1)), "Groot"),
        (
            text("Bovenaan", box=(0, 0.1, 1, 0.1)) + text("Eronder", box=(0, 0.3, 1, 0.1)),
            "Bovenaan",
        ),
        (text(MANY, box=(0, 0.1, 1, 0.1)), "woorden genoeg om er een verhaal van te…"),
        (picture(), ""),
    ],
    ids=["large", "above", "long", "none"],
)
def test_a_title_that_nobody_marked(shapes: str, expected: str):
    assert read(Page(shapes, PHOTO)).slide.title == expected


@pytest.mark.parametrize(
    ("number", "shapes", "layout"),
    [
        ("1", title("Welkom"), "cover"),
        ("2", title("Stelling"), "statement"),
        ("2", title("Lijst") + text(item("een")), "list"),
        ("2", title("Verhaal") + text(MANY), "list"),
        ("2", title("Foto") + picture(), "picture"),
        ("2", title("Foto") + picture() + text(item("een")), "list"),
        (
            "2",
            title("Twee") + text(item("a"), box=(0, 0.3, 0.4, 0.5))
            + text(item("b"), box=(0.5, 0.3, 0.4, 0.5)),
            "columns",
        ),
    ],
)  # fmt: skip
def test_the_layout_that_fits(number: str, shapes: str, layout: str):
    assert read(Page(shapes, PHOTO), number).slide.layout == layout


def test_two_lists_beside_each_other_stay_two():
    first = text(item("Drie loketten"), item("Wachten", 1), box=(0, 0.3, 0.4, 0.5))
    second = text(item("Eén loket"), item("Meteen", 1), box=(0.5, 0.3, 0.4, 0.5))
    long = text(*[item(str(at)) for at in range(9)], box=(0.5, 0.3, 0.4, 0.5))

    made, uneven = (
        read(Page(title("Toen en nu") + first + second)),
        read(Page(title("x") + first + long)),
    )

    html = MarkdownIt().render(made.slide.body)
    assert html.count("\n<ul>\n<li>Eén loket") == 1  # a list of its own
    assert (made.slide.layout, uneven.slide.layout) == ("columns", "list")


def test_a_question_is_only_a_guess():
    slide = read(Page(title("Wat helpt?") + text(item("a) Overleg") + item("b) Budget")))).slide

    assert slide.choice == "editable"
    assert slide.body == "- a) Overleg\n- b) Budget"
    assert [each["label"] for each in slide.question.fields["options"]] == ["Overleg", "Budget"]


def test_a_few_pictures_become_one_and_of_many_the_largest():
    few = picture(box=(0, 0.3, 0.3, 0.3)) + picture(box=(0.5, 0.3, 0.3, 0.3))
    small = "".join(picture(box=(at / 10, 0.3, 0.2, 0.2)) for at in range(4))

    together, largest = read(Page(few, PHOTO)), read(Page(small + picture(), PHOTO))

    assert together.left_out == ()
    assert largest.left_out == ("Plaatjes, behalve het grootste",)
    assert together.picture != largest.picture


def test_a_picture_that_cannot_be_read_costs_only_itself():
    related = {**PHOTO, "q": ("image", "../media/weg.jpg")}
    both = picture(box=(0, 0.3, 0.3, 0.3)) + picture("q", box=(0.5, 0.3, 0.3, 0.3))

    made = read(Page(both, related))

    assert made.picture is not None
    assert made.left_out == ("Een plaatje dat niet in het bestand zit",)


def test_a_background_is_the_picture_of_a_slide_without_text():
    background = '<p:bg><p:bgPr><a:blipFill><a:blip r:embed="p"/></a:blipFill></p:bgPr></p:bg>'

    alone = read(Page(title("Foto"), PHOTO, background=background))
    behind = read(Page(title("Lijst") + text(item("een")), PHOTO, background=background))

    assert (bool(alone.picture), bool(behind.picture)) == (True, False)


def test_what_moves_and_what_others_wrote_is_left_out():
    timing = '<p:timing><p:cTn presetClass="entr"/></p:timing>'

    made = read(Page(title("x"), {"c": ("comments", "../c.xml")}, rest=timing))

    assert made.left_out == ("Opmerkingen", "Animaties")


def test_text_from_right_to_left_is_read_that_way():
    shapes = text("שלום", box=(0.1, 0.5, 0.3, 0.1)) + text("עולם", box=(0.6, 0.5, 0.3, 0.1))

    assert read(Page(title("כותרת") + shapes)).slide.body == "עולם\n\nשלום"
