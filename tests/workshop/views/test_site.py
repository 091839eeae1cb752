"""Health, readiness, and whom to tell of a hole."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from polls.models import LiveSession
from tests import acting
from workshop.library import workshops
from workshop.upkeep import readiness

pytestmark = pytest.mark.django_db


def test_a_server_that_lives_says_so_without_its_database(client: Client):
    with CaptureQueriesContext(connection) as queries:
        reply = client.get("/healthz")

    assert len(queries) == 0

    assert (reply.status_code, reply.json()) == (200, {"ok": True})


def test_a_server_that_has_all_it_needs_is_ready(client: Client):
    reply = client.get("/readyz")

    assert (reply.status_code, reply.json()["ok"]) == (200, True)
    assert reply["Cache-Control"] == "no-store"
    assert all(reply.json().values())


def test_a_server_that_misses_something_says_what(client: Client, monkeypatch: pytest.MonkeyPatch):
    found = {**dict.fromkeys(readiness.find_needs(), True), "database": False}
    monkeypatch.setattr(readiness, "find_needs", lambda: found)

    reply = client.get("/readyz")

    assert (reply.status_code, reply.json()) == (503, {"ok": False, **found})


def test_whom_to_tell_of_a_hole(client: Client, settings: Any):
    settings.SECURITY_CONTACT = "mailto:security@example.nl"
    settings.SECURITY_EXPIRES = "2027-06-30"
    settings.PUBLIC_URL = ""

    reply = client.get("/.well-known/security.txt")

    assert reply["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.content.decode() == (
        "Contact: mailto:security@example.nl\n"
        "Expires: 2027-06-30T00:00:00Z\n"
        "Preferred-Languages: nl, en\n"
    )


def test_nobody_to_tell_is_no_page(client: Client, settings: Any):
    settings.SECURITY_CONTACT = ""

    assert client.get("/.well-known/security.txt").status_code == 404


BAR = '<nav class="bar__nav"'


def test_the_pages_of_a_session_and_a_workshop_have_the_bar_of_all_pages(
    client: Client, trainer: User, session: LiveSession
):
    workshop = workshops.copy_example(slug="quick-scan-condities", owner=trainer)
    client.force_login(trainer)
    places = [reverse(name, args=[session.code]) for name in ("desk-texts", "desk-slides")]
    places += [
        reverse(f"workshop-{name}", args=[workshop.slug])
        for name in ("text", "versions", "pictures")
    ]

    found = {place: client.get(place).content.decode().count(BAR) for place in places}

    assert found == dict.fromkeys(places, 1)


def test_a_cohost_who_has_no_account_has_no_bar(client: Client, session: LiveSession):
    acting.act(session, "cohost-invite", {})

    page = client.get(reverse("cohost", args=[session.cohost_token]))

    assert BAR not in page.content.decode()
