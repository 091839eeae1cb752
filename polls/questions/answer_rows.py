"""The answers of a round as they are counted: each distinct one once, with how many gave it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple

import orjson
from django.db import connection

from polls.kinds.base import Counted
from polls.models import Question
from polls.sessions import aside
from polls.sql import value_marks

COLUMNS = "value, COUNT(*), COUNT(*) FILTER (WHERE late), COUNT(*) FILTER (WHERE by_hand)"
PIECE = 500  # questions in a statement


class Rows(NamedTuple):
    """The distinct answers with their counts, and how many of all are marked.

    Of answers that were removed `numbers` is what is kept of their tally; `answers` then hold
    one text each, with how many people wrote it. A `tally` stands for answers that are not here.
    """

    answers: list[Counted]
    late: int
    by_hand: int
    numbers: dict[str, Any] | None = None
    tally: dict[str, Any] | None = None


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
            f"SELECT {COLUMNS} FROM polls_response WHERE question_id = %s AND round = %s"  # noqa: S608
            f" AND {aside.counted_only('participant_id', here)}"
            " GROUP BY value ORDER BY MIN(id)",
            [question.pk, round, *here],
        )
        return make_rows(cursor.fetchall())


def make_rows(found: Sequence[Sequence[Any]]) -> Rows:
    return Rows(
        [Counted(orjson.loads(value), count) for value, count, _late, _by_hand in found],
        sum(late for _value, _count, late, _by_hand in found),
        sum(by_hand for *_rest, by_hand in found),
    )


def read_all_rows(questions: Sequence[Question]) -> dict[int, Rows]:
    """As `read_rows`, by its number the current round of each of these questions: together."""
    found = {each.pk: kept for each in questions if (kept := read_kept(each, each.round))}
    others = [each for each in questions if each.pk not in found]
    for start in range(0, len(others), PIECE):
        found |= read_all_stored(others[start : start + PIECE])
    return found


def read_all_stored(questions: Sequence[Question]) -> dict[int, Rows]:
    by_question: dict[int, list[Sequence[Any]]] = defaultdict(list)
    ids, here = [each.pk for each in questions], sorted({each.session_id for each in questions})
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT question_id, {COLUMNS} FROM polls_response"  # noqa: S608
            " JOIN polls_question AS asked ON asked.id = question_id"
            f" WHERE question_id IN ({value_marks(ids)}) AND polls_response.round = asked.round"
            f" AND {aside.counted_only('participant_id', here)}"
            " GROUP BY question_id, value ORDER BY MIN(polls_response.id)",
            [*ids, *here],
        )
        for question_id, *row in cursor.fetchall():
            by_question[question_id].append(row)
    return {each.pk: make_rows(by_question[each.pk]) for each in questions}


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
