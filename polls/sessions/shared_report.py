"""The report to share: which questions are in it, and the link by which others read it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from polls import identity
from polls.errors import PollsError
from polls.models import LiveSession, Question

PROPOSED, LONGEST = timedelta(days=30), timedelta(days=365)  # that a link works


@transaction.atomic
def choose_questions(*, session_id: int, keys: Collection[str]) -> None:
    """Have files to share hold these questions and no others."""
    questions = Question.objects.filter(session_id=session_id)
    if not questions.filter(key__in=keys).exists():
        raise PollsError("report.questions", _("Kies ten minste één vraag om te delen."))
    questions.exclude(key__in=keys).update(private=True)
    questions.filter(key__in=keys).update(private=False)


@transaction.atomic
def open_report(*, session_id: int, until: date) -> None:
    """Let whoever has the link read the report until the end of a day. A link that is there
    stays the same."""
    ensure_day(until)
    sessions = LiveSession.objects.filter(pk=session_id)
    sessions.filter(report_token=None).update(report_token=identity.new_token())
    sessions.update(report_until=until)


def close_report(*, session_id: int) -> None:
    """Take the link back. It never works again."""
    LiveSession.objects.filter(pk=session_id).update(report_token=None, report_until=None)


def find_session(*, token: str) -> LiveSession | None:
    """The session whose report this link opens, or opened."""
    return LiveSession.objects.select_related("deck").filter(report_token=token).first()


def is_open(session: LiveSession) -> bool:
    return session.report_until is not None and timezone.localdate() <= session.report_until


def ensure_day(until: date) -> None:
    """Refuse a day that is over, or too far away."""
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise wrong_day()


def wrong_day() -> PollsError:
    return PollsError("report.day", _("Kies een dag vanaf vandaag, en hooguit een jaar vooruit."))
