"""Storing answers: many at a time, each with its own outcome, all or nothing on disk."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Literal, NamedTuple

import orjson
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from polls.errors import PollsError
from polls.models import Question
from polls.questions.questions import GRACE
from polls.sessions import access
from polls.sql import one_of

Outcome = Literal["stored", "changed", "duplicate"]
OUTCOMES: dict[str, Outcome] = {"s": "stored", "c": "changed"}
RECEIPTS = 16  # latest ids a participant may repeat on one question and hear the same answer
RECEIPT = 21  # characters of one: the id's token and the first letter of its outcome

# Nothing keeps in order what one person sends from two tabs, over a socket and a form, through
# two processes. Each tap has a higher `seq` than the one before, and the highest wins.
# `decide_outcome` compared already, with rows that it read while it held the question's row; the
# guard at the end has the database itself refuse to go back, whoever else writes.
INSERT = """
INSERT INTO polls_response (question_id, participant_id, round, seq, value, receipts, late, by_hand)
"""
NEWEST_WINS = """
ON CONFLICT (question_id, round, participant_id) DO UPDATE
SET seq = excluded.seq, value = excluded.value, receipts = excluded.receipts,
    late = excluded.late
WHERE excluded.seq > polls_response.seq
"""
UPSERT = f"{INSERT} VALUES (%s, %s, %s, %s, %s, %s, %s, FALSE) {NEWEST_WINS}"
RAISE = "UPDATE polls_question SET version = version + 1 WHERE "
KEEP = "INSERT INTO polls_batch (question_id, version, people)"
KEPT = 1_024  # batches of a question; whoever counted longer ago counts all of it anew
# For PostgreSQL all of it is one statement, with a list a column: a statement a row would be
# parsed and planned anew for each.
UPSERT_COLUMNS = f"""
WITH raised AS ({RAISE} id = ANY(%s)),
kept AS ({KEEP} SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::jsonb[]))
{INSERT} SELECT answer.*, FALSE FROM unnest(
%s::bigint[], %s::bigint[], %s::smallint[], %s::bigint[], %s::jsonb[], %s::text[], %s::boolean[]
) AS answer {NEWEST_WINS}"""  # noqa: S608  # only our own words are put into it


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
    receipts: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A question as this batch finds it; `grace` when it takes answers although closed."""

    state: str
    round: int
    version: int
    grace: bool = False


Slot = tuple[int, int, int]  # question, round, participant


def token_of(id: str) -> str:
    """An id as it stands in receipts: its hash in 20 characters."""
    return b64encode(blake2b(id.encode(), digest_size=15).digest()).decode()


def outcome_of(token: str, receipts: str) -> Outcome | None:
    """What an id was told, when it is still remembered."""
    place = receipts.find(token)
    return OUTCOMES.get(receipts[place + len(token)]) if place % RECEIPT == 0 else None


@transaction.atomic
def record_batch(*, answers: Sequence[Answer]) -> list[Outcome | PollsError]:
    """Store answers in one transaction; the outcomes stand in the order of the answers.

    An answer counts if and only if this transaction commits before the one that closes
    the question: both take the question's row. Only leaving a slide gives a grace, in
    which an answer that names its round still counts, marked as late. The highest `seq`
    of a participant wins. A repeated id gets the outcome that it was given first.
    """
    questions = lock_questions({answer.question_id for answer in answers})
    here = [answer for answer in answers if answer.question_id in questions]
    slots = [slot_of(answer, questions) for answer in here]
    rows = read_existing(set(slots))
    touched: dict[Slot, Stored] = {}
    decided = [
        decide_outcome(answer, questions[answer.question_id], slot, rows, touched)
        for answer, slot in zip(here, slots, strict=True)
    ]
    write_rows(touched, questions)
    if len(here) == len(answers):
        return decided
    outcomes = iter(decided)
    return [
        next(outcomes) if answer.question_id in questions else access.unknown_code()
        for answer in answers
    ]


