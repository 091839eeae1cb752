"""The log of what people did, in a terminal."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db


def printed(capsys: Any, **options: Any) -> Any:
    call_command("audit_log", json=True, **options)
    return [(each["who"], each["about"]) for each in json.loads(capsys.readouterr().out)]


def test_it_is_printed_as_data_by_kind_person_and_day(capsys: Any):
    for who, what, about in (
        ("trainer", What.EXPORT, "11111111 xlsx"),
        ("beheer", What.DELETION, "22222222"),
        ("beheer", What.EXPORT, "oud"),
    ):
        audit.record_event(who=who, what=what, about=about)
    old = timezone.now() - timedelta(days=60)
    AuditEntry.objects.filter(about="oud").update(at=old)

    assert printed(capsys) == [("trainer", "11111111 xlsx"), ("beheer", "22222222")]
    assert printed(capsys, kind="export", days=90) == [
        *(("trainer", "11111111 xlsx"), ("beheer", "oud")),
    ]
    assert printed(capsys, who="beheer", since=timezone.localdate(old).isoformat()) == [
        *(("beheer", "22222222"), ("beheer", "oud")),
    ]
    assert printed(capsys, until="2020-01-01", since="2019-01-01") == []


def test_as_lines_it_has_the_time_of_here(capsys: Any):
    audit.record_event(who="trainer", what=What.LOGIN, about="link")

    call_command("audit_log")

    line = capsys.readouterr().out
    at = timezone.localtime(AuditEntry.objects.get().at).isoformat(timespec="seconds")
    assert line == f"{at}  login          trainer  link\n"


@pytest.mark.parametrize("options", [{"kind": "answers"}, {"since": "gisteren"}])
def test_what_cannot_be_filtered_by_is_refused(options: dict[str, str]):
    with pytest.raises(CommandError):
        call_command("audit_log", **options)
