"""New devices of one place: as many as a whole municipality has, and not without end.

A place is known by a keyed hash, with a key of this process, for as long as it came lately.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from polls import network
from polls.errors import PollsError

AT_ONCE = 20_000.0  # twice what a process holds sockets for
RATE = 20.0  # a second after that
FORGET = AT_ONCE / RATE  # seconds after which a place has all of it again


@dataclass(slots=True)
class Place:
    left: float
    touched: float


class Joins:
    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.names = network.Names()
        self.places: dict[bytes, Place] = {}
        self.swept = clock()

    def take(self, address: str) -> bool:
        """Whether one more device may come from here; give it back when it was no new one."""
        place = self.of(address)
        if place.left < 1:
            return False
        place.left -= 1
        return True

    def give_back(self, address: str) -> None:
        self.of(address).left += 1

    def of(self, address: str) -> Place:
        self.sweep()
        now = self.clock()
        place = self.places.setdefault(self.names.of(address), Place(AT_ONCE, now))
        place.left = min(AT_ONCE, place.left + (now - place.touched) * RATE)
        place.touched = now
        return place

    def sweep(self) -> None:
        now = self.clock()
        if now - self.swept > FORGET:
            self.swept = now
            self.places = {
                name: each for name, each in self.places.items() if now - each.touched < FORGET
            }


def too_many() -> PollsError:
    return PollsError(
        "join.wait",
        _("Er komen hier heel veel toestellen tegelijk bij. Probeer het zo opnieuw."),
        retry_after=2,
    )
