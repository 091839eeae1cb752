"""The log of who did what: written, read, and forgotten after a year."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from workshop.accounts import audit
from workshop.accounts.audit import KEPT, What
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


def written(about: str, age: timedelta) -> None:
    audit.record_event(who="trainer", what=What.EXPORT, about=about)
    AuditEntry.objects.filter(about=about).update(at=timezone.now() - age)


def test_who_did_what_about_what():
    audit.record_event(who=audit.TERMINAL, what=What.EXPORT, about="12345678 json")
    audit.record_event(who="trainer", what=What.LOGOUT)

    found = AuditEntry.objects.order_by("pk").values_list("who", "what", "about")
    assert list(found) == [("(terminal)", "export", "12345678 json"), ("trainer", "logout", "")]


def test_the_entries_of_some_days():
    written("nu", timedelta())
    written("gisteren", timedelta(hours=23))
    written("eerder", timedelta(hours=25))

    assert {each.about for each in audit.recent_entries(days=1)} == {"nu", "gisteren"}
    assert {each.about for each in audit.recent_entries(days=2)} == {"nu", "gisteren", "eerder"}


def test_after_a_year_an_entry_goes():
    written("net niet", KEPT - timedelta(hours=1))
    written("net wel", KEPT + timedelta(hours=1))

    audit.forget_old()

    assert [each.about for each in AuditEntry.objects.all()] == ["net niet"]
