"""The log of who did what: written, read, and forgotten when it is old."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from polls.errors import PollsError
from workshop.accounts import audit
from workshop.accounts.audit import Filter, What
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


def test_the_entries_of_a_person_a_kind_and_some_days():
    today = timezone.localdate()
    written("nu", timedelta())
    written("eerder", timedelta(days=3))
    audit.record_event(who="beheer", what=What.LOGIN, about="password")

    def found(**fields: str) -> list[str]:
        return [each.about for each in audit.find_entries(audit.read_filter(**fields))]

    assert found() == ["nu", "eerder", "password"]
    assert found(who="beheer") == ["password"]
    assert found(what="export") == ["nu", "eerder"]
    assert found(since=today.isoformat()) == ["nu", "password"]
    assert found(until=(today - timedelta(days=1)).isoformat()) == ["eerder"]
    assert found(since="1900-01-01", until="9000-12-31") == ["nu", "eerder", "password"]


def test_a_day_begins_at_midnight_here(settings: Any):
    settings.TIME_ZONE = "Europe/Amsterdam"

    assert audit.start_of(date(2026, 7, 1)).isoformat() == "2026-07-01T00:00:00+02:00"


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"what": "answers"}, "log.kind"),
        ({"since": "gisteren"}, "log.day"),
        ({"until": "2026-02-30"}, "log.day"),
        ({"since": "0001-01-01"}, "log.day"),
        ({"until": "9999-12-31"}, "log.day"),
        ({"since": "2026-02-02", "until": "2026-02-01"}, "log.day"),
    ],
)
def test_a_filter_that_cannot_be_is_refused(fields: dict[str, str], code: str):
    with pytest.raises(PollsError) as refused:
        audit.read_filter(**fields)

    assert refused.value.code == code
    assert audit.read_filter(what="export", since="2026-02-01") == Filter(
        what="export", since=date(2026, 2, 1)
    )


def test_a_session_that_is_looked_at_again_is_one_visit():
    for session in ("11111111", "11111111", "22222222"):
        audit.record_view(who="beheer", session=session)
    AuditEntry.objects.filter(about="11111111").update(at=timezone.now() - audit.ONE_VISIT)
    audit.record_view(who="beheer", session="11111111")

    found = AuditEntry.objects.values_list("what", "about")
    assert list(found) == [("view", "11111111"), ("view", "22222222"), ("view", "11111111")]


def test_every_kind_has_words():
    assert audit.words().keys() == set(What)


def test_an_entry_goes_when_it_is_old_enough(settings: Any):
    settings.AUDIT_DAYS = 30
    written("net niet", timedelta(days=30, hours=-1))
    written("net wel", timedelta(days=30, hours=1))

    audit.forget_old()

    assert [each.about for each in AuditEntry.objects.all()] == ["net niet"]
