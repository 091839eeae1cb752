"""Who may call, what a token opens and closes, and how the interface describes itself."""

from __future__ import annotations

import logging

import pytest
from django.contrib.auth.models import User
from django.test import Client
from openapi_spec_validator import validate

from tests.workshop.api.conftest import Program, code_of
from workshop.accounts import accounts, tokens
from workshop.api import interface
from workshop.models import ApiToken, Workshop

pytestmark = pytest.mark.django_db


def test_without_a_token_there_is_nothing(trainer: User):
    reply = Program().ask("get", "workshops")

    assert (reply.status_code, code_of(reply)) == (401, "token.missing")
    assert reply["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("sent", ["Bearer nonsense", "Basic dHJhaW5lcjp4", "Bearer", "Bearer \xff"])
def test_what_is_no_token_of_ours_opens_nothing(trainer: User, sent: str):
    reply = Client(headers={"Authorization": sent}).get("/api/v1/workshops")

    assert reply.status_code == 401


def test_a_login_is_no_token(client: Client, trainer: User):
    client.force_login(trainer)

    assert client.get("/api/v1/workshops").status_code == 401


def test_a_token_ends_with_its_account(program: Program, trainer: User):
    User.objects.create_superuser("beheer")
    before = program.ask("get", "workshops").status_code
    accounts.change_account(pk=trainer.pk, change="disable", by="beheer")
    reply = program.ask("get", "workshops")

    assert before == 200
    assert (reply.status_code, code_of(reply)) == (401, "token.account_off")


def test_a_revoked_token_opens_nothing(program: Program, trainer: User):
    tokens.revoke_token(user=trainer, pk=ApiToken.objects.get().pk, by="trainer")

    reply = program.ask("get", "workshops")

    assert (reply.status_code, code_of(reply)) == (401, "token.unknown")


def test_a_token_that_reads_changes_nothing(reader: Program):
    reply = reader.ask("post", "sessions", {"workshop": "beter-samenwerken"})

    assert reader.ask("get", "sessions").json() == {"sessions": [], "next": None}
    assert (reply.status_code, code_of(reply)) == (403, "token.read_only")


def test_no_token_stands_in_a_log(program: Program, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    secret = program.defaults["HTTP_AUTHORIZATION"].split("_", 1)[1]

    for place in ("workshops", "nergens", f"sessions/{secret}/results", "workshops?page=x"):
        program.ask("get", place)
    program.ask("post", "sessions", {"workshop": 1})

    assert "/api/v1/" in caplog.text
    assert secret not in caplog.text


def test_it_describes_itself_by_the_standard(client: Client):
    reply = client.get("/api/v1/openapi.json")

    described = reply.json()
    validate(described)
    assert described["openapi"].startswith("3.1")
    assert described["paths"].keys() == {
        "/api/v1/workshops",
        "/api/v1/workshops/{slug}/deck.md",
        "/api/v1/workshops/{slug}/publish",
        "/api/v1/sessions",
        "/api/v1/sessions/{code}/results",
        "/api/v1/sessions/{code}/{action}",
    }
    assert described["components"]["securitySchemes"]["Bearer"]["scheme"] == "bearer"


def test_every_operation_says_what_it_does_and_asks_for_a_token():
    operations = [each for path in interface.describe()["paths"].values() for each in path.values()]

    assert len(operations) == 9
    assert all(each["description"] and each["security"] == [{"Bearer": []}] for each in operations)


def test_workshops_of_another_trainer_are_not_there(program: Program):
    other = User.objects.create_user("other")
    Workshop.objects.create(slug="van-ander", title="Van ander", owner=other, draft="")

    found = {each["slug"] for each in program.ask("get", "workshops").json()["workshops"]}
    reply = program.ask("get", "workshops/van-ander/deck.md")

    assert "beter-samenwerken" in found
    assert "van-ander" not in found
    assert (reply.status_code, code_of(reply)) == (404, "workshop.unknown")
