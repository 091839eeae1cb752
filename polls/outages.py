"""Something that others run is away: one line when that begins, and one when it ends."""

from __future__ import annotations

import logging
import time

logger = logging.getLogger(__name__)


class Outage:
    def __init__(self, name: str) -> None:
        self.name = name
        self.since: float | None = None

    def began(self, problem: BaseException) -> None:
        if self.since is None:
            self.since = time.monotonic()
            text = (str(problem).splitlines() or [""])[0][:200]
            logger.error("%s is away: %s (%s)", self.name, type(problem).__name__, text)

    def ended(self) -> None:
        if self.since is not None:
            gone, self.since = time.monotonic() - self.since, None
            logger.warning("%s is back after %.0f seconds", self.name, gone)


database = Outage("The database")
layer = Outage("The channel layer")
