"""How much one socket may ask: a token bucket, far above what a person can tap."""

from __future__ import annotations

import time

RATE = 50.0  # messages a second that are always fine
BURST = 200.0  # messages at once


class Bucket:
    """Refills at `rate` a second up to `burst`; each message takes one."""

    __slots__ = ("level", "touched")
    rate = RATE
    burst = BURST

    def __init__(self) -> None:
        self.level = self.burst
        self.touched = time.monotonic()

    def take(self) -> bool:
        """False when the bucket is empty: the sender floods."""
        now = time.monotonic()
        self.level = min(self.burst, self.level + (now - self.touched) * self.rate)
        self.touched = now
        if self.level < 1:
            return False
        self.level -= 1
        return True
