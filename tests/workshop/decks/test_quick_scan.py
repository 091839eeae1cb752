"""The ready quick scan: five conditions, three statements each, the same in Dutch and English."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from workshop.decks.model import Deck
from workshop.facilitating import starting
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db

SLUGS = ("quick-scan-condities", "quick-scan-conditions")


def deck_of(slug: str) -> Deck:
    return deck_versions.deck_of(deck_versions.load(slug))


@pytest.mark.parametrize("slug", SLUGS)
def test_it_has_five_conditions_of_three_statements_and_names_its_source(slug: str):
    deck = deck_of(slug)
    scales = [question for question in deck.questions() if question.kind == "scale"]

    assert [slide.color for slide in deck.slides if slide.questions][:5] == list("abcde")
    assert [len(question.spec["options"]) for question in scales] == [3] * 5
    assert all(option["help"] for question in scales for option in question.spec["options"])
    assert "Edwin Kaats" in deck.attribution[0]
    assert "Wilfrid Opheij" in deck.attribution[0]


def test_both_languages_ask_the_same_in_the_same_order():
    dutch, english = map(deck_of, SLUGS)

    assert (dutch.language, english.language) == ("nl", "en")
    shapes = [
        [(slide.layout, [each.kind for each in slide.questions]) for slide in deck.slides]
        for deck in (dutch, english)
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize("slug", SLUGS)
def test_it_runs_at_everyones_own_pace(slug: str, trainer: User):
    session = starting.start(deck=slug, facilitator=trainer, pace="own")

    assert session.questions.count() == 6
