"""Whom a link to a new password is mailed, and how often."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.workshop.conftest import Mailbox
from workshop.accounts import forgotten
from workshop.models import ProviderAccount, WrongPasswords

pytestmark = pytest.mark.django_db


@pytest.fixture
def piet(mailbox: Mailbox) -> User:
    return User.objects.create_user("piet", "piet@example.org", "een-lang-wachtwoord")


@pytest.mark.parametrize("name", ["piet", "piet@example.org", "PIET@example.org"])
def test_an_account_is_found_by_its_name_and_its_address(piet: User, name: str):
    assert forgotten.find_accounts(name) == [piet]


@pytest.mark.parametrize("change", [{"is_active": False}, {"email": ""}])
def test_who_cannot_have_one_gets_none(piet: User, change: dict[str, Any]):
    User.objects.update(**change)

    assert forgotten.find_accounts("piet") == []


def test_an_account_of_the_provider_gets_none(piet: User, settings: Any):
    settings.OIDC_ISSUER = "https://login.example.org"
    ProviderAccount.objects.create(user=piet, issuer=settings.OIDC_ISSUER, subject="x")

    assert forgotten.find_accounts("piet") == []


def test_one_account_gets_one_mail_in_five_minutes(piet: User):
    first, again = forgotten.may_mail(piet), forgotten.may_mail(piet)
    row = WrongPasswords.objects.get()
    WrongPasswords.objects.update(wait_until=row.wait_until - timedelta(minutes=5))

    assert (first, again, forgotten.may_mail(piet)) == (True, False, True)


def test_when_too_many_wait_one_is_left_out(
    mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    class Full:
        def acquire(self, *, blocking: bool) -> bool:
            return False

    monkeypatch.setattr(forgotten, "room", Full())

    assert forgotten.send_later("piet", site="", language="nl") is None
    assert "one was left out" in caplog.text
