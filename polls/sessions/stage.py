"""What the room sees besides the slides: a cover, a timer; and what is frozen or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import sessions

LONGEST = 3600  # seconds of a timer


@transaction.atomic
def cover(*, session_id: int, overlay: str) -> int:
    """Cover the projector ('blank' or 'qr'); the same cover once more takes it away."""
    session = sessions.running(session_id)
    session.overlay = "" if session.overlay == overlay else LiveSession.Overlay(overlay)
    return sessions.changed(session)


@transaction.atomic
def freeze(*, session_id: int) -> int:
    """Keep the projector on its slide while the desk and the phones go on; or let it go."""
    session = sessions.running(session_id)
    session.frozen = session.position if session.frozen is None else None
    return sessions.changed(session)


@transaction.atomic
def start_timer(*, session_id: int, seconds: int) -> int:
    """Count down for everyone to see. At zero nothing closes: a timer only advises."""
    if not 1 <= seconds <= LONGEST:
        raise PollsError("timer.seconds", _("Kies een tijd van 1 seconde tot en met 60 minuten."))
    session = sessions.running(session_id)
    session.timer_until = timezone.now() + timedelta(seconds=seconds)
    return sessions.changed(session)


@transaction.atomic
def extend_timer(*, session_id: int, seconds: int = 30) -> int:
    session = sessions.running(session_id)
    if session.timer_until is None:
        raise PollsError("timer.none", _("Er loopt geen timer. Start er eerst een."))
    session.timer_until = max(session.timer_until, timezone.now()) + timedelta(seconds=seconds)
    return sessions.changed(session)


@transaction.atomic
def stop_timer(*, session_id: int) -> int:
    session = sessions.running(session_id)
    session.timer_until = None
    return sessions.changed(session)


@transaction.atomic
def skip(*, session_id: int, slides: Sequence[str]) -> int:
    """Leave slides out of this session; when all of them are out, take them in again."""
    session = sessions.running(session_id)
    others = [other for other in session.skipped if other not in slides]
    out = set(slides) <= set(session.skipped)
    session.skipped = others if out else [*others, *dict.fromkeys(slides)]
    return sessions.changed(session)
