"""What the desks of one session are warned of, as this process and the others see it."""

from __future__ import annotations

import time
from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from polls.models import LiveSession
from polls.realtime.newcomers import Newcomers

DATABASE = "database"  # it is gone
CROWD = "crowd"  # many devices came from one hand
DOOR = "door"  # no new devices are let in
ASIDE = "aside"  # devices are put aside
BELIEVED = 3.5  # seconds that another process is


class Told(NamedTuple):
    """What another process last said of a crowd: its participants, and when."""

    odd: frozenset[int]
    heard: float


class Warnings:
    def __init__(self) -> None:
        self.held: set[str] = set()
        self.newcomers = Newcomers()
        self.elsewhere: dict[str, Told] = {}  # process -> a crowd that it sees
        self.handled: datetime | None = None  # when a facilitator dealt with a crowd
        self.deaf_until = 0.0  # others need a moment to hear that it was dealt with

    @property
    def names(self) -> list[str]:
        return sorted(self.held)

    def hold(self, name: str, holds: bool) -> bool:
        """Whether this changed something."""
        changed = holds != (name in self.held)
        self.held ^= {name} if changed else set()
        return changed

    def heard(self, process: str, crowded: bool, odd: Collection[int] = ()) -> None:
        now = time.monotonic()
        if crowded and now >= self.deaf_until:
            self.elsewhere[process] = Told(frozenset(odd), now)

    def find_odd(self) -> set[int]:
        """The participants of the crowd that desks are warned of, wherever they came in."""
        recent = time.monotonic() - BELIEVED
        others = [told.odd for told in list(self.elsewhere.values()) if told.heard > recent]
        return self.newcomers.open_ones.union(*others)

    def look(self, session: LiveSession | None) -> bool:
        """Whether there is something new. The people that a rehearsal makes up are no crowd."""
        if session is not None:
            self.hear_of_handling(session.crowd_handled)
        recent = time.monotonic() - BELIEVED
        crowded = self.newcomers.are_many_of_one() or any(
            told.heard > recent for told in self.elsewhere.values()
        )
        made_up = session is not None and session.rehearsal
        news = [
            self.hold(CROWD, crowded and not made_up),
            self.hold(DOOR, session is not None and session.door_closed),
            self.hold(ASIDE, session is not None and session.aside > 0),
        ]
        return any(news)

    def hear_of_handling(self, when: datetime | None) -> None:
        """A facilitator dealt with the crowd, or took that back."""
        if when == self.handled:
            return
        if when is not None and (self.handled is None or when > self.handled):
            self.newcomers.handle()
            self.elsewhere.clear()
            self.deaf_until = time.monotonic() + BELIEVED
        else:
            self.newcomers.take_back()
        self.handled = when
