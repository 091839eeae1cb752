"""New devices of one session in one process, by where they came from: many from one hand?

A place is a keyed hash, with a key of this room in this process alone: no address is kept.
"""

from __future__ import annotations

import hashlib
import secrets
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from polls import network

WINDOW = 60.0  # seconds that a new device is remembered
HASTE = 3.0  # seconds from the page to an answer: nobody reads and taps as fast
CONNECTS = 5.0  # seconds after its answer in which a phone has connected or polled
MANY = 30  # devices of one place that behave as no phone does
REMINDED = 600.0  # seconds that a warning stays


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
        self.key = secrets.token_bytes(16)
        self.found: dict[int, Newcomer] = {}  # by participant, oldest first
        self.warned = -REMINDED

    def came(self, person: int, address: str) -> None:
        place = network.network_of(address).encode()
        digest = hashlib.blake2b(place, key=self.key, digest_size=8).digest()
        self.found[person] = Newcomer(digest, self.clock())

    def connected(self, person: int) -> None:
        if newcomer := self.found.get(person):
            newcomer.connected = True

    def answered(self, person: int, *, since: float | None) -> None:
        """Its answer, so many seconds `since` its page was made; None when nobody knows."""
        newcomer = self.found.get(person)
        if newcomer is not None and newcomer.answered is None:
            newcomer.answered = self.clock()
            newcomer.hasty = since is not None and since < HASTE

    def are_many_of_one(self) -> bool:
        """Whether somebody should look, now or in the past ten minutes."""
        now = self.clock()
        self.forget(now)
        everybody = Counter(each.place for each in self.found.values())
        odd = Counter(each.place for each in self.found.values() if each.is_odd(now))
        if any(count >= MANY and 2 * count >= everybody[place] for place, count in odd.items()):
            self.warned = now
        return now - self.warned < REMINDED

    def forget(self, now: float) -> None:
        for person, newcomer in list(self.found.items()):
            if now - newcomer.came <= WINDOW:
                return
            del self.found[person]
