"""New devices of one session in one process, by where they came from: many from one hand?

A place is a keyed hash, with a key of this room in this process alone: no address is kept.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from polls import network

WINDOW = 60.0  # seconds that a new device is remembered
HASTE = 3.0  # seconds from the page to an answer: nobody reads and taps as fast
CONNECTS = 5.0  # seconds after its answer in which a phone has connected or polled
MANY = 30  # devices of one place that behave as no phone does
REMINDED = 600.0  # seconds that a warning stays, and that its devices are remembered
MOST = 20_000  # devices that are remembered

Since = Callable[[], float | None]  # seconds since a phone's page was made; None if nobody knows


@dataclass(slots=True)
class Newcomer:
    place: bytes
    came: float
    hasty: bool = False
    answered: float | None = None
    connected: bool = False

    def is_odd(self, now: float) -> bool:
        """Whether it behaves as no phone does: it answers at once, or never connects."""
        if self.answered is None:
            return False
        return self.hasty or (not self.connected and now - self.answered > CONNECTS)


class Newcomers:
    """A room of a thousand behind one address has sockets and reads before it answers; of many
    devices from one hand most do neither. Few odd ones among many others accuse nobody."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.names = network.Names()
        self.found: dict[int, Newcomer] = {}  # by participant, oldest first
        self.odd: dict[int, float] = {}  # participants of one hand, and when each was seen as such
        self.handled: set[int] = set()  # of those, whom a facilitator dealt with
        self.warned = -REMINDED

    def came(self, person: int, address: str) -> None:
        self.found[person] = Newcomer(self.names.of(address), self.clock())

    def connected(self, person: int) -> None:
        if newcomer := self.found.get(person):
            newcomer.connected = True

    def answered(self, person: int, *, since: Since) -> None:
        """Its answer; `since` is only asked at the first one."""
        newcomer = self.found.get(person)
        if newcomer is not None and newcomer.answered is None:
            newcomer.answered = self.clock()
            seconds = since()
            newcomer.hasty = seconds is not None and seconds < HASTE

    def are_many_of_one(self) -> bool:
        """Whether somebody should look, now or in the past ten minutes."""
        now = self.clock()
        self.forget(now)
        everybody = Counter(each.place for each in self.found.values())
        odd = [
            (person, each.place)
            for person, each in self.found.items()
            if each.is_odd(now) and person not in self.handled
        ]
        counts = Counter(place for _person, place in odd)
        hands = {
            place
            for place, count in counts.items()
            if count >= MANY and 2 * count >= everybody[place]
        }
        for person, place in odd:
            if place in hands and len(self.odd) < MOST:
                self.odd[person] = now
        if hands:
            self.warned = now
        return now - self.warned < REMINDED

    @property
    def open_ones(self) -> set[int]:
        """The devices of one hand that nobody dealt with yet."""
        return set(self.odd) - self.handled

    def handle(self) -> None:
        """A facilitator dealt with all that are known: it takes as many new ones to warn again."""
        self.handled.update(self.odd)
        self.warned = -REMINDED

    def take_back(self) -> None:
        """What the facilitator did was undone: the warning stands again."""
        self.handled.clear()
        self.warned = max(self.odd.values(), default=-REMINDED)

    def forget(self, now: float) -> None:
        for person, seen in list(self.odd.items()):
            if now - seen >= REMINDED:
                del self.odd[person]
                self.handled.discard(person)
        for person, newcomer in list(self.found.items()):
            if now - newcomer.came <= WINDOW:
                return
            del self.found[person]
