"""`add_trainer`, as a person or a program at a terminal uses it."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError
from django.test import Client

from tests.workshop.test_commands import run

pytestmark = pytest.mark.django_db


def test_the_link_that_is_printed_lets_its_trainer_in():
    printed = json.loads(run("add_trainer", "nieuw", "--email", "n@example.org", "--json"))

    path = "/" + printed["invite_url"].split("/", 3)[3]
    user = User.objects.get()
    assert printed.keys() == {"username", "invite_url"}
    assert (user.username, user.email, user.is_superuser) == ("nieuw", "n@example.org", False)
    assert Client().get(path).headers["location"] == "/desk/account/password/"


def test_an_administrator_is_made_on_request():
    lines = run("add_trainer", "beheer", "--admin").splitlines()

    assert [line.split(":")[0] for line in lines] == ["username", "invite_url"]
    assert User.objects.get().is_superuser


def test_a_name_that_is_taken_is_refused(trainer: User):
    with pytest.raises(CommandError, match="Er is al een account"):
        run("add_trainer", trainer.username)
