"""People who answer, as rows."""

from __future__ import annotations

from typing import Any

from polls.models import Question, Response
from polls.sessions.participants import Arrival
from tests.polls.people import arrive


def answer(question: Question, **given: Any) -> None:
    """Store an answer of each of these people to the round of now."""
    for name, value in given.items():
        (person,) = arrive(arrivals=[Arrival(question.session_id, name)]).values()
        Response.objects.create(
            question=question, participant_id=person, round=question.round, seq=1, value=value
        )
