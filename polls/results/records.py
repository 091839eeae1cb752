"""All answers of a session with their marks, for what is made of a session afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from django.db import connection

from polls.models import Action, Question, TextMark
from polls.sessions import aside

ANSWERS = f"""
SELECT question_id, round, participant_id, value, late, by_hand FROM polls_response
WHERE question_id IN (SELECT id FROM polls_question WHERE session_id = %s)
AND {aside.counted_only("participant_id", "%s")} ORDER BY id
"""  # noqa: S608


class Record(NamedTuple):
    """One answer as it is stored; `value` is still JSON text."""

    question_id: int
    round: int
    participant_id: int
    value: str
    late: bool
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Records:
    questions: tuple[Question, ...]
    answers: tuple[Record, ...]
    marks: tuple[TextMark, ...]
    actions: tuple[Action, ...]
    joined: int


def of_session(*, session_id: int) -> Records:
    """Questions, then answers in one statement, then people: never more answers than people."""
    questions = tuple(Question.objects.filter(session_id=session_id).order_by("pk"))
    with connection.cursor() as cursor:
        cursor.execute(ANSWERS, [session_id, session_id])
        answers = tuple(map(Record._make, cursor.fetchall()))
    marks = tuple(TextMark.objects.filter(question__session_id=session_id))
    actions = tuple(Action.objects.filter(session_id=session_id, undone=False).defer("before"))
    joined = aside.count_people(session_id)
    return Records(questions, answers, marks, actions, joined)
