"""The page to take home: after the end, until a date, with what this device answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from asgiref.sync import async_to_sync
from django.test import Client
from django.utils import timezone

from polls import identity
from polls.models import LiveSession, Question
from polls.realtime.hub import hub
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, go

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def reader() -> Iterator[None]:
    """Codes are looked up in the hub's own thread: it lets go of the database afterwards."""
    yield
    async_to_sync(hub.close)()


@pytest.fixture
def mine(client: Client, session: LiveSession) -> str:
    """The key of the client's device."""
    cookie = identity.new_cookie(session.code)
    client.cookies[identity.cookie_name(session.code, https=False)] = cookie
    return identity.key_hash(session.code, cookie) or ""


def text(client: Client, session: LiveSession) -> str:
    return client.get(f"/{session.code}/takeaway/").content.decode()


def test_it_has_tips_questions_and_own_choices(client: Client, session: LiveSession, mine: str):
    Question.objects.filter(session=session, key="tip").update(held=True)
    go(session, "goed")
    answer(session, mine, "goed", ["C"])
    answer(session, "other", "goed", ["D"])
    go(session, "tip")
    answer(session, "other", "tip", ["Bel <b>eerst</b>"])
    answer(session, "third", "tip", ["Verborgen"])
    ids = [card.id for card in read_cards(question=session.questions.get(key="tip"))]
    acting.decide(session, "card-show", "tip", ids[:1])
    before = text(client, session)
    acting.act(session, "finish")

    page = text(client, session)

    assert "Bel" not in before
    assert "Bel &lt;b&gt;eerst&lt;/b&gt;" in page
    assert "Verborgen" not in page
    assert page.count("Wordt er recht gedaan aan belangen?") == 1
    assert "<dd>C. Relatie</dd>" in page
    assert "<dd>D. Organisatie</dd>" not in page


def test_another_device_sees_no_choices(client: Client, session: LiveSession):
    go(session, "goed")
    answer(session, "other", "goed", ["D"])
    acting.act(session, "finish")

    page = text(client, session)

    assert "Vragen om samen te stellen" in page
    assert "Jouw antwoorden" not in page
    assert session.participants.count() == 1


def test_it_is_gone_after_thirty_days(client: Client, session: LiveSession):
    acting.act(session, "finish")
    LiveSession.objects.update(ended=timezone.now() - timedelta(days=30, minutes=1))

    reply = client.get(f"/{session.code}/takeaway/")

    assert reply.status_code == 410
    assert "Deze pagina is er niet meer." in reply.content.decode()


def test_an_unknown_code_and_a_post_are_refused(client: Client, session: LiveSession):
    assert client.get("/00000000/takeaway/").status_code == 404
    assert client.post(f"/{session.code}/takeaway/").status_code == 405
