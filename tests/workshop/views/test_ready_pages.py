"""One page for all phones that get the same: what Django made, and never of another moment."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client

from polls import database, identity
from polls.models import LiveSession, Participant
from polls.realtime.hub import hub
from tests import acting
from tests.workshop.views.test_own_pace import make_session
from workshop.asgi import django_application, http
from workshop.views import ready_pages

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_hub")]
OF_ONE_REPLY = ("set-cookie", "x-request-id", "content-length")


@pytest_asyncio.fixture
async def made_by_django(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[list[str]]:
    """The addresses that Django was asked for."""
    asked: list[str] = []
    create_request = django_application.create_request

    def noted(scope: Any, body: Any) -> Any:
        asked.append(scope["path"])
        return create_request(scope, body)

    monkeypatch.setattr(django_application, "create_request", noted)
    yield asked


async def get(path: str, cookies: dict[str, str] | None = None, **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=http)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", cookies=cookies
    ) as client:
        return await client.get(path, headers={"accept-encoding": "gzip", **headers})


async def act(session: LiveSession, action: str, **fields: str) -> None:
    await sync_to_async(acting.act)(session.pk, action, fields)


def cookie_of(reply: httpx.Response) -> dict[str, str]:
    return dict(reply.cookies)


def rest(reply: httpx.Response) -> list[tuple[str, str]]:
    return [each for each in reply.headers.multi_items() if each[0] not in OF_ONE_REPLY]


async def test_new_phones_get_one_page_and_a_cookie_each(
    session: LiveSession, made_by_django: list[str]
):
    path = f"/{session.code}/"
    first, second, third = [await get(path) for _ in range(3)]
    by_django = await get(f"{path}?again=1")

    assert made_by_django == [path, path]
    assert first.text == second.text == third.text == by_django.text
    assert rest(first) == rest(second) == rest(by_django)
    assert len({str(cookie_of(each)) for each in (first, second, third)}) == 3
    name = identity.cookie_name(session.code, https=False)
    for reply in (first, second):
        assert identity.key_hash(session.code, cookie_of(reply)[name])
        attributes = reply.headers["set-cookie"].split("; ", 1)[1].lower()
        assert {"httponly", "path=/", "samesite=lax"} <= set(attributes.split("; "))
    assert second.headers["cache-control"] == "no-store"
    assert await Participant.objects.acount() == 0


async def test_a_room_that_asks_in_one_moment_lets_django_make_one_page(
    session: LiveSession, made_by_django: list[str]
):
    path = f"/{session.code}/"
    pages = await asyncio.gather(*(get(path) for _ in range(30)))

    assert made_by_django == [path]
    assert {page.status_code for page in pages} == {200}
    assert len({page.text for page in pages}) == 1
    assert len({str(cookie_of(page)) for page in pages}) == 30


async def answer(session: LiveSession, cookies: dict[str, str], question: str, value: Any) -> None:
    transport = httpx.ASGITransport(app=http)
    async with httpx.AsyncClient(
        transport=transport, base_url="http://localhost", cookies=cookies
    ) as client:
        reply = await client.post(
            f"/{session.code}/answers/",
            json={"id": str(uuid4()), "question": question, "value": value},
            headers={"accept": "application/json"},
        )
    assert reply.json()["outcome"] == "stored"


async def test_a_known_phone_gets_it_without_a_cookie_until_it_has_answered(
    session: LiveSession, made_by_django: list[str]
):
    await act(session, "begin")
    await act(session, "goto", slide="goed")
    path = f"/{session.code}/"
    cookies = cookie_of(await get(path))
    known = await get(path, cookies)
    await answer(session, cookies, "goed", ["B"])
    answered = await get(path, cookies)
    another = await get(path)

    assert "set-cookie" not in known.headers
    assert "set-cookie" not in answered.headers
    assert "data-answered" not in known.text
    assert "data-answered" in answered.text
    assert another.text == known.text
    assert made_by_django == [path]


@pytest.mark.parametrize("taal", ["nl", "en"])
@pytest.mark.parametrize("encoding", ["gzip", "identity"])
async def test_who_answered_gets_what_django_would_make(
    session: LiveSession, made_by_django: list[str], encoding: str, taal: str
):
    """Their answers stand in it and nobody else's; all who answered the same share one page."""
    await act(session, "begin")
    await act(session, "goto", slide="goed")
    await act(session, "open", question="aside")
    path = f"/{session.code}/"
    phones = []
    for value in ("A", "B", "B"):
        cookies = {**cookie_of(await get(path)), "taal": taal}
        await answer(session, cookies, "goed", [value])
        phones.append(cookies)
    await answer(session, phones[0], "aside", ["Hoe lang duurt dit?"])
    hub.rooms[session.pk].ready_pages.clear()
    made_by_django.clear()

    pages = [await get(path, cookies, **{"accept-encoding": encoding}) for cookies in phones]
    alone = list(made_by_django)
    expected = [
        await get(f"{path}?again=1", cookies, **{"accept-encoding": encoding}) for cookies in phones
    ]

    assert alone == [path]
    assert [page.text for page in pages] == [page.text for page in expected]
    assert len({page.text for page in pages}) == 2
    assert [rest(page) for page in pages] == [rest(page) for page in expected]
    assert ["set-cookie" in page.headers for page in pages] == [False] * 3
    kept = hub.rooms[session.pk].ready_pages
    assert len(kept) == 3


