"""A forgotten password: the page tells nobody who is here, and the link is used once."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as site_settings
from django.contrib.auth.models import User
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from tests.workshop.conftest import Mailbox, text_of
from workshop.accounts import forgotten
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/desk/login/forgotten/"
NEW = {"new_password1": "vier-losse-woorden-hier", "new_password2": "vier-losse-woorden-hier"}


@pytest.fixture
def piet(mailbox: Mailbox) -> User:
    return User.objects.create_user("piet", "piet@example.org", "een-lang-wachtwoord")


def link_in(message: Any) -> str:
    (link,) = re.findall(r"^http://testserver(/\S+)$", text_of(message), re.MULTILINE)
    return link


def mailed_link(client: Client, mailbox: Mailbox) -> str:
    client.post(PAGE, {"name": "piet"})
    return link_in(mailbox.wait())


def test_a_forgotten_password_is_replaced_by_mail(client: Client, piet: User, mailbox: Mailbox):
    asked = "Wachtwoord vergeten?" in client.get("/desk/login/").content.decode()
    form = client.get(mailed_link(client, mailbox), follow=True)

    done = client.post(form.redirect_chain[-1][0], NEW, follow=True)

    assert asked
    assert "Je nieuwe wachtwoord is bewaard. Log er nu mee in." in done.content.decode()
    fields = {"username": "piet", "password": NEW["new_password1"]}
    assert client.post("/desk/login/", fields).headers["location"] == "/desk/"
    assert list(AuditEntry.objects.values_list("who", "what", "about")) == [
        ("piet", "password", "mail"),
        ("piet", "login", "password"),
    ]


def test_the_link_does_not_go_around_the_second_factor(
    client: Client, piet: User, mailbox: Mailbox
):
    TOTPDevice.objects.create(user=piet, confirmed=True)
    form = client.get(mailed_link(client, mailbox), follow=True)
    client.post(form.redirect_chain[-1][0], NEW)

    assert client.get("/desk/").status_code == 302
    fields = {"username": "piet", "password": NEW["new_password1"]}
    assert "Vul ook de code" in client.post("/desk/login/", fields).content.decode()


def test_a_link_works_once(client: Client, piet: User, mailbox: Mailbox):
    path = mailed_link(client, mailbox)
    client.post(client.get(path, follow=True).redirect_chain[-1][0], NEW)

    again = Client().get(path, follow=True).content.decode()

    assert "Deze link is al gebruikt of te oud." in again


def test_a_password_that_cannot_be_says_why(client: Client, piet: User, mailbox: Mailbox):
    form = client.get(mailed_link(client, mailbox), follow=True)

    page = client.post(
        form.redirect_chain[-1][0], {"new_password1": "kort", "new_password2": "kort"}
    ).content.decode()

    assert "Dit wachtwoord is te kort." in page
    piet.refresh_from_db()
    assert piet.check_password("een-lang-wachtwoord")


def test_the_page_says_the_same_of_who_is_not_here(client: Client, piet: User, mailbox: Mailbox):
    pages = [client.post(PAGE, {"name": name}) for name in ("niemand", "piet")]

    bodies = {re.sub(r'value="[^"]*"', "", page.content.decode()) for page in pages}
    assert len(bodies) == 1
    assert "Is er een account met deze naam of dit adres" in bodies.pop()
    assert mailbox.wait()["To"] == "piet@example.org"
    forgotten.place.submit(int).result(30)  # behind all that was asked
    assert mailbox.messages == []


def test_who_asks_too_often_waits(client: Client, mailbox: Mailbox):
    replies = [client.post(PAGE, {"name": f"naam-{number}"}) for number in range(6)]

    assert [each.status_code for each in replies] == [200] * 5 + [429]
    assert replies[-1].headers["retry-after"] == "60"
    assert "Probeer het over 1\u00a0minuut." in replies[-1].content.decode()
    assert site_settings.AXES_FAILURE_LIMIT == 5
    forgotten.place.submit(int).result(30)


@pytest.mark.parametrize("fields", [{}, {"name": " "}])
def test_without_a_name_nothing_is_asked(client: Client, mailbox: Mailbox, fields: dict[str, str]):
    page = client.post(PAGE, fields).content.decode()

    assert 'name="name"' in page
    assert "onderweg" not in page


def test_without_mail_the_pages_are_not_there(client: Client, trainer: User):
    assert client.get(PAGE).status_code == 404
    assert client.get(forgotten.link_path(trainer)).status_code == 404
    assert "Wachtwoord vergeten?" not in client.get("/desk/login/").content.decode()
