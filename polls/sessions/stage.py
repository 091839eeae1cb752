"""What the room sees besides the slides: a cover, a timer; what of the results is in view; and
what is frozen or skipped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession

LONGEST = 3600  # seconds of a timer
MORE = 30  # seconds that are added at once
MOST_PAGES = 999  # of answers


def cover_screen(session: LiveSession, overlay: LiveSession.Overlay) -> None:
    """Cover the projector; the same cover once more takes it away."""
    session.overlay = "" if session.overlay == overlay else overlay


def freeze_screen(session: LiveSession) -> None:
    """Keep the projector on its slide while the desk and the phones go on; or let it go."""
    session.frozen = session.position if session.frozen is None else None


def look_at(session: LiveSession, slide: str, *, view: str, page: int | None) -> None:
    """Turn every projector to one of a slide's results, or to another page of its answers."""
    if page is None or not 1 <= page <= MOST_PAGES:
        raise PollsError("look.page", _("Deze pagina met antwoorden is er niet."))
    session.looks = {**session.looks, slide: {"view": view, "page": page}}


def look_anew(session: LiveSession, slide: str) -> None:
    """A slide's results begin with the first of them, and with its first page."""
    session.looks = {other: look for other, look in session.looks.items() if other != slide}


def turn_tables(session: LiveSession) -> None:
    """Charts on the projector become tables, or charts again."""
    session.tables = not session.tables


def start_timer(session: LiveSession, seconds: int | None) -> None:
    """Count down for everyone to see. At zero nothing closes: a timer only advises."""
    if seconds is None or not 1 <= seconds <= LONGEST:
        raise PollsError(
            "timer.seconds", _("Kies een tijd van 1\u00a0seconde tot en met 60\u00a0minuten.")
        )
    session.timer_until = timezone.now() + timedelta(seconds=seconds)


def extend_timer(session: LiveSession) -> None:
    if session.timer_until is None:
        raise PollsError("timer.none", _("Er loopt geen timer. Start er eerst een."))
    session.timer_until = max(session.timer_until, timezone.now()) + timedelta(seconds=MORE)


def stop_timer(session: LiveSession) -> None:
    session.timer_until = None


def skip_slides(session: LiveSession, slides: Sequence[str]) -> None:
    """Leave slides out of this session; when all of them are out, take them in again."""
    others = [other for other in session.skipped if other not in slides]
    out = set(slides) <= set(session.skipped)
    session.skipped = others if out else [*others, *dict.fromkeys(slides)]
