"""Participants: one row for each device in a session, made when it comes back with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
from django.db import connection, transaction
from django.utils import timezone

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import access
from polls.sql import value_marks

NOBODY = 0  # a device that may look, and answers nothing


@dataclass(frozen=True, slots=True)
class Arrival:
    """A device that comes in; one that may not be `new` has to be known already."""

    session_id: int
    key_hash: str
    new: bool = field(default=True, compare=False)


class Guest(NamedTuple):
    """A participant's id; `new` for a device that was never here, so has no answers."""

    id: int
    new: bool


@transaction.atomic
def admit_arrivals(*, arrivals: Sequence[Arrival]) -> list[Guest | PollsError]:
    """The participant of each arrival; new devices are added, all in one transaction.

    Nobody joins a session that has ended or whose door is closed: a device that it does not
    know is NOBODY there, and so is one that may not be new.
    One that was deleted is unknown.
    Of two arrivals of a new device only the first is told that it is new.
    """
    sessions = LiveSession.objects.filter(pk__in={each.session_id for each in arrivals})
    found = sessions.values_list("pk", "ended", "door_closed")
    takes_new = {pk: ended is None and not closed for pk, ended, closed in found}
    live = {pk for pk, takes in takes_new.items() if takes}
    coming = [each for each in dict.fromkeys(arrivals) if each.session_id in live and each.new]
    added = insert_missing(coming)
    known = {**added, **find_ids([each for each in dict.fromkeys(arrivals) if each not in added])}
    return [
        Guest(known.get(each, NOBODY), new=added.pop(each, None) is not None)
        if each.session_id in takes_new
        else access.unknown_code()
        for each in arrivals
    ]


def insert_missing(arrivals: Sequence[Arrival]) -> dict[Arrival, int]:
    """The ids of those that were not there yet."""
    if not arrivals:
        return {}
    minute = timezone.now().replace(second=0, microsecond=0)
    joined = connection.ops.adapt_datetimefield_value(minute)
    with connection.cursor() as cursor:
        cursor.execute(  # the only thing put into the text is a number of %s
            "INSERT INTO polls_participant (session_id, key_hash, joined) VALUES "  # noqa: S608
            + ", ".join(["(%s, %s, %s)"] * len(arrivals))
            + " ON CONFLICT (session_id, key_hash) DO NOTHING RETURNING session_id, key_hash, id",
            [part for each in arrivals for part in (each.session_id, each.key_hash, joined)],
        )
        return {Arrival(session, hash): pk for session, hash, pk in cursor.fetchall()}


def find_ids(arrivals: Sequence[Arrival]) -> dict[Arrival, int]:
    if not arrivals:
        return {}
    sessions, hashes = {each.session_id for each in arrivals}, {each.key_hash for each in arrivals}
    with connection.cursor() as cursor:
        cursor.execute(  # the only thing put into the text is a number of %s
            "SELECT session_id, key_hash, id FROM polls_participant"  # noqa: S608
            f" WHERE session_id IN ({value_marks(sessions)})"
            f" AND key_hash IN ({value_marks(hashes)})",
            [*sessions, *hashes],
        )
        return {Arrival(session, hash): pk for session, hash, pk in cursor.fetchall()}


def read_answers(
    *, rounds: Sequence[tuple[int, int]], participant_ids: Sequence[int] | None = None
) -> dict[int, dict[int, tuple[Any, int]]]:
    """What participants answered: participant -> question -> (value, seq).

    `rounds` are the (question id, round) asked about; None for everyone's.
    """
    found: dict[int, dict[int, tuple[Any, int]]] = {}
    if participant_ids is not None and not participant_ids:
        return found  # PostgreSQL takes no empty list
    wanted = (
        ""
        if participant_ids is None
        else f" AND participant_id IN ({value_marks(participant_ids)})"
    )
    for question_id, round in rounds:
        with connection.cursor() as cursor:
            cursor.execute(  # the only thing put into the text is a number of %s
                "SELECT participant_id, value, seq FROM polls_response"  # noqa: S608
                f" WHERE question_id = %s AND round = %s{wanted}",
                [question_id, round, *(participant_ids or ())],
            )
            for participant_id, value, seq in cursor.fetchall():
                found.setdefault(participant_id, {})[question_id] = (orjson.loads(value), seq)
    return found
