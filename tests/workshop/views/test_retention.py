"""The page that tells how long answers are kept, and on which a session is deleted."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports import room
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db(transaction=True)


def address(session: LiveSession, name: str = "retention") -> str:
    return reverse(name, args=[session.code])


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.mark.parametrize("name", ["retention", "retention-keep", "retention-delete"])
def test_only_the_sessions_trainer_comes_here(client: Client, session: LiveSession, name: str):
    send = client.get if name == "retention" else client.post
    anonymous = send(address(session, name))
    client.force_login(User.objects.create_user("other"))

    assert anonymous.status_code == 302
    assert send(address(session, name)).status_code == 404
    assert LiveSession.objects.count() == 1


@pytest.mark.parametrize("name", ["retention-keep", "retention-delete"])
def test_nothing_changes_by_looking(desk: Client, session: LiveSession, name: str):
    assert desk.get(address(session, name)).status_code == 405


def test_the_trainer_chooses_the_last_day(desk: Client, session: LiveSession):
    desk.post(address(session, "retention-keep"), {"day": "2030-01-31"})
    page = desk.get(address(session)).content.decode()

    session.refresh_from_db()
    assert str(session.keep_until) == "2030-01-31"
    assert "31 januari 2030" in page


@pytest.mark.parametrize("day", ["", "morgen", "2020-01-01"])
def test_a_wrong_day_is_refused_with_a_sentence(desk: Client, session: LiveSession, day: str):
    reply = desk.post(address(session, "retention-keep"), {"day": day}, follow=True)

    session.refresh_from_db()
    assert session.keep_until is None
    assert "Kies een dag vanaf vandaag" in reply.content.decode()


def test_a_session_is_deleted_only_with_the_tick(desk: Client, session: LiveSession):
    without = desk.post(address(session, "retention-delete"), follow=True)
    kept = LiveSession.objects.count()
    sure = desk.post(address(session, "retention-delete"), {"sure": "on"}, follow=True)

    assert "Zet eerst een vinkje" in without.content.decode()
    assert kept == 1
    assert LiveSession.objects.count() == 0
    assert "is gewist" in sure.content.decode()
    assert [(entry.who, entry.about) for entry in AuditEntry.objects.filter(what="deletion")] == [
        ("trainer", session.code)
    ]


def test_a_co_host_cannot_delete_a_text(client: Client, session: LiveSession):
    acting.act(session, "cohost-invite", {})
    session.refresh_from_db()
    room.go(session, "tip")
    room.answer(session, "a", "tip", ["Koffie"])
    (card,) = read_cards(question=Question.objects.get(session=session, key="tip"))
    link = reverse("cohost", args=[session.cohost_token])

    page = client.get(link, {"question": "tip"}).content.decode()
    reply = client.post(f"{link}card-delete/", {"question": "tip", "card": card.id})

    assert "Koffie" in page
    assert "card-delete" not in page
    assert reply.status_code == 404
