"""A session gets another version of its deck only before anybody answered."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Question
from polls.sessions import deck_change
from polls.sessions.sessions import QuestionPlan
from tests import acting
from tests.conftest import CHOICE

pytestmark = pytest.mark.django_db
PLAN = QuestionPlan("nieuw", "stem", "choice", "Nieuw?", CHOICE, live=False)


def refusal(session: LiveSession) -> str:
    try:
        deck_change.ensure_unbegun(session)
    except PollsError as refused:
        return refused.code
    return ""


def test_a_session_that_began_or_was_answered_keeps_its_deck(bare_session: LiveSession):
    waiting = refusal(bare_session)
    acting.act(bare_session, "begin")
    begun = refusal(bare_session)
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "hands", {"question": "goed", "hands.A": "2"})
    LiveSession.objects.filter(pk=bare_session.pk).update(started=None)  # undone
    bare_session.refresh_from_db()

    assert (waiting, begun, refusal(bare_session)) == ("", "session.begun", "session.begun")


def test_another_deck_makes_pages_load_anew(bare_session: LiveSession):
    deck = DeckVersion.objects.create(slug="bare", sha256="1" * 64, title="B", source="x")
    bare_session.frozen = 2

    deck_change.change_deck(bare_session, deck)

    assert (bare_session.deck, bare_session.edition, bare_session.frozen) == (deck, 2, None)


def test_only_questions_of_the_room_stay(bare_session: LiveSession):
    room = Question.objects.filter(session=bare_session).first()
    assert room is not None
    Question.objects.filter(pk=room.pk).update(slide="", key="aside")

    deck_change.replace_questions(bare_session, [PLAN])

    keys = Question.objects.filter(session=bare_session).order_by("pk")
    assert list(keys.values_list("key", flat=True)) == ["aside", "nieuw"]
