"""The page where a trainer makes and revokes access tokens."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.accounts import tokens
from workshop.models import ApiToken

pytestmark = pytest.mark.django_db
PAGE = "/desk/account/tokens/"


def test_a_token_stands_on_one_page_once(desk: Client):
    made = desk.post(PAGE, {"name": "Ons rooster", "scope": "read"})
    later = desk.get(PAGE).content.decode()

    [token] = re.findall(r'value="(polshoogte_[^"]+)"', made.content.decode())
    assert made["Cache-Control"] == "no-store"
    assert tokens.find_token(token).scope == "read"
    assert "Ons rooster" in later
    assert "Alleen lezen" in later
    assert token not in later


def test_a_revoked_token_is_gone(desk: Client):
    desk.post(PAGE, {"name": "Ons rooster", "scope": "write"})

    page = desk.post(PAGE, {"revoke": ApiToken.objects.get().pk}, follow=True).content.decode()

    assert "De toegangssleutel is ingetrokken" in page
    assert "Ons rooster" not in page
    assert not ApiToken.objects.exists()


def test_what_was_filled_in_stays_when_something_is_missing(desk: Client):
    page = desk.post(PAGE, {"name": "Ons rooster", "scope": "x"})

    assert page.status_code == 422
    assert "Kies wat het programma mag" in page.content.decode()
    assert 'value="Ons rooster"' in page.content.decode()
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("pk", ["", "x", "-1", "9" * 30])
def test_a_number_of_no_token_revokes_nothing(desk: Client, trainer: User, pk: str):
    tokens.make_token(user=trainer, name="x", scope="read", by="trainer")

    assert desk.post(PAGE, {"revoke": pk}).status_code == 302
    assert ApiToken.objects.exists()


def test_the_account_leads_to_it(desk: Client):
    assert PAGE in desk.get("/desk/account/").content.decode()
