"""How a group is called wherever it stands beside others."""

from __future__ import annotations

from django.utils import timezone
from django.utils.formats import date_format

from polls.models import LiveSession


def name_group(session: LiveSession) -> str:
    """'Sociaal domein, 12 mrt 2026'."""
    return f"{session.label}, {name_day(session)}" if session.label else name_day(session)


def name_day(session: LiveSession) -> str:
    return date_format(timezone.localtime(session.started or session.created), "j N Y")
