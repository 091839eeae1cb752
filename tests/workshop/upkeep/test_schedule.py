"""Old logins and old entries of the log go, as the answers of participants do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db.models import Model
from django.utils import timezone

from workshop.accounts import audit, lockout
from workshop.models import AuditEntry, WrongPasswords

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def kept() -> list[int]:
    tables: list[type[Model]] = [AuditEntry, WrongPasswords, Session]
    return [table._default_manager.count() for table in tables]


def test_what_was_kept_long_enough_goes_and_the_rest_stays(capsys: Any):
    now = timezone.now()
    logged = timedelta(days=settings.AUDIT_DAYS)
    for age in (logged - HOUR, logged + HOUR):
        audit.record_event(who="trainer", what=audit.What.LOGIN)
        AuditEntry.objects.filter(pk=AuditEntry.objects.latest("pk").pk).update(at=now - age)
    for number, age in enumerate((lockout.FORGET - HOUR, lockout.FORGET + HOUR)):
        WrongPasswords.objects.create(who=str(number), wait_until=now)
        WrongPasswords.objects.filter(who=str(number)).update(last=now - age)
    for number, left in enumerate((HOUR, -HOUR)):
        Session.objects.create(session_key=str(number), expire_date=now + left)

    before = kept()
    call_command("purge")

    assert (before, kept()) == ([2, 2, 2], [1, 1, 1])
    assert "0 sessions purged" in capsys.readouterr().out
