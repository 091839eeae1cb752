"""Everything of a session that an export writes, read once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from polls import kinds
from polls.domain import tallies
from polls.models import LiveSession, Question, Response


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """One answer. `respondent` numbers the people of one slide, in no order that tells
    who: answers to two questions of a slide stay together, nothing links slides."""

    respondent: int
    value: Any
    cells: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class RoundContent:
    question: Question
    round: int
    tally: dict[str, Any]
    table: dict[str, Any]
    answers: list[AnswerContent]


@dataclass(frozen=True, slots=True)
class SessionContent:
    session: LiveSession
    joined: int
    rounds: list[RoundContent]

    @classmethod
    def of(cls, session: LiveSession) -> SessionContent:
        rounds = [
            content
            for question in session.questions.order_by("pk")
            for content in rounds_of(question)
        ]
        return cls(session, session.participants.count(), rounds)


def rounds_of(question: Question) -> Iterator[RoundContent]:
    kind = kinds.get(question.kind)
    numbers = respondents(question)
    for round in range(1, question.round + 1):
        result = tallies.count(question=question, round=round)
        rows = Response.objects.filter(question=question, round=round)
        answers = [
            AnswerContent(numbers[person], value, kind.cells(question.spec, value))
            for person, value in rows.values_list("participant_id", "value")
        ]
        yield RoundContent(
            question=question,
            round=round,
            tally=result.tally,
            table=kind.table(question.spec, result.tally),
            answers=sorted(answers, key=lambda answer: answer.respondent),
        )


def respondents(question: Question) -> dict[int, int]:
    """A number for everyone who answered on the question's slide, shuffled by a hash."""
    people = Response.objects.filter(
        question__session=question.session_id, question__slide=question.slide
    ).values_list("participant_id", flat=True)
    shuffled = sorted(
        set(people), key=lambda pk: digest(question.session.epoch, question.slide, pk)
    )
    return {pk: number for number, pk in enumerate(shuffled, 1)}


def digest(epoch: str, slide: str, pk: int) -> str:
    return hashlib.sha256(f"{epoch}:{slide}:{pk}".encode()).hexdigest()
