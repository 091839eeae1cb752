"""A null character is refused everywhere, before a database sees it."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.library import workshops

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def trainer(client: Client) -> User:
    user = User.objects.create_user("karin")
    client.force_login(user)
    return user


@pytest.mark.parametrize(
    "address",
    [
        "/desk/?search=a%00b",
        "/desk/?a%00b=search",
        "/tips/?search=%00",
        "/workshops/a%00b/",
        "/screen/a%00b/",
        "/cohost/%00/",
        "/desk/login/%00/x/",
    ],
)
def test_an_address_with_one_is_refused(client: Client, trainer: User, address: str):
    reply = client.get(address)

    assert reply.status_code == 400
    assert "Dit verzoek klopt niet" in reply.content.decode()


@pytest.mark.parametrize(
    ("address", "fields"),
    [
        ("/desk/", {"deck": "beter-samenwerken", "label": "a\0b"}),
        ("/desk/login/", {"username": "\0", "password": "x"}),
        ("/workshops/", {"act": "blank", "title": "a\0b"}),
        ("/workshops/", {"a\0b": "x"}),
    ],
)
def test_a_form_with_one_is_refused(
    client: Client, trainer: User, address: str, fields: dict[str, str]
):
    assert client.post(address, urlencode(fields), FORM).status_code == 400


def test_other_addresses_and_forms_are_answered(client: Client, trainer: User):
    started = client.post("/desk/", {"deck": "beter-samenwerken", "label": "a b"})

    assert (started.status_code, client.get("/desk/?search=100%2500").status_code) == (302, 200)


def test_a_step_of_a_script_leaves_none_in_a_draft(client: Client, trainer: User):
    workshop = workshops.create_blank(owner=trainer)
    address = f"/workshops/{workshop.slug}/steps/"
    steps = [
        ("set_title", {"slide": "welkom", "title": "Een\0titel"}, 200),
        ("set_picture", {"slide": "welkom", "picture": "a\0b.svg", "alt": "x"}, 400),
        ("set_fields", {"slide": "welkom", "block": "slide", "fields": {"a\0b": "x"}}, 200),
    ]

    statuses = [
        client.post(address, {"step": name, "fields": fields}, "application/json").status_code
        for name, fields, _expected in steps
    ]

    workshop.refresh_from_db()
    assert statuses == [expected for _name, _fields, expected in steps]
    assert ("# Eentitel" in workshop.draft, "\0" in workshop.draft) == (True, False)
