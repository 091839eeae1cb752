"""A round as every format shows it: with what a reader has to know."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from polls.models import LiveSession, Question
from polls.sessions import aside
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, go, store
from workshop import exports
from workshop.exports import content, source
from workshop.exports.rounds import write_caution

pytestmark = pytest.mark.django_db

CAUTION = "Minder dan 5 antwoorden: lees dit als losse stemmen en deel het niet."


def text_of(session: LiveSession, format: str) -> str:
    """All words of a file, those in parts of a zip included."""
    made = exports.export_session(session, format).content
    if format == "pptx":
        slides = Presentation(io.BytesIO(made)).slides
        return "\n".join(
            shape.text_frame.text
            for slide in slides
            for shape in slide.shapes
            if shape.has_text_frame
        )
    if format == "xlsx":
        book = load_workbook(io.BytesIO(made))
        cells = (cell for sheet in book for row in sheet.values for cell in row)
        return "\n".join(str(cell) for cell in cells if cell is not None)
    if format == "docx":
        words = Document(io.BytesIO(made)).element.itertext()
        return "".join(words)
    if format == "csv":
        folder = zipfile.ZipFile(io.BytesIO(made))
        return "\n".join(folder.read(name).decode() for name in folder.namelist())
    return made.decode()


FORMATS = ("csv", "docx", "html", "pptx", "tips", "tips-html", "xlsx")


@pytest.mark.parametrize("format", FORMATS)
def test_answers_that_were_put_aside_are_told_of_in_every_format(session: LiveSession, format: str):
    go(session, "tip")
    for person in range(6):
        answer(session, f"{person}", "tip", [f"Bel eerst {person}"])
    said = "De trainer legde de antwoorden van 2 toestellen opzij: die tellen niet mee."
    before = text_of(session, format)
    aside.put_aside(session, list(session.participants.values_list("pk", flat=True)[:2]))
    session.save()

    after = text_of(session, format)

    assert said not in before
    assert said in after


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(("people", "warned"), [(4, True), (5, False)])
def test_a_small_group_is_warned_of_in_every_format(
    session: LiveSession, format: str, people: int, warned: bool
):
    go(session, "tip")
    for person in range(people):
        answer(session, f"{person}", "tip", ["Bel eerst"])

    assert (CAUTION in text_of(session, format)) is warned


@pytest.mark.parametrize("format", ["csv", "html", "pptx", "xlsx"])
def test_a_pair_of_a_small_group_is_warned_of(session: LiveSession, format: str):
    for key, people in (("goed", 5), ("minder", 4)):
        go(session, key)
        for person in range(people):
            answer(session, f"{person}", key, ["A"])
    before = text_of(session, format).count(CAUTION)
    answer(session, "more", "minder", ["A"])

    assert before > 1  # of 'minder', and of the pair
    assert CAUTION not in text_of(session, format)


def test_a_warning_is_of_the_smallest_result_that_has_answers():
    assert write_caution([0, 5], 5) == ""
    assert write_caution([4, 0], 5) == CAUTION
    assert write_caution([12, 4], 5) == CAUTION


@pytest.mark.parametrize("format", ["html", "pptx"])
def test_labels_of_the_facilitator_stand_beside_the_text(session: LiveSession, format: str):
    Question.objects.filter(session=session, key="opbrengst").update(
        labels=[{"key": "later", "label": "Bewaren voor later"}]
    )
    go(session, "10")
    answer(session, "a", "opbrengst", ["tijd"])
    before = text_of(session, format)
    (card,) = read_cards(question=session.questions.get(key="opbrengst"))
    acting.act(session, "card-label", {"question": "opbrengst", "card": card.id, "label": "later"})

    assert "tijd" in before
    assert "Bewaren voor later" not in before
    assert "Bewaren voor later" in text_of(session, format)


def test_shares_that_are_more_than_all_say_so(session: LiveSession):
    question = session.questions.get(key="goed")
    question.spec["max"] = 3
    question.save()
    go(session, "goed")
    store(session, question, [("a", ["A", "B", "C"]), ("b", ["A"])])
    again = content.make_content(source.read_session(session)).by_key["goed"].last
    once = content.make_content(source.read_session(session)).by_key["minder"].last

    assert again.remark.startswith(
        "Mensen konden meer dan één optie kiezen; de delen zijn samen 200%."
    )
    assert once.remark == ""


@pytest.mark.parametrize(
    ("answered", "joined", "said"),
    [
        (0, 0, "0 van de 0 deelnemers antwoordden."),
        (1, 1, "1 van 1 deelnemer antwoordde."),
        (1, 2, "1 van de 2 deelnemers antwoordde."),
        (2, 2, "2 van de 2 deelnemers antwoordden."),
    ],
)
def test_how_many_answered_is_said_as_people_say_it(
    session: LiveSession, answered: int, joined: int, said: str
):
    go(session, "goed")
    for person in range(answered):
        answer(session, f"{person}", "goed", ["A"])
    goed = content.make_content(source.read_session(session)).by_key["goed"].last

    everybody = replace(goed, result=replace(goed.result, joined=joined))

    assert everybody.reach_sentence == said
