"""What goes by itself once it has been kept long enough: of participants, and of trainers."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.utils import timezone

from polls import retention
from polls.sessions import own_pace
from workshop.accounts import audit, lockout, provider_logins
from workshop.importing import bringing


def run_upkeep() -> retention.Report:
    """As often as you like; what it did with sessions of participants."""
    audit.forget_old()
    lockout.forget_old()
    provider_logins.forget_old()
    bringing.forget_old()
    own_pace.end_over()
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return retention.purge_due()
