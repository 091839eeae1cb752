"""What the provider says is believed when it is theirs, for us, and of now."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx
import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client, RequestFactory

from polls.errors import PollsError
from tests.workshop.conftest import AtProvider, provider_runs, set_up
from workshop.accounts import provider

pytestmark = pytest.mark.django_db


def said(reply: Any) -> str:
    """The one sentence of a refusal."""
    assert reply.status_code == 403
    (sentence,) = re.findall(r'role="alert">([^<]*)<', reply.content.decode())
    return html.unescape(sentence)


def test_a_trainer_of_the_provider_comes_in(client: Client, at_provider: AtProvider):
    reply = at_provider.come(client)

    user = User.objects.get()
    assert reply.headers["location"] == "/desk/"
    assert client.get("/desk/").status_code == 200
    assert (user.username, user.email, user.is_superuser) == ("piet", "piet@example.org", False)
    assert not user.has_usable_password()


def test_groups_may_stand_in_the_token_itself(client: Client, settings: Any):
    with provider_runs("http://testserver", "in-token") as issuer:
        at_provider = set_up(settings, issuer)
        provider.find_addresses().pop("userinfo_endpoint")

        at_provider.come(client)

    assert User.objects.get().username == "piet"


def test_the_code_is_asked_for_with_pkce_and_a_nonce(client: Client, at_provider: AtProvider):
    asked = httpx.URL(client.get("/desk/login/provider/").headers["location"]).params

    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) == len(asked["state"]) == 32


@pytest.mark.parametrize(("before", "between"), [(2 * 3600, 2 * 3600), (0, -2 * 3600)])
def test_a_wrong_clock_is_said(client: Client, at_provider: AtProvider, before: int, between: int):
    """Ahead; and behind, once the browser has the provider's cookies, which would be too old."""
    at_provider.control(clock=before)
    start = client.get("/desk/login/provider/")
    back = at_provider.follow(start.headers["location"]).removeprefix("http://testserver")
    at_provider.control(clock=between)

    reply = client.get(back)

    at_provider.control(clock=0)
    assert said(reply) == (
        "De klok van het stadhuis en die van deze server lopen niet gelijk. Vraag je beheerder."
    )
    assert not User.objects.exists()


def test_a_provider_that_is_away_is_said(client: Client, at_provider: AtProvider, settings: Any):
    settings.OIDC_ISSUER = "http://127.0.0.1:9"

    assert said(client.get("/desk/login/provider/")) == (
        "Inloggen via het stadhuis lukt nu niet: daar komt geen bruikbaar antwoord. Probeer het zo."
    )


def test_a_provider_that_goes_away_halfway_is_said(client: Client, at_provider: AtProvider):
    start = client.get("/desk/login/provider/")
    back = at_provider.follow(start.headers["location"])
    provider.find_addresses()
    cache.set(
        at_provider.issuer, provider.find_addresses() | {"token_endpoint": "http://127.0.0.1:9"}
    )

    reply = client.get(back.removeprefix("http://testserver"))

    cache.delete(at_provider.issuer)
    assert "geen bruikbaar antwoord" in said(reply)
    assert not User.objects.exists()


def test_the_secret_is_checked_there(client: Client, at_provider: AtProvider, settings: Any):
    settings.OIDC_RP_CLIENT_SECRET = "een ander"

    assert "geen bruikbaar antwoord" in said(at_provider.come(client))


def test_another_issuer_is_not_believed(at_provider: AtProvider, settings: Any):
    settings.OIDC_ISSUER = f"{at_provider.issuer}/"

    with pytest.raises(PollsError) as refused:
        provider.find_addresses()

    assert refused.value.code == "provider.away"


def test_a_password_is_not_its_business(rf: RequestFactory, at_provider: AtProvider):
    request = rf.post("/desk/login/?code=x&state=y")

    assert provider.Backend().authenticate(request, username="piet", password="x") is None
    assert authenticate(request, username="piet", password="x") is None


def test_without_a_provider_its_logins_are_nobodys(
    client: Client, at_provider: AtProvider, settings: Any
):
    at_provider.come(client)
    settings.OIDC_ISSUER = ""

    assert client.get("/desk/").status_code == 302
    assert client.get("/desk/login/provider/").status_code == 404
    assert client.get("/desk/login/provider/back/").status_code == 404
