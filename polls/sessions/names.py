"""How a group is called wherever it stands beside others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from polls.models import LiveSession


def name_group(session: LiveSession) -> str:
    """'Sociaal domein, 12 mrt 2026'."""
    return f"{session.label}, {name_day(session)}" if session.label else name_day(session)


def name_days(sessions: Iterable[LiveSession]) -> dict[int, str]:
    """The day of each of these sessions by its id: with the time, and then the code, where
    two of them would be called the same otherwise."""
    found = list(sessions)
    days = {session.pk: name_day(session) for session in found}
    for more in (name_time, lambda session: session.code):
        times = Counter((session.label, days[session.pk]) for session in found)
        for session in found:
            if times[session.label, days[session.pk]] > 1:
                days[session.pk] += f", {more(session)}"
    return days


def name_time(session: LiveSession) -> str:
    return date_format(timezone.localtime(session.started or session.created), "H:i")


def name_day(session: LiveSession) -> str:
    """The day on which it began; a session that nobody led says so."""
    day = date_format(timezone.localtime(session.started or session.created), "j N Y")
    return _("%(day)s, in eigen tempo") % {"day": day} if session.own_pace else day
