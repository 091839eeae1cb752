"""The second deck shows every kind of question, by the examples of the kinds."""

import pytest

from polls import kinds
from tests.workshop.decks import kind_examples
from workshop.library import deck_versions


@pytest.mark.django_db
def test_the_deck_shows_every_kind():
    deck = deck_versions.deck_of(deck_versions.load("alle-werkvormen"))

    assert {question.kind for question in deck.questions()} == set(kinds.all())


def test_the_deck_has_the_examples_that_the_kinds_have():
    """When not: make kinds"""
    deck = kind_examples.DECK.read_text()

    assert kind_examples.written(deck) == deck


def test_a_new_example_comes_behind_the_others_of_its_chapter():
    slides = [f'id = "{id}"\nchapter = "{chapter}"' for id, chapter in ("ax", "bx", "cy")]

    kind_examples.put(slides, ['id = "new"\nchapter = "x"'])

    assert [kind_examples.ID.search(slide)[1] for slide in slides] == ["a", "b", "new", "c"]


def test_it_comes_after_the_workshop_in_the_list():
    assert deck_versions.slugs() == [
        "beter-samenwerken",
        "alle-werkvormen",
        "quick-scan-condities",
        "quick-scan-conditions",
        "working-better-together",
    ]
