"""A session that gets another version of its deck, before anybody answered."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, Question, Response
from polls.sessions import sessions
from polls.sessions.sessions import QuestionPlan


def ensure_unbegun(session: LiveSession) -> None:
    """Refuse a session that people worked with: their answers belong to its own words."""
    if session.started or Response.objects.filter(question__session=session).exists():
        raise PollsError(
            "session.begun", _("Deze sessie is al begonnen en houdt haar eigen versie.")
        )


def change_deck(session: LiveSession, deck: DeckVersion) -> None:
    session.deck = deck
    session.edition += 1
    session.frozen = None


def replace_questions(session: LiveSession, plans: Sequence[QuestionPlan]) -> None:
    """Ask what these plans say, and no longer what the deck asked before; questions of the room
    stay."""
    Question.everything.filter(session=session).exclude(slide="").delete()
    sessions.create_questions(session, plans)
