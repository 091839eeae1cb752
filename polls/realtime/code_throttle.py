"""People who try codes that do not exist are slowed down, an address at a time.

A whole town hall can sit behind one address. So nobody is refused for long, a code that
was once right from an address stays so, and anyone who has the cookie of a session never waits.
Addresses are kept as a hash with a key that only this process knows, for ten minutes.
"""

from __future__ import annotations

import asyncio
import hmac
import secrets
import time
from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from polls import network
from polls.errors import PollsError

BURST = 30.0  # wrong codes at once: what a room of a thousand mistypes
RATE = 0.5  # wrong codes a second after that
WAIT = 10.0  # seconds that somebody waits for a turn
STEP = 0.25  # seconds between two looks
WAITING = 500  # people of one address who wait at once
FORGET = 600.0  # seconds


@dataclass(slots=True)
class Address:
    level: float = BURST
    touched: float = field(default_factory=time.monotonic)
    right: set[str] = field(default_factory=set)
    waiting: int = 0

    def refill(self) -> None:
        now = time.monotonic()
        self.level = min(BURST, self.level + (now - self.touched) * RATE)
        self.touched = now


class Guesses:
    def __init__(self) -> None:
        self.key = secrets.token_bytes(16)
        self.addresses: dict[bytes, Address] = {}
        self.swept = time.monotonic()

    def of(self, address: str) -> Address:
        self.sweep()
        digest = hmac.digest(self.key, network.network_of(address).encode(), "sha256")[:16]
        return self.addresses.setdefault(digest, Address())

    def sweep(self) -> None:
        now = time.monotonic()
        if now - self.swept > FORGET:
            self.swept = now
            self.addresses = {
                digest: each
                for digest, each in self.addresses.items()
                if now - each.touched < FORGET or each.waiting
            }

    def knows(self, address: str, code: str) -> None:
        """This code is right at this address: whoever sits there may enter at once."""
        here = self.of(address)
        if code not in here.right:
            here.level += 1  # the code was right: the try did not count
            here.right.add(code)

    async def turn(self, address: str, code: str) -> None:
        """Wait until a code may be tried from this address; raises PollsError.

        Whoever was right says so with `knows`; the others have used up a try.
        """
        here = self.of(address)
        deadline = time.monotonic() + WAIT
        here.waiting += 1
        try:
            while code not in here.right:
                here.refill()
                if here.level >= 1:
                    here.level -= 1
                    return
                if here.waiting > WAITING or time.monotonic() > deadline:
                    raise PollsError(
                        "guess.wait",
                        _("Er zijn veel foute codes geprobeerd. Probeer het zo opnieuw."),
                        retry_after=1 / RATE,
                    )
                await asyncio.sleep(STEP)
        finally:
            here.waiting -= 1
