"""`createsuperuser` without anybody to ask: the rules for passwords hold there too."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError

from tests.workshop.test_commands import run

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("password", ["kort", "password1234"])
def test_a_weak_password_makes_no_administrator(monkeypatch: pytest.MonkeyPatch, password: str):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", password)

    with pytest.raises(CommandError):
        run("createsuperuser", "--noinput", "--username=beheer", "--email=b@example.org")

    assert not User.objects.exists()


def test_a_strong_password_does(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DJANGO_SUPERUSER_PASSWORD", "vier woorden op een rij")

    run("createsuperuser", "--noinput", "--username=beheer", "--email=b@example.org")

    assert User.objects.get().check_password("vier woorden op een rij")
