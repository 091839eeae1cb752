"""Small inputs that made a large noise: each gets a clear refusal, and no traceback."""

# ruff: noqa: F811  # the fixtures
from __future__ import annotations

import logging
from typing import Any

import httpx
import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import AsyncClient, Client
from websockets.exceptions import InvalidStatus

from polls import identity, retention
from polls.models import LiveSession, Response
from polls.realtime.hub import Hub, hub
from tests import acting
from tests.polls.realtime.clients import Room
from tests.polls.realtime.conftest import on_vote, room  # noqa: F401  # fixtures

pytestmark = pytest.mark.django_db(transaction=True)
LONG = "9" * 5000


def tracebacks(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [each.getMessage() for each in caplog.records if each.exc_info]


@pytest.fixture
def desk(client: Client, session: LiveSession, trainer: User) -> Client:
    client.force_login(trainer)
    acting.act(session, "goto", {"slide": "goed"})
    return client


@pytest.mark.parametrize(
    ("action", "fields", "code"),
    [
        ("goto", {"slide": LONG}, "slide.unknown"),
        ("skip", {"slide": LONG}, "slide.unknown"),
        ("timer", {"seconds": LONG}, "timer.seconds"),
        ("hands", {"question": "goed", "hands.A": LONG}, "hands.many"),
        ("rehearse", {"people": LONG}, "rehearsal.real"),
    ],
)
def test_an_action_with_a_number_without_end_is_refused(
    desk: Client, session: LiveSession, action: str, fields: dict[str, str], code: str
):
    path = f"/desk/{session.code}/{action}/"

    reply = desk.post(path, fields, headers={"Accept": "application/json"})

    assert (reply.status_code, reply.json()["error"]["code"]) == (409, code)


def test_an_action_with_a_number_is_done(desk: Client, session: LiveSession):
    """The control of the test above."""
    path = f"/desk/{session.code}/"

    replies = [
        desk.post(f"{path}{action}/", fields, headers={"Accept": "application/json"}).status_code
        for action, fields in (
            ("timer", {"seconds": "60"}),
            ("hands", {"question": "goed", "hands.A": "3"}),
            ("goto", {"slide": "2"}),
        )
    ]

    assert replies == [200] * 3
    assert Response.objects.count() == 3


def test_pages_with_a_number_without_end_show_their_nearest(desk: Client, session: LiveSession):
    pages = [
        f"/desk/{session.code}/texts/?page={LONG}",
        f"/tips/?page={LONG}",
        f"/compare/?minimum={LONG}",
    ]

    assert [desk.get(page).status_code for page in pages] == [200] * 3


@pytest.mark.parametrize("name", ["round", "seq"])
async def test_an_answer_with_a_number_without_end_is_refused(
    on_vote: Room, async_client: AsyncClient, name: str, caplog: pytest.LogCaptureFixture
):
    cookie = identity.new_cookie(on_vote.session.code)
    cookies = {identity.cookie_name(on_vote.session.code, https=False): cookie}
    path = f"{on_vote.origin}/{on_vote.session.code}/answers/"
    json = {"Accept": "application/json"}
    async with httpx.AsyncClient(cookies=cookies, headers=json, timeout=30) as phone:
        form = await phone.post(path, data={"question": "goed", "value": "A", name: LONG})
        sent = f'{{"question": "goed", "value": ["A"], "{name}": {LONG}}}'
        typed = await phone.post(path, content=sent, headers={"Content-Type": "application/json"})
        fine = await phone.post(path, data={"question": "goed", "value": "A", name: "1"})

    assert [form.json()["code"], typed.json()["code"]] == ["frame.malformed"] * 2
    assert fine.json()["outcome"] == "stored"
    assert tracebacks(caplog) == []


@pytest.mark.parametrize("origin", ["http://[", "http://[::1", "http://[x]", "//[", "["])
async def test_an_origin_that_is_no_address_is_refused(
    on_vote: Room, origin: str, caplog: pytest.LogCaptureFixture
):
    cookie = identity.new_cookie(on_vote.session.code)
    cookies = {identity.cookie_name(on_vote.session.code, https=False): cookie}
    async with httpx.AsyncClient(base_url=on_vote.origin, cookies=cookies, timeout=30) as phone:
        answer = await phone.post(
            f"/{on_vote.session.code}/answers/",
            data={"question": "goed", "value": "A"},
            headers={"Origin": origin, "Accept": "application/json"},
        )
        form = await phone.post("/desk/login/", data={}, headers={"Origin": origin})
    with pytest.raises(InvalidStatus) as refused:
        await on_vote.phone(Origin=origin)

    assert answer.json()["code"] == "participant.origin"
    assert form.status_code == 403
    assert refused.value.response.status_code == 403
    assert tracebacks(caplog) == []


def delete(session: LiveSession) -> None:
    acting.act(session, "finish")
    retention.delete_session(session_id=session.pk)


def test_a_session_that_is_gone_is_unknown_also_while_its_code_is_remembered(
    client: Client, session: LiveSession, live_hub: Hub
):
    hub.codes[session.code] = session.pk
    path = f"/{session.code}/takeaway/"
    before = client.get(path).status_code
    hub.codes[session.code] = session.pk
    delete(session)

    takeaway = client.get(path).status_code
    hub.codes[session.code] = session.pk
    page = client.get(f"/{session.code}/").status_code

    assert (before, takeaway, page) == (200, 404, 404)


async def test_a_phone_that_sends_while_its_session_is_deleted_hears_so(
    on_vote: Room, caplog: pytest.LogCaptureFixture
):
    peer = await on_vote.phone()
    await peer.receive()
    stored = await peer.answer("goed", ["A"])
    with caplog.at_level(logging.WARNING):
        await sync_to_async(delete)(on_vote.session)
        heard = [await peer.answer("goed", ["B"], seq=seq) for seq in range(2, 6)]

    assert stored["outcome"] == "stored"
    assert {each["code"] for each in heard} == {"session.unknown"}
    assert tracebacks(caplog) == []
    assert [each for each in caplog.records if each.name.startswith("polls")] == []


async def test_who_comes_while_a_session_is_deleted_hears_so(
    on_vote: Room, caplog: pytest.LogCaptureFixture
):
    hub.codes[on_vote.session.code] = on_vote.session.pk
    await sync_to_async(delete)(on_vote.session)
    hub.codes[on_vote.session.code] = on_vote.session.pk
    peer = await on_vote.phone()

    heard: Any = await peer.receive()

    assert (heard["type"], heard["code"]) == ("error", "session.unknown")
    assert tracebacks(caplog) == []
