"""`api_token`: prints a token once, and nothing else."""

from __future__ import annotations

import io

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client

from workshop.models import ApiToken, AuditEntry

pytestmark = pytest.mark.django_db


def run(*arguments: str) -> str:
    out = io.StringIO()
    call_command("api_token", *arguments, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize(("scope", "status"), [("read", 403), ("write", 201)])
def test_what_it_prints_is_what_a_program_sends(trainer: User, scope: str, status: int):
    printed = run("trainer", "--scope", scope)

    client = Client(headers={"Authorization": f"Bearer {printed.strip()}"})
    started = client.post(
        "/api/v1/sessions", {"workshop": "beter-samenwerken"}, content_type="application/json"
    )
    assert len(printed.split()) == 1
    assert client.get("/api/v1/sessions").status_code == 200
    assert started.status_code == status
    assert AuditEntry.objects.filter(who="(terminal)", what="access token").count() == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["niemand", "--scope", "read"], "There is no account 'niemand'"),
        (["trainer", "--scope", "alles"], "invalid choice"),
        (["trainer"], "--scope"),
    ],
)
def test_without_an_account_or_a_scope_it_makes_nothing(
    trainer: User, arguments: list[str], says: str
):
    with pytest.raises(CommandError, match=says):
        run(*arguments)

    assert not ApiToken.objects.exists()


def test_an_account_that_is_off_gets_none(trainer: User):
    User.objects.update(is_active=False)

    with pytest.raises(CommandError, match="is switched off"):
        run("trainer", "--scope", "read")
