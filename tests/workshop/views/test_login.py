"""One-time links log in once, and only the right person."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.views.login import link_path

pytestmark = pytest.mark.django_db


def test_a_link_logs_in_and_leads_to_the_desk(client: Client, trainer: User):
    response = client.get(link_path(trainer))

    assert response.headers["location"] == "/desk/"
    assert client.get("/desk/").status_code == 200


def test_a_link_works_once(client: Client, trainer: User):
    path = link_path(trainer)
    client.get(path)

    again = Client().get(path)

    assert again.status_code == 410
    assert "al gebruikt" in again.content.decode()


def test_a_second_link_ends_with_the_first_login(trainer: User):
    paths = [link_path(trainer), link_path(trainer)]

    statuses = [Client().get(path).status_code for path in paths]

    assert statuses == [302, 410]


def test_a_used_link_still_leads_its_owner_to_the_desk(client: Client, trainer: User):
    path = link_path(trainer)
    client.get(path)

    assert client.get(path).headers["location"] == "/desk/"


def test_a_preview_does_not_use_up_a_link(client: Client, trainer: User):
    path = link_path(trainer)

    client.head(path)

    assert client.get(path).status_code == 302


def test_a_link_is_no_one_elses(client: Client, trainer: User):
    other = User.objects.create_user("other")
    _start, uid, token = link_path(trainer).rsplit("/", 3)[:-1]
    others_uid = link_path(other).rsplit("/", 3)[1]

    for path in (f"{others_uid}/{token}", f"{uid}/{token}x", f"xx/{token}", f"{uid}/-"):
        assert client.get(f"/desk/login/{path}/").status_code == 410


def test_an_account_that_was_switched_off_does_not_get_in(client: Client, trainer: User):
    path = link_path(trainer)
    User.objects.update(is_active=False)

    assert client.get(path).status_code == 410


def test_a_password_works_too(client: Client, trainer: User):
    trainer.set_password("een-lang-wachtwoord")
    trainer.save()

    wrong = client.post("/desk/login/", {"username": "trainer", "password": "fout"})
    right = client.post("/desk/login/", {"username": "trainer", "password": "een-lang-wachtwoord"})

    assert wrong.status_code == 200
    assert right.headers["location"] == "/desk/"


def test_logging_out_ends_it(client: Client, trainer: User):
    client.force_login(trainer)

    client.post("/desk/logout/")

    assert client.get("/desk/").status_code == 302
