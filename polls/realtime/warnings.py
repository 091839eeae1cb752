"""What the desks of one session are warned of, as this process and the others see it."""

from __future__ import annotations

import time

from polls.models import LiveSession
from polls.realtime.newcomers import Newcomers

DATABASE = "database"  # it is gone
CROWD = "crowd"  # many devices came from one hand
DOOR = "door"  # no new devices are let in
BELIEVED = 3.5  # seconds that another process is


class Warnings:
    def __init__(self) -> None:
        self.held: set[str] = set()
        self.newcomers = Newcomers()
        self.elsewhere: dict[str, float] = {}  # process -> when it last saw a crowd

    @property
    def names(self) -> list[str]:
        return sorted(self.held)

    def hold(self, name: str, holds: bool) -> bool:
        """Whether this changed something."""
        changed = holds != (name in self.held)
        self.held ^= {name} if changed else set()
        return changed

    def heard(self, process: str, crowded: bool) -> None:
        if crowded:
            self.elsewhere[process] = time.monotonic()

    def look(self, session: LiveSession | None) -> bool:
        """Whether there is something new. A crowd is not told of once the door is closed, nor of
        the people that a rehearsal makes up."""
        recent = time.monotonic() - BELIEVED
        crowded = self.newcomers.are_many_of_one() or any(
            heard > recent for heard in self.elsewhere.values()
        )
        closed = session is not None and session.door_closed
        made_up = session is not None and session.rehearsal
        told = self.hold(CROWD, crowded and not closed and not made_up)
        return self.hold(DOOR, closed) or told
