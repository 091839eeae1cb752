"""Who takes part: one row a device and session, made when it comes back with its key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from polls.models import Participant, Response


@dataclass(frozen=True, slots=True)
class Arrival:
    session_id: int
    key_hash: str


@transaction.atomic
def arrive(*, arrivals: Sequence[Arrival]) -> dict[Arrival, int]:
    """The participant's id for each arrival; new devices are added, all in one transaction."""
    minute = timezone.now().replace(second=0, microsecond=0)
    Participant.objects.bulk_create(
        [
            Participant(session_id=each.session_id, key_hash=each.key_hash, joined=minute)
            for each in dict.fromkeys(arrivals)
        ],
        ignore_conflicts=True,
    )
    rows = Participant.objects.filter(
        session_id__in={each.session_id for each in arrivals},
        key_hash__in={each.key_hash for each in arrivals},
    ).values_list("session_id", "key_hash", "pk")
    return {Arrival(session_id, key_hash): pk for session_id, key_hash, pk in rows}


def answers(
    *, rounds: Sequence[tuple[int, int]], participant_ids: Sequence[int] | None = None
) -> dict[int, dict[int, tuple[Any, int]]]:
    """What participants answered: participant -> question -> (value, seq).

    `rounds` are the (question id, round) asked about; None for everyone's.
    """
    found: dict[int, dict[int, tuple[Any, int]]] = {}
    for question_id, round in rounds:
        rows = Response.objects.filter(question_id=question_id, round=round)
        if participant_ids is not None:
            rows = rows.filter(participant_id__in=participant_ids)
        for participant_id, value, seq in rows.values_list("participant_id", "value", "seq"):
            found.setdefault(participant_id, {})[question_id] = (value, seq)
    return found
