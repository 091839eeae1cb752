"""What a slide says where nobody can answer."""

from __future__ import annotations

from django.utils import translation

from tests.workshop.exports.decks.rich import RICH, rich
from workshop.exports.decks.asked import Asked, list_asked, note_words, slide_words


def test_questions_with_their_options():
    deck = rich().deck

    assert list(list_asked(deck, deck.slide("vraag"))) == [
        Asked(
            "Hoe druk is het?",
            ("A. Rustig", "B. Druk: Je laat dingen liggen", "Anders, namelijk…"),
        ),
        Asked("Waarom?", ()),
    ]


def test_one_question_that_is_the_title_is_not_said_twice():
    begins = RICH.index('```question\nkey = "waarom"')
    deck = rich(RICH[:begins] + RICH[RICH.index("```ask") :]).deck

    assert [each.prompt for each in list_asked(deck, deck.slide("vraag"))] == [""]


def test_whose_answers_come_back_is_said_in_the_language_of_the_deck():
    deck = rich().deck

    with translation.override("en"):
        [asked] = list_asked(deck, deck.slide("terug"))

    assert asked == Asked("The answers to this come here:", ("Hoe druk is het?",))


def test_sources_stand_with_the_contact():
    deck = rich().deck

    assert [each.text for each in slide_words(deck, deck.slide("contact"))] == [
        "Mail",
        "Tekst: wij",
    ]


def test_a_slide_without_note_and_question_has_no_notes():
    deck = rich().deck

    assert note_words(deck.slide("welkom")) == []
