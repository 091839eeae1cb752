"""Passwords can be switched off, but never before an administrator came in without one."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.workshop.conftest import TRAINER, AtProvider
from workshop.accounts import password_login
from workshop.accounts.login_links import invitation_path, link_path

pytestmark = pytest.mark.django_db
FIELDS = {"username": "trainer", "password": "een-lang-wachtwoord"}


@pytest.fixture
def with_password(trainer: User) -> User:
    trainer.set_password(FIELDS["password"])
    trainer.save()
    return trainer


def come_as(at_provider: AtProvider, group: str) -> None:
    at_provider.control(person=TRAINER | {"groups": [group]})
    at_provider.come(Client())


def test_it_waits_for_an_administrator(
    client: Client, with_password: User, at_provider: AtProvider, settings: Any
):
    settings.PASSWORD_LOGIN = False
    waits = password_login.notes()
    come_as(at_provider, "trainers")
    before = client.post("/desk/login/", FIELDS).status_code
    come_as(at_provider, "beheerders")

    after = Client().post("/desk/login/", FIELDS)

    assert [note.split(" waits")[0] for note in waits] == ["PASSWORD_LOGIN=false"]
    assert password_login.notes() == []
    assert (before, after.status_code) == (302, 403)
    assert "Met een wachtwoord inloggen staat hier uit." in after.content.decode()
    assert 'name="password"' not in Client().get("/desk/login/").content.decode()


def test_a_link_still_lets_in_and_asks_for_no_password(
    client: Client, trainer: User, at_provider: AtProvider, settings: Any
):
    settings.PASSWORD_LOGIN = False
    come_as(at_provider, "beheerders")

    assert client.get(invitation_path(trainer)).headers["location"] == "/desk/"
    assert client.get("/desk/account/password/").headers["location"] == "/desk/account/"


def test_an_account_of_the_provider_gets_no_password(client: Client, at_provider: AtProvider):
    at_provider.come(client)

    for reply in (
        client.get("/desk/account/password/"),
        client.post("/desk/account/password/", {"new_password1": "een-lang-wachtwoord"}),
    ):
        assert reply.headers["location"] == "/desk/account/"
    assert client.get(invitation_path(User.objects.get())).headers["location"] == "/desk/"


def test_a_provider_that_is_away_is_said_at_the_start(settings: Any, db: None):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    (note,) = password_login.notes()

    assert note.startswith("OIDC_ISSUER http://127.0.0.1:9 gives no usable answer")


def test_without_a_provider_there_is_nothing_to_say(client: Client, trainer: User):
    assert password_login.notes() == []
    assert client.get(link_path(trainer)).status_code == 302
    assert "provider" not in client.get("/desk/login/").content.decode()
