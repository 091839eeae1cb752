"""Storing answers: many at a time, each with its own outcome, all or nothing on disk."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import orjson
from django.db import connection, transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import Question

Outcome = Literal["stored", "changed", "duplicate"]
RECEIPTS = 16  # latest ids a participant may repeat on one question and hear the same answer

UPSERT = """
INSERT INTO polls_response (question_id, participant_id, round, seq, value, receipts)
VALUES (%s, %s, %s, %s, %s, %s)
ON CONFLICT (question_id, round, participant_id) DO UPDATE
SET seq = excluded.seq, value = excluded.value, receipts = excluded.receipts
WHERE excluded.seq > polls_response.seq
"""


class Answer(NamedTuple):
    """A cleaned answer of a known participant to a known question.

    `round` None means the current round; `seq` None means newer than what is stored.
    """

    id: str
    question_id: int
    participant_id: int
    round: int | None
    seq: int | None
    value: Any


@dataclass(slots=True)
class Stored:
    """A row as it is, or as this batch will leave it."""

    seq: int
    value: str
    receipts: dict[str, Outcome] = field(default_factory=dict)


Slot = tuple[int, int, int]  # question, round, participant


@transaction.atomic
def record_batch(*, answers: Sequence[Answer]) -> list[Outcome | PollsError]:
    """Store answers in one transaction; the outcomes stand in the order of the answers.

    An answer counts if and only if this transaction commits before the one that closes
    the question: both take the question's row. The highest `seq` of a participant wins.
    A repeated id gets the outcome that it was given first.
    """
    questions = lock_questions({answer.question_id for answer in answers})
    lock_participants({answer.participant_id for answer in answers})
    slots = [slot_of(answer, questions) for answer in answers]
    rows = existing(set(slots))
    touched: dict[Slot, Stored] = {}
    outcomes = [
        decide(answer, questions[answer.question_id], slot, rows, touched)
        for answer, slot in zip(answers, slots, strict=True)
    ]
    write(touched)
    return outcomes


def lock_questions(ids: Collection[int]) -> dict[int, tuple[str, int]]:
    """State and round of each question, held until COMMIT so that a close waits for us.

    SQLite needs no row lock (the transaction began IMMEDIATE). PostgreSQL: NO KEY UPDATE
    and not SHARE, because two batches that share the row and both raise its version
    would wait for each other for ever.
    """
    rows = Question.objects.filter(pk__in=ids).order_by("pk")
    if connection.features.has_select_for_update:
        rows = rows.select_for_update(no_key=True)
    return {pk: (state, round) for pk, state, round in rows.values_list("pk", "state", "round")}


def lock_participants(ids: Collection[int]) -> None:
    """Two processes never decide at once about the same participant."""
    if connection.features.has_select_for_update:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT id FROM polls_participant WHERE id = ANY(%s) ORDER BY id FOR NO KEY UPDATE",
                [list(ids)],
            )


def slot_of(answer: Answer, questions: dict[int, tuple[str, int]]) -> Slot:
    round = answer.round or questions[answer.question_id][1]
    return answer.question_id, round, answer.participant_id


def existing(slots: Collection[Slot]) -> dict[Slot, Stored]:
    """The rows that the batch may change."""
    found: dict[Slot, Stored] = {}
    for question_id, round in {(slot[0], slot[1]) for slot in slots}:
        people = [slot[2] for slot in slots if slot[:2] == (question_id, round)]
        marks = ", ".join(["%s"] * len(people))
        with connection.cursor() as cursor:
            cursor.execute(  # the only thing put into the text is a number of %s
                "SELECT participant_id, seq, value, receipts FROM polls_response"  # noqa: S608
                f" WHERE question_id = %s AND round = %s AND participant_id IN ({marks})",
                [question_id, round, *people],
            )
            for participant_id, seq, value, receipts in cursor.fetchall():
                found[question_id, round, participant_id] = Stored(
                    seq, value, orjson.loads(receipts)
                )
    return found


def decide(
    answer: Answer,
    question: tuple[str, int],
    slot: Slot,
    rows: dict[Slot, Stored],
    touched: dict[Slot, Stored],
) -> Outcome | PollsError:
    """What happens to one answer, given the rows so far; changes `rows` and `touched`."""
    row = rows.get(slot)
    if row and answer.id in row.receipts:
        return row.receipts[answer.id]
    seq = answer.seq or (row.seq + 1 if row else 1)
    if row and seq <= row.seq:
        return "duplicate"
    if refusal := refused(question, slot):
        return refusal
    outcome: Outcome = "changed" if row else "stored"
    receipts = dict(list(row.receipts.items())[1 - RECEIPTS :]) if row else {}
    receipts[answer.id] = outcome
    rows[slot] = touched[slot] = Stored(seq, orjson.dumps(answer.value).decode(), receipts)
    return outcome


def refused(question: tuple[str, int], slot: Slot) -> PollsError | None:
    state, round = question
    if slot[1] != round:
        return PollsError(
            "question.round_stale",
            _("Er is een nieuwe ronde begonnen. Kijk naar de vraag en antwoord opnieuw."),
        )
    match state:
        case Question.State.OPEN:
            return None
        case Question.State.PAUSED:
            return PollsError(
                "question.paused", _("De vraag is even gepauzeerd. Je antwoord is bewaard.")
            )
        case Question.State.WAITING:
            return PollsError("question.waiting", _("De vraag is nog niet open. Wacht even."))
        case _:
            return PollsError("question.closed", _("De vraag is gesloten."))


def write(touched: dict[Slot, Stored]) -> None:
    if not touched:
        return
    with connection.cursor() as cursor:
        cursor.executemany(
            UPSERT,
            [
                (question, person, round, row.seq, row.value, orjson.dumps(row.receipts).decode())
                for (question, round, person), row in touched.items()
            ],
        )
        for question_id in sorted({slot[0] for slot in touched}):
            cursor.execute(
                "UPDATE polls_question SET version = version + 1 WHERE id = %s", [question_id]
            )
