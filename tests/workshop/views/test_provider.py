"""The pages of signing in by the provider: there, back, and linking an account."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.workshop.conftest import TRAINER, AtProvider
from workshop.accounts import tokens
from workshop.models import ApiToken, AuditEntry, ProviderAccount

pytestmark = pytest.mark.django_db


def alert(reply: Any) -> str:
    (sentence,) = re.findall(r'role="alert">([^<]*)<', reply.content.decode())
    return html.unescape(sentence)


def test_the_login_leads_there_and_back_to_the_page_that_was_asked_for(
    client: Client, at_provider: AtProvider
):
    page = client.get("/desk/login/?next=/workshops/").content.decode()
    (link,) = re.findall(r'href="(/desk/login/provider/[^"]*)"', page)

    reply = at_provider.come(client, start=client.get(link))

    assert "Log in via het stadhuis" in page
    assert reply.headers["location"] == "/workshops/"
    found = AuditEntry.objects.values_list("who", "what", "about")
    assert list(found) == [
        ("(provider)", "account", "piet: made, trainer"),
        ("piet", "login", "provider"),
    ]


def test_nobody_is_led_to_another_site(client: Client, at_provider: AtProvider):
    start = client.get("/desk/login/provider/?next=https://elders.example.org/")

    assert at_provider.come(client, start=start).headers["location"] == "/desk/"


@pytest.mark.parametrize(
    ("person", "sentence"),
    [
        (
            {key: TRAINER[key] for key in ("sub", "email")},
            "Bij het inloggen is niet meegestuurd bij welke groepen je hoort. "
            "Vraag je beheerder om dat in te stellen.",
        ),
        (
            TRAINER | {"groups": ["iedereen"]},
            "Je hoort niet bij een groep die hier mag werken. "
            "Vraag je beheerder om je toe te voegen.",
        ),
        (
            TRAINER | {"email": "trainer@example.org"},
            "Er is hier al een account met deze naam of dit e-mailadres. "
            "Vraag je beheerder om een inloglink, en koppel het dan op ‘Je account’.",
        ),
        (None, "Het inloggen via het stadhuis is niet afgemaakt. Probeer het opnieuw."),
    ],
)
def test_who_may_not_come_in_reads_why(
    client: Client, at_provider: AtProvider, person: Any, sentence: str
):
    User.objects.create_user("trainer", "trainer@example.org")
    at_provider.control(person=person)

    reply = at_provider.come(client)

    assert (reply.status_code, alert(reply)) == (403, sentence)
    assert User.objects.count() == 1
    refused = AuditEntry.objects.filter(what="login refused", who="(provider)").count()
    assert refused == (person is not None)


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?state=y"])
def test_a_way_back_without_a_way_there_is_refused(
    client: Client, at_provider: AtProvider, query: str
):
    reply = client.get(f"/desk/login/provider/back/{query}")

    assert reply.status_code == 403
    assert alert(reply).startswith("Het inloggen ")


def test_a_way_back_works_once_and_in_one_browser(client: Client, at_provider: AtProvider):
    start = client.get("/desk/login/provider/")
    back = at_provider.follow(start.headers["location"]).removeprefix("http://testserver")

    statuses = [each.get(back).status_code for each in (Client(), client, Client())]

    assert statuses == [403, 302, 403]


def test_an_account_is_linked_on_its_own_page(
    client: Client, trainer: User, at_provider: AtProvider
):
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")
    elsewhere = Client()
    elsewhere.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")
    button = "Koppel aan het stadhuis" in client.get("/desk/account/").content.decode()

    at_provider.come(client, start=client.post("/desk/login/provider/"))

    page = client.get("/desk/account/").content.decode()
    assert button
    assert "Je logt in via het stadhuis." in page
    assert ProviderAccount.objects.get().user == trainer
    assert elsewhere.get("/desk/").status_code == 302


def test_only_who_pressed_the_button_is_linked(
    client: Client, trainer: User, at_provider: AtProvider
):
    """Whoever is logged in and goes to the provider without it becomes who they are there."""
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")
    client.post("/desk/login/provider/")

    at_provider.come(client, start=client.get("/desk/login/provider/"))

    assert ProviderAccount.objects.get().user.username == "piet"
    assert "Je bent ingelogd als piet." in client.get("/desk/account/").content.decode()


def test_who_stops_halfway_stays_logged_in(client: Client, trainer: User, at_provider: AtProvider):
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")
    at_provider.control(person=None)

    reply = at_provider.come(client, start=client.post("/desk/login/provider/"))

    assert reply.headers["location"] == "/desk/account/"
    assert alert(client.get("/desk/account/")).startswith("Het inloggen via het stadhuis")


def test_an_administrator_sees_who_is_linked_and_can_undo_it(
    client: Client, at_provider: AtProvider
):
    at_provider.come(theirs := Client())
    piet = User.objects.get()
    tokens.make_token(user=piet, name="x", scope="read", by="piet")
    client.force_login(
        User.objects.create_superuser("beheer"), "django.contrib.auth.backends.ModelBackend"
    )
    page = client.get(f"/accounts/{piet.pk}/").content.decode()

    client.post(f"/accounts/{piet.pk}/unlink/")

    assert "Logt in via het stadhuis." in page
    assert theirs.get("/desk/").status_code == 302
    assert not ProviderAccount.objects.exists()
    assert not ApiToken.objects.exists()  # which held as long as the provider said so
    assert at_provider.come(theirs).status_code == 403