async def test_a_page_is_never_of_another_slide(session: LiveSession):
    path = f"/{session.code}/"
    await act(session, "begin")
    for slide in ("goed", "minder", "goed"):
        await act(session, "goto", slide=slide)
        pages = [(await get(path)).text for _ in range(2)]

        assert [f'data-slide="{slide}"' in page for page in pages] == [True, True]


async def test_who_asks_in_another_way_gets_another_page(session: LiveSession):
    path = f"/{session.code}/"
    for _ in range(2):
        dutch = await get(path)
        english = await get(path, {"taal": "en"})
        plain = await get(path, **{"accept-encoding": "identity"})
        stranger = await get(path, host="elsewhere.example")

        assert ("Ververs" in dutch.text, "Ververs" in english.text) == (True, False)
        assert "content-encoding" not in plain.headers
        assert plain.text == dutch.text
        assert stranger.status_code == 400


async def test_a_trainer_and_a_form_go_to_django(
    session: LiveSession, trainer: User, made_by_django: list[str]
):
    path = f"/{session.code}/"
    client = Client()
    await sync_to_async(client.force_login)(trainer)
    login = {name: morsel.value for name, morsel in client.cookies.items()}
    for _ in range(2):
        await get(path, login)
        await get(f"{path}?stored")

    assert made_by_django == [path] * 4


async def test_an_unknown_code_and_a_lost_database_are_said_each_time(
    session: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    path = f"/{session.code}/"
    pages = [await get(path), await get(path), await get("/00000000/"), await get("/00000000/")]
    monkeypatch.setattr(database.place, "gone", lambda: True)
    pages += [await get(path)]

    assert [page.status_code for page in pages] == [200, 200, 404, 404, 503]


async def test_ever_other_ways_of_asking_do_not_fill_the_memory(
    session: LiveSession, settings: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(ready_pages, "MOST", 3)
    settings.ALLOWED_HOSTS = ["*"]
    for number in range(8):
        await get(f"/{session.code}/", host=f"name{number}.example")

    assert 1 <= len(hub.rooms[session.pk].ready_pages) <= 3


async def test_at_their_own_pace_a_device_is_known_until_the_end(
    trainer: User, made_by_django: list[str]
):
    session = await sync_to_async(make_session)(trainer, closes=24 * 14)
    path = f"/{session.code}/"
    replies = [await get(path) for _ in range(3)]
    known = [await get(path, cookie_of(replies[0])) for _ in range(2)]

    ages = [int(re.findall(r"Max-Age=(\d+)", reply.headers["set-cookie"])[0]) for reply in replies]
    assert made_by_django == [path] * 3
    assert ages == [pytest.approx(ages[0], abs=60)] * 3
    assert min(ages) > 24 * 14 * 3600 - 60
    assert [cookie_of(reply) for reply in known] == [cookie_of(replies[0])] * 2
