"""One slide of Markdown: what is said, what is told to the trainer, what only a program reads."""

from __future__ import annotations

import pytest

from workshop.decks.markdown import render_html
from workshop.importing.imported import ReadSlide
from workshop.importing.marked.cutting import Cut
from workshop.importing.marked.pictures import Pictures
from workshop.importing.marked.slide import Slide

PROGRAM = "Opmaak: instructies, stijlen en scripts."


def read(text: str, number: int = 2, **fields: str) -> tuple[ReadSlide, list[str]]:
    slide = Slide(Cut(text.split("\n"), fields), Pictures({"kat.png": b"1", "hond.png": b"2"}))
    return slide.read(number, ""), slide.left_out


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("# Kop\n\nTekst", "Kop", "Tekst"),
        ("### **Kop** `x` {.klas}\n\nTekst", "Kop x", "Tekst"),
        ("# Kop\n# Nog een\n#### Klein", "Kop", "## Nog een\n### Klein"),
        ("Een korte zin\n\nTekst", "Een korte zin", "Tekst"),
        ("- punt\n- punt", "", "- punt\n- punt"),
        ("# Kop\n<div class='x'>\n\n**Tekst** <b>vet</b>\n\n</div>", "Kop", "**Tekst** vet"),
        ("# Kop\n\nEen<br>twee\n\n::right::\n\nDrie", "Kop", "Een twee\n\nDrie"),
        ("# A < B en `<br>`", "A < B en", ""),
    ],
)
def test_titles_and_texts(text: str, title: str, body: str):
    found, left_out = read(text)

    assert (found.title, found.body) == (title, body)
    assert left_out == []


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("# A\n<!-- Zeg dit -->", "Zeg dit"),
        ("# A\n<!--\nZeg: dit\n\nen dat\n-->", "Zeg: dit\n\nen dat"),
        ("# A\n\nNote:\nZeg dit\nen dat", "Zeg dit\nen dat"),
        ("# A\n\nNotes: Zeg dit", "Zeg dit"),
        ('# A\n<aside class="notes"><p>Zeg dit</p></aside>', "Zeg dit"),
        ("# A\n<!-- Een -->\n<!-- Twee -->", "Een\n\nTwee"),
        ("# A\n<!-- niet af", "niet af"),
    ],
)
def test_notes_of_three_programs(text: str, note: str):
    found, left_out = read(text)

    assert (found.title, found.note, left_out) == ("A", note, [])


@pytest.mark.parametrize(
    "text",
    [
        "# A\n<!-- _class: lead -->\n<!-- paginate: true\nfooter: x -->",
        '# A\n<!-- .slide: data-background="#f00" -->',
        "# <!--fit--> A",
        "# A\n<style scoped>\n# p { }\n</style>",
        "# A\n<script>\nalert(1)\n",
    ],
)
def test_what_only_a_program_reads_is_left_out_and_told(text: str):
    found, left_out = read(text)

    assert (found.title, found.body, found.note, left_out) == ("A", "", "", [PROGRAM])


def test_code_stands_there_as_it_was_typed():
    found, _left_out = read('# A\n```py {1|2}\nif x:\n    print("*")\n```\nNa')

    html = render_html(found.body)
    assert "<p>if x:<br>" in html
    assert '&nbsp;&nbsp;&nbsp;&nbsp;print("*")</p>' in html
    assert "<p>Na</p>" in html


def test_diagrams_of_text_are_told():
    found, left_out = read("# A\n```mermaid\ngraph TD\n```")

    assert found.body == ""
    assert left_out == ["Een diagram dat uit tekst wordt getekend."]


@pytest.mark.parametrize(
    "text",
    [
        "![bg Een kat](kat.png)",
        '<img alt="Een kat" src="kat.png" width=9>',
        "![Een kat](./kat.png 'x')",
    ],
)
def test_a_picture_with_its_description(text: str):
    found, left_out = read(f"# A\n\n{text}")

    assert (found.picture[:4], found.alt, found.body) == ("kat-", "Een kat", "")
    assert found.layout == "picture"
    assert left_out == []


def test_a_second_picture_is_told():
    found, left_out = read("# A\n![](kat.png)\n![](hond.png)", image="kat.png")

    assert found.picture.startswith("kat-")
    assert left_out == ["Nog een plaatje: een slide heeft er één."]


@pytest.mark.parametrize(
    ("number", "fields", "text", "layout"),
    [
        (1, {}, "# Welkom\n\nWij", "cover"),
        (3, {"layout": "cover"}, "# Welkom", "cover"),
        (3, {}, "# Welkom", "statement"),
        (3, {"layout": "quote"}, "# A\n\nTekst", "statement"),
        (3, {"layout": "two-cols"}, "# A\n\nTekst", "list"),
    ],
)
def test_the_layout_that_fits_best(number: int, fields: dict[str, str], text: str, layout: str):
    assert read(text, number, **fields)[0].layout == layout


def test_a_list_below_a_question_is_offered_as_one():
    found, _left_out = read("# Hoe gaat het?\n\nKies *er* een:\n\n- **Goed**\n- Slecht")
    plain, _left_out = read("# Hoe gaat het\n\n- Goed\n- Slecht")

    assert found.choice == "editable"
    assert found.question is not None
    assert [option["label"] for option in found.question.fields["options"]] == ["Goed", "Slecht"]
    assert found.question.body == "Kies *er* een:"
    assert plain.question is None


def test_a_hidden_slide_may_be_left_out():
    assert read("# A", hide="true")[0].skip
    assert not read("# A", hide="false")[0].skip
