"""The list of texts: filtered, searched, a page at a time."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from polls.models import LiveSession, Question
from polls.texts import listing
from polls.texts.cards import read_cards
from polls.texts.listing import PER_PAGE, Listing
from tests.polls.results.people import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def tip(session: LiveSession, tmp_path: Path, settings: Any) -> Question:
    """Four texts that wait, one of them rude."""
    settings.POLLS_RUDE_WORDS = tmp_path / "rude.txt"
    (tmp_path / "rude.txt").write_text("klote*\n")
    question = Question.objects.get(session=session, key="tip")
    answer(question, a=["Koffie"], b=["Thee"], c=["Klotezooi"], d=["Meer koffie"])
    return question


def decide(question: Question, text: str, **decided: Any) -> None:
    (card,) = (card for card in read_cards(question=question) if card.text == text)
    question.marks.create(card=card.id, text=text, **decided)


def texts(page: Listing) -> list[str]:
    return [entry.card.text for entry in page.entries]


def test_the_newest_come_first(tip: Question):
    page = listing.read_page(question=tip)

    assert texts(page) == ["Meer koffie", "Klotezooi", "Thee", "Koffie"]
    assert (page.filter, page.page, page.pages, page.has_pages) == ("pending", 1, 1, False)


def test_each_filter_has_its_count(tip: Question):
    decide(tip, "Thee", state="shown", starred=True)
    decide(tip, "Koffie", state="hidden")

    counts = dict(listing.read_page(question=tip).counts)

    assert counts == {"all": 4, "pending": 2, "shown": 1, "hidden": 1, "starred": 1, "rude": 1}
    for filter, count in counts.items():
        assert len(listing.read_page(question=tip, filter=filter).entries) == count


@pytest.mark.parametrize(
    ("filter", "search", "found"),
    [
        ("all", "koffie", ["Meer koffie", "Koffie"]),
        ("all", " KÓFFIE ", ["Meer koffie", "Koffie"]),
        ("all", "water", []),
        ("rude", "", ["Klotezooi"]),
        ("rude", "koffie", []),
        ("shown", "", []),
    ],
)
def test_filters_and_search_go_together(tip: Question, filter: str, search: str, found: list[str]):
    assert texts(listing.read_page(question=tip, filter=filter, search=search)) == found


def test_what_waits_stands_first_and_says_why(tip: Question):
    Question.objects.update(held=False)
    tip.refresh_from_db()

    page = listing.read_page(question=tip)

    assert (page.filter, texts(page)) == ("all", ["Klotezooi", "Meer koffie", "Thee", "Koffie"])
    assert [entry.signs_said for entry in page.entries] == [["let op: ruw woord?"], [], [], []]


@pytest.mark.parametrize(("held", "filter"), [(True, "pending"), (False, "all")])
def test_without_a_filter_it_begins_with_what_has_to_be_decided(
    tip: Question, held: bool, filter: str
):
    tip.held = held

    assert listing.read_page(question=tip).filter == filter
    assert listing.read_page(question=tip, filter="weg").filter == filter


@pytest.mark.parametrize(
    ("asked", "page", "number"), [(1, 1, 50), (2, 2, 1), (3, 2, 1), (0, 1, 50)]
)
def test_a_page_holds_fifty(session: LiveSession, asked: int, page: int, number: int):
    question = Question.objects.get(session=session, key="tip")
    answer(question, **{f"p{n}": [f"tekst {n}"] for n in range(PER_PAGE + 1)})

    found = listing.read_page(question=question, page=asked)

    assert (found.page, found.pages, len(found.entries)) == (page, 2, number)
    assert found.has_pages


def test_fifty_texts_are_one_page(session: LiveSession):
    question = Question.objects.get(session=session, key="tip")
    answer(question, **{f"p{n}": [f"tekst {n}"] for n in range(PER_PAGE)})

    assert not listing.read_page(question=question).has_pages


def test_words_stand_by_how_often_they_were_given(session: LiveSession):
    question = Question.objects.get(session=session, key="associaties")
    answer(question, a=["tijd"], b=["geld"], c=["geld"])

    assert texts(listing.read_page(question=question, filter="all")) == ["geld", "tijd"]


def test_a_rude_text_and_the_labels_of_a_text_are_told(tip: Question):
    tip.labels = [{"key": "A", "label": "Ambitie"}, {"key": "B", "label": "Belangen"}]
    decide(tip, "Klotezooi", state="pending", labels=["B"])

    entries = {each.card.text: each for each in listing.read_page(question=tip).entries}

    assert (entries["Klotezooi"].rude, entries["Thee"].rude) == (True, False)
    assert entries["Klotezooi"].labels == ({"key": "B", "label": "Belangen"},)


def test_only_questions_with_own_words_have_a_list(session: LiveSession):
    questions = list(Question.objects.filter(session=session).order_by("pk"))

    found = [question.key for question in listing.select_texted(questions)]

    assert "tip" in found
    assert "associaties" in found
    assert "goed" not in found
