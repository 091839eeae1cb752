"""What actions hear of a deck."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.models import LiveSession
from workshop.facilitating import deck_for_actions
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


def test_every_slide_is_told_in_the_order_of_the_deck(session: LiveSession):
    slides = deck_for_actions.deck_slides(session)

    assert [slide.number for slide in slides] == list(range(1, 42))
    assert len({slide.id for slide in slides}) == 41


def test_a_slide_says_what_it_asks_draws_opens_and_closes(bare_session: LiveSession):
    first, vote, _last = deck_for_actions.deck_slides(bare_session)

    assert (first.id, first.questions, first.opens) == ("welkom", (), ())
    assert (vote.id, vote.questions, vote.results) == ("stem", ("goed", "minder"), ())
    assert (vote.opens, vote.closes) == (("goed", "minder"), ("goed", "minder"))


def test_slides_of_a_chapter_without_badges_are_one_group(bare_session: LiveSession):
    assert {slide.group for slide in deck_for_actions.deck_slides(bare_session)} == {("deel", "")}


def test_results_of_earlier_questions_belong_to_the_slide_that_shows_them(session: LiveSession):
    drawn = [slide.results for slide in deck_for_actions.deck_slides(session) if slide.results]

    assert [tuple(dict.fromkeys(keys)) for keys in drawn] == [("goed", "minder"), ("tip",)]


def test_one_question_of_the_shipped_deck_is_optional(session: LiveSession):
    keys = list(deck_for_actions.optional_keys(session))

    assert keys == ["context"]
    left_out = deck_for_actions.question_plans(
        session, collaboration="own", context={"context": None}
    )
    asked = deck_for_actions.question_plans(
        session, collaboration="own", context={"context": "En nu?"}
    )
    assert "context" not in [plan.key for plan in left_out]
    assert [plan.prompt for plan in asked if plan.key == "context"] == ["En nu?"]


def test_a_deletion_is_logged_without_what_was_deleted(session: LiveSession, trainer: User):
    deck_for_actions.note_deletion(session, trainer.username, "tip")

    entry = AuditEntry.objects.get()
    assert (entry.who, entry.about) == ("trainer", f"{session.code} tip")
