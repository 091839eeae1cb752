"""Slides of whatever file become a deck without mistakes, as somebody chose."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from workshop.decks.model import Deck
from workshop.decks.parse import parse
from workshop.importing.assembling import assemble, choose
from workshop.importing.imported import GuessedQuestion, Imported, ReadSlide

OPTIONS = [{"key": "A", "label": "Overleg"}, {"key": "B", "label": "Budget"}]
ASKED = GuessedQuestion("choice", {"options": OPTIONS}, "Kies er een.")
PICTURES = {"foto.webp": b"foto", "blad-2.webp": b"blad"}
SLIDES = (
    ReadSlide("1", "Welkom", body="Fijn dat je er bent", layout="cover", note="**Zeg:** hallo"),
    ReadSlide("2", "Ons netwerk", picture="foto.webp", alt="De [wijk]", page="blad-2.webp"),
    ReadSlide(
        "3", "Wat helpt?", body="- a) Overleg\n- b) Budget", question=ASKED, chapter="Vragen"
    ),
    ReadSlide("4", "", skip=True, chapter="Vragen"),
)


def read(**more: object) -> Imported:
    given = {"title": "Samen in de wijk", "slides": SLIDES, "pictures": PICTURES, **more}
    return assemble(**given)


def deck_of(imported: Imported) -> Deck:
    return parse(imported.text, "deck.md", imported.pictures.keys())


def test_slides_become_a_deck_without_mistakes():
    read_in = read()
    deck = deck_of(read_in)

    assert [(each.id, each.chapter, each.layout, each.title) for each in deck.slides] == [
        ("welkom", "samen-in-de-wijk", "cover", "Welkom"),
        ("ons-netwerk", "samen-in-de-wijk", "statement", "Ons netwerk"),
        ("wat-helpt", "vragen", "statement", "Wat helpt?"),
        ("slide-4", "vragen", "statement", "Slide 4"),
    ]
    assert [each.title for each in deck.chapters] == ["Samen in de wijk", "Vragen"]
    assert (deck.title, deck.questions(), deck.slides[3].skip) == ("Samen in de wijk", (), True)
    assert deck.slides[1].picture.alt == "De (wijk)"
    assert "<strong>Zeg:</strong> hallo" in deck.slides[0].note
    assert set(read_in.pictures) == {"foto.webp", "blad-2.webp"}


def test_a_question_a_page_as_picture_and_nothing_of_a_slide_are_chosen():
    chosen = choose(read(), {"1": "skip", "2": "picture", "3": "question"})
    deck = deck_of(chosen)

    network, asked, _last = deck.slides
    assert (network.layout, network.picture.name, network.body) == ("overview", "blad-2.webp", "")
    assert (asked.layout, asked.body) == ("question", "<p>Kies er een.</p>")
    [question] = asked.questions
    assert (question.key, question.kind) == ("wat-helpt", "choice")
    assert [each["label"] for each in question.spec["options"]] == ["Overleg", "Budget"]
    assert set(chosen.pictures) == {"blad-2.webp"}


@pytest.mark.parametrize("choice", ["question", "picture", "nonsense", ""])
def test_what_a_slide_cannot_be_it_does_not_become(choice: str):
    assert choose(read(), {"1": choice}).text == read().text


def test_titles_that_are_alike_get_ids_of_their_own():
    slides = [ReadSlide(str(at), "Pauze") for at in range(1, 4)]

    deck = deck_of(read(slides=slides, title="Pauze"))

    assert [each.id for each in deck.slides] == ["pauze", "pauze-2", "pauze-3"]


@pytest.mark.parametrize(
    "text", ["+++", "---", "```slide", "# Titel", "![x](y.svg)", "<!-- geheim -->", '"""', "\\"]
)
def test_no_text_of_a_slide_cuts_the_deck_otherwise(text: str):
    slides = [ReadSlide("1", text, body=text, note=text, chapter=text), ReadSlide("2", "Twee")]

    deck = deck_of(read(slides=slides, title=text))

    assert [each.title for each in deck.slides] == [text, "Twee"]
    assert [each.title for each in deck.chapters] == [text, text]


def test_more_chapters_than_a_deck_has():
    slides = [ReadSlide(str(at), f"Dia {at}", chapter=f"Deel {at}") for at in range(1, 101)]

    deck = deck_of(read(slides=slides))

    assert (len(deck.chapters), deck.slides[-1].chapter) == (60, "deel-60")


@pytest.mark.parametrize(("slides", "code"), [(0, "file.unreadable"), (301, "file.slides")])
def test_no_slides_and_too_many_are_refused(slides: int, code: str):
    with pytest.raises(PollsError) as refused:
        read(slides=[ReadSlide(str(at), "x") for at in range(slides)])

    assert refused.value.code == code
