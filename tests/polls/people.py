"""Participants for tests."""

from __future__ import annotations

from collections.abc import Sequence

from polls.sessions import participants
from polls.sessions.participants import Arrival, Guest


def arrive(*, arrivals: Sequence[Arrival]) -> dict[Arrival, int]:
    """Let these devices in; the participant's id for each that may come."""
    guests = zip(arrivals, participants.admit_arrivals(arrivals=arrivals), strict=True)
    return {arrival: guest.id for arrival, guest in guests if isinstance(guest, Guest)}
