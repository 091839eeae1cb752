"""The second deck shows every kind of question."""

import pytest

from polls import kinds
from workshop.library import deck_versions


@pytest.mark.django_db
def test_the_deck_shows_every_kind():
    deck = deck_versions.deck_of(deck_versions.load("alle-werkvormen"))

    assert {question.kind for question in deck.questions()} == set(kinds.all())


def test_it_comes_after_the_workshop_in_the_list():
    assert deck_versions.slugs() == ["beter-samenwerken", "alle-werkvormen"]
