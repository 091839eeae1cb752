"""The clock of this machine: when it jumps while a server runs, or is behind at the start."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.utils import timezone

from polls.models import LiveSession
from workshop.models import AuditEntry

logger = logging.getLogger(__name__)

WORTH_A_LINE = 60.0  # seconds
DAY = 24 * 3600.0
JUMPED = (
    "The clock of this machine jumped by %s while the server ran. When it is wrong now, set it "
    "right (timedatectl set-ntp true): times in reports follow it, and so does the code of a "
    "second factor. A timer that runs in a session: stop it and start it again."
)
AHEAD = (
    "Nothing is removed: the clock of this machine jumped ahead by %s while the server ran, and "
    "answers would go before their day. Set it right, or restart the server when it is right now."
)
BEHIND = (
    "The clock of this machine says {now:%Y-%m-%d %H:%M}, but the newest of what is kept is of "
    "{newest:%Y-%m-%d %H:%M}. Set the clock right (timedatectl set-ntp true)."
)


def steady_seconds() -> float:
    """Seconds that no setting of the clock changes; those in which a laptop sleeps count too."""
    kind = getattr(time, "CLOCK_BOOTTIME", getattr(time, "CLOCK_MONOTONIC", None))
    return time.monotonic() if kind is None else time.clock_gettime(kind)


class Clock:
    """How far the clock is from where it would be, had nobody set it since this was made."""

    def __init__(self) -> None:
        self.begun = time.time() - steady_seconds()
        self.told = 0.0

    def jumped(self) -> timedelta:
        return timedelta(seconds=round(time.time() - steady_seconds() - self.begun))

    def watch(self) -> None:
        """A line in the log for each jump, back and forth."""
        found = self.jumped().total_seconds()
        if abs(found - self.told) > WORTH_A_LINE:
            logger.warning(JUMPED, f"{found - self.told:+.0f} seconds")
            self.told = found

    def may_remove(self) -> bool:
        """Not once it jumped ahead by days: what is kept for days would go at once."""
        if self.jumped().total_seconds() < DAY:
            return True
        logger.error(AHEAD, self.jumped())
        return False


clock = Clock()


def describe_lag() -> str:
    """What to say at a start when the clock is behind what the database has seen; else nothing."""
    now, newest = timezone.now(), find_newest()
    if newest is None or newest <= now + timedelta(seconds=DAY):
        return ""
    return BEHIND.format(now=timezone.localtime(now), newest=timezone.localtime(newest))


def find_newest() -> datetime | None:
    found = [
        LiveSession.objects.order_by("-created").values_list("created", flat=True).first(),
        AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first(),
    ]
    return max((moment for moment in found if moment), default=None)
