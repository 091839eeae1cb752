"""Devices whose answers are put aside: these are kept, and count nowhere.

Each time that devices are put aside has a number. A participant has that of its time, the
session the latest that holds: whatever is above it was taken back, so that one field of the
session undoes it.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from polls.models import LiveSession, Participant
from polls.sql import value_marks

PIECE = 500  # ids in a statement

# The index is of those that are put aside: where nobody is, this finds nothing at once.
ASIDE = """SELECT person.id FROM polls_participant AS person
JOIN polls_livesession AS its_session ON its_session.id = person.session_id
WHERE person.session_id IN ({sessions})
AND person.aside > 0 AND person.aside <= its_session.aside"""


def counted_only(column: str, sessions: str | Sequence[int]) -> str:
    """A condition on a participant's column; `sessions` are ids that it takes, or a query."""
    inner = sessions if isinstance(sessions, str) else value_marks(sessions)
    return f"{column} NOT IN ({ASIDE.format(sessions=inner)})"


def count_people(session_id: int) -> int:
    """How many joined, without those that are put aside."""
    with connection.cursor() as cursor:
        # Two counts: to look for each of a hundred thousand among those put aside takes longer.
        cursor.execute(
            "SELECT (SELECT COUNT(*) FROM polls_participant WHERE session_id = %s)"  # noqa: S608
            f" - (SELECT COUNT(*) FROM ({ASIDE.format(sessions='%s')}) AS put_aside)",
            [session_id, session_id],
        )
        return int(cursor.fetchone()[0])


def count_aside(session_ids: Sequence[int]) -> dict[int, int]:
    """How many are put aside in each of these sessions that has any."""
    if not session_ids:
        return {}
    query = ASIDE.format(sessions=value_marks(session_ids))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT session_id, COUNT(*) FROM polls_participant"  # noqa: S608
            f" WHERE id IN ({query}) GROUP BY session_id",
            [*session_ids],
        )
        return dict(cursor.fetchall())


def put_aside(session: LiveSession, participant_ids: Sequence[int]) -> None:
    """Count these devices no longer, whatever they send from now on."""
    here = Participant.objects.filter(session=session)
    here.filter(aside__gt=session.aside).update(aside=0)  # was taken back
    session.aside += 1
    for start in range(0, len(participant_ids), PIECE):
        piece = participant_ids[start : start + PIECE]
        here.filter(pk__in=piece, aside=0).update(aside=session.aside)


def take_back(session: LiveSession) -> None:
    """Count all of them again."""
    session.aside = 0
