"""The answers of a round as they are counted: each distinct one once, with how many gave it."""

from __future__ import annotations

from typing import Any, NamedTuple

import orjson
from django.db import connection

from polls.kinds.base import Counted
from polls.models import Question
from polls.sessions import aside


class Rows(NamedTuple):
    """The distinct answers with their counts, and how many of all are marked.

    Of answers that were removed `numbers` is what is kept of their tally; `answers` then hold
    one text each, with how many people wrote it.
    """

    answers: list[Counted]
    late: int
    by_hand: int
    numbers: dict[str, Any] | None = None


def read_rows(question: Question, round: int) -> Rows:
    """A round's answers in the order in which each first came, or what is kept of them."""
    return read_kept(question, round) or read_stored(question, round)


def read_kept(question: Question, round: int) -> Rows | None:
    """None as long as the answers are still there, or when nobody answered."""
    kept = question.totals.get(str(round))
    if kept is None:
        return None
    answers = [Counted(*text) for text in kept["texts"]]
    return Rows(answers, kept["late"], kept["by_hand"], kept["numbers"])


def read_stored(question: Question, round: int) -> Rows:
    here = [question.session_id]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT value, COUNT(*), COUNT(*) FILTER (WHERE late),"  # noqa: S608
            " COUNT(*) FILTER (WHERE by_hand) FROM polls_response"
            " WHERE question_id = %s AND round = %s"
            f" AND {aside.counted_only('participant_id', here)}"
            " GROUP BY value ORDER BY MIN(id)",
            [question.pk, round, *here],
        )
        rows = cursor.fetchall()
    return Rows(
        [Counted(orjson.loads(value), count) for value, count, _late, _by_hand in rows],
        sum(late for _value, _count, late, _by_hand in rows),
        sum(by_hand for *_rest, by_hand in rows),
    )


def count_people(session_id: int) -> int:
    """How many answered anything, without those that are put aside."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(DISTINCT participant_id) FROM polls_response WHERE question_id IN"  # noqa: S608
            " (SELECT id FROM polls_question WHERE session_id = %s)"
            f" AND {aside.counted_only('participant_id', [session_id])}",
            [session_id, session_id],
        )
        return int(cursor.fetchone()[0])
