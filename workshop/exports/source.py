"""Everything that an export needs, read from the database in a handful of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from polls.domain import records
from polls.domain.records import Record
from polls.models import Action, LiveSession, Question, TextMark
from workshop.decks import library
from workshop.decks.model import Deck


@dataclass(frozen=True, slots=True)
class Source:
    """A session as it was read. It can be sent to another process, which needs no database."""

    session: LiveSession
    deck: Deck
    questions: tuple[Question, ...]
    answers: tuple[Record, ...]
    marks: tuple[TextMark, ...]
    actions: tuple[Action, ...]
    joined: int
    made: datetime


def read(session: LiveSession) -> Source:
    rows = records.of_session(session_id=session.pk)
    return Source(
        session=session,
        deck=library.deck_of(session.deck),
        questions=rows.questions,
        answers=rows.answers,
        marks=rows.marks,
        actions=rows.actions,
        joined=rows.joined,
        made=timezone.now(),
    )
