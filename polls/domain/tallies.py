"""What a room answered: counted from the rows, never from counters kept beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from polls import figures, kinds
from polls.kinds.base import Counted
from polls.models import Participant, Question


@dataclass(frozen=True, slots=True)
class Result:
    """One question of one round, counted; `tally` is what its kind made of the answers."""

    question: Question
    joined: int
    tally: dict[str, Any]

    @property
    def answered(self) -> int:
        return self.tally["answered"]


def counted(question_id: int, round: int) -> list[Counted]:
    """The distinct answers with their counts, ordered by when each was first given."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, COUNT(*) FROM polls_response WHERE question_id = %s AND round = %s"
            " GROUP BY value ORDER BY MIN(id)",
            [question_id, round],
        )
        return [Counted(orjson.loads(value), count) for value, count in cursor.fetchall()]


def count(*, question: Question, round: int | None = None, joined: int | None = None) -> Result:
    """Count a question. The question's version was read before the rows, so never claims more."""
    if joined is None:
        joined = Participant.objects.filter(session_id=question.session_id).count()
    kind = kinds.get(question.kind)
    answers = counted(question.pk, round or question.round)
    return Result(question, joined, kind.tally(question.spec, answers))


def load(*, session_id: int, keys: Sequence[str]) -> dict[str, Result]:
    """Count several questions of a session, by key."""
    questions = Question.objects.filter(session_id=session_id, key__in=keys)
    joined = Participant.objects.filter(session_id=session_id).count()
    return {question.key: count(question=question, joined=joined) for question in questions}


def drawing(result: Result) -> dict[str, Any]:
    """Everything a screen needs to draw one question: figure, table, sentence, cards."""
    question = result.question
    kind = kinds.get(question.kind)
    return {
        "figure": kind.figure(question.spec, result.tally),
        "table": kind.table(question.spec, result.tally),
        "sentence": kind.sentence(question.spec, result.tally),
        "cards": kind.cards(question.spec, result.tally),
    }


HIDDEN: dict[str, Any] = {"figure": None, "table": None, "sentence": None, "cards": None}


def pair_drawing(good: Result, less: Result, labels: Sequence[str]) -> dict[str, Any]:
    """Two choices that share their options, as one mirrored chart; `labels`: good, less."""
    both = (
        good.question.spec["options"],
        good.tally["counts"],
        good.answered,
        less.tally["counts"],
        less.answered,
        *labels,
    )
    return {
        "figure": figures.pair(*both),
        "table": figures.pair_table(*both),
        "sentence": figures.pair_sentence(*both),
        "cards": None,
    }
