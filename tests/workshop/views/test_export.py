"""Downloads: works, wrong method, wrong person, wrong format."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import LiveSession
from tests.workshop.exports.room import answer, go

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


def test_a_download_comes_out_of_another_process(desk: Client, session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])

    reply = desk.get(f"/desk/{session.code}/export/json")

    assert reply.headers["content-type"] == "application/json"
    assert reply.headers["cache-control"] == "no-store"
    assert reply.headers["content-disposition"].startswith('attachment; filename="polshoogte-')
    assert reply.json()["questions"][7]["rounds"][0]["tally"]["counts"]["A"] == 1


def test_a_file_is_to_share_unless_everything_is_asked_for(desk: Client, session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    path = f"/desk/{session.code}/export/html"

    shared, whole = desk.get(path), desk.get(f"{path}?alles")

    assert "-alles" not in shared.headers["content-disposition"]
    assert "-alles.html" in whole.headers["content-disposition"]
    assert "Het vaakst A. Ambitie" in whole.content.decode()
    assert "Het vaakst A. Ambitie" not in shared.content.decode()


def test_a_file_is_only_for_the_owner_and_only_read(desk: Client, session: LiveSession):
    path = f"/desk/{session.code}/export/json"
    posted = desk.post(path).status_code
    unknown = desk.get(f"/desk/{session.code}/export/exe").status_code
    desk.force_login(User.objects.create_user("other"))
    other = desk.get(path).status_code
    desk.logout()

    assert (posted, unknown, other) == (405, 404, 404)
    assert desk.get(path).headers["location"].startswith("/desk/login/")