def lock_questions(ids: Collection[int]) -> dict[int, Standing]:
    """State, round and grace of each question, held until COMMIT: a close waits for us, and so
    does another process with answers to it, whoever gave them.

    SQLite needs no row lock (the transaction began IMMEDIATE). PostgreSQL: NO KEY UPDATE
    and not SHARE, because two batches that share the row and both raise its version
    would wait for each other for ever.
    """
    wanted, values = one_of("id", sorted(ids))
    hold = " FOR NO KEY UPDATE" if connection.features.has_select_for_update else ""
    now = timezone.now()
    bounds = map(connection.ops.adapt_datetimefield_value, (now, now + GRACE))
    with connection.cursor() as cursor:
        cursor.execute(  # the only thing put into the text is a condition with %s
            "SELECT id, state, round, version, grace_until > %s AND grace_until <= %s"  # noqa: S608
            f" FROM polls_question WHERE {wanted} AND NOT off ORDER BY id{hold}",
            [*bounds, *values],
        )
        return {
            pk: Standing(state, round, version, bool(grace))
            for pk, state, round, version, grace in cursor.fetchall()
        }


def slot_of(answer: Answer, questions: dict[int, Standing]) -> Slot:
    round = answer.round or questions[answer.question_id].round
    return answer.question_id, round, answer.participant_id


def read_existing(slots: Collection[Slot]) -> dict[Slot, Stored]:
    """The rows that the batch may change."""
    found: dict[Slot, Stored] = {}
    for question_id, round in {(slot[0], slot[1]) for slot in slots}:
        people = [slot[2] for slot in slots if slot[:2] == (question_id, round)]
        wanted, ids = one_of("participant_id", people)
        with connection.cursor() as cursor:
            cursor.execute(  # the only thing put into the text is a condition with %s
                "SELECT participant_id, seq, value, receipts FROM polls_response"  # noqa: S608
                f" WHERE question_id = %s AND round = %s AND {wanted}",
                [question_id, round, *ids],
            )
            for participant_id, seq, value, receipts in cursor.fetchall():
                found[question_id, round, participant_id] = Stored(seq, value, receipts)
    return found


def decide_outcome(
    answer: Answer,
    question: Standing,
    slot: Slot,
    rows: dict[Slot, Stored],
    touched: dict[Slot, Stored],
) -> Outcome | PollsError:
    """What happens to one answer, given the rows so far; changes `rows` and `touched`."""
    row = rows.get(slot)
    token = token_of(answer.id)
    if row and (told := outcome_of(token, row.receipts)):
        return told
    seq = answer.seq or (row.seq + 1 if row else 1)
    if row and seq <= row.seq:
        return "duplicate"
    late = question.grace and answer.round is not None
    if refusal := find_refusal(question, slot, late):
        return refusal
    outcome: Outcome = "changed" if row else "stored"
    receipts = token + outcome[0] + (row.receipts[: (RECEIPTS - 1) * RECEIPT] if row else "")
    rows[slot] = touched[slot] = Stored(seq, orjson.dumps(answer.value).decode(), receipts, late)
    return outcome


def find_refusal(question: Standing, slot: Slot, late: bool) -> PollsError | None:
    if slot[1] != question.round:
        return PollsError(
            "question.round_stale",
            _("Er is een nieuwe ronde begonnen. Kijk naar de vraag en antwoord opnieuw."),
        )
    if late:
        return None
    match question.state:
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


def write_rows(touched: dict[Slot, Stored], questions: dict[int, Standing]) -> None:
    if not touched:
        return
    rows = [
        (question, person, round, row.seq, row.value, row.receipts, row.late)
        for (question, round, person), row in touched.items()
    ]
    people: dict[int, list[int]] = {}
    for question, _round, person in touched:
        people.setdefault(question, []).append(person)
    batches = [
        (question, questions[question].version + 1, orjson.dumps(changed).decode())
        for question, changed in people.items()
    ]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            columns = map(list, [*zip(*batches, strict=True), *zip(*rows, strict=True)])
            cursor.execute(UPSERT_COLUMNS, [sorted(people), *columns])
        else:
            cursor.executemany(UPSERT, rows)
            cursor.executemany(f"{RAISE} id = %s", [(question,) for question in people])
            cursor.executemany(f"{KEEP} VALUES (%s, %s, %s)", batches)
        for question, version, _people in batches:
            if version % KEPT == 0:
                cursor.execute(
                    "DELETE FROM polls_batch WHERE question_id = %s AND version <= %s",
                    [question, version - KEPT],
                )
