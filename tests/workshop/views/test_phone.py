"""The participant's pages, without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import AsyncClient, Client

from polls import identity
from polls.models import LiveSession, Participant
from tests import acting
from tests.workshop.exports import room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_hub")]


async def get(client: AsyncClient, path: str) -> tuple[int, str]:
    response = await client.get(path)
    return response.status_code, response.content.decode()


async def test_the_code_form_leads_to_the_session(async_client: AsyncClient, session: LiveSession):
    typed = f"{session.code[:4]} {session.code[4:]}"

    response = await async_client.get("/", {"code": typed})

    assert response.headers["location"] == f"/{session.code}/"


async def test_the_form_itself_has_no_error(async_client: AsyncClient):
    status, page = await get(async_client, "/")

    assert status == 200
    assert "aria-invalid" not in page


@pytest.mark.parametrize("code", ["123", "abcdefgh", "1234567890", "0 1", "<b>", "1234567८"])
async def test_a_malformed_code_gets_a_plain_sentence(async_client: AsyncClient, code: str):
    response = await async_client.get("/", {"code": code})
    page = response.content.decode()

    assert response.status_code == 404
    assert "Een code heeft 8 cijfers" in page
    assert 'aria-invalid="true"' in page
    assert "<b>" not in page.split("<main")[1].split('value="')[1].split('"')[0]


async def test_an_unknown_code_gets_a_plain_sentence(async_client: AsyncClient, live_hub: object):
    for path in ("/12345678/", "/1234/"):
        status, page = await get(async_client, path)

        assert status == 404
        assert "code" in page
        assert "Doe mee" in page


async def test_a_new_device_gets_a_cookie_and_counts_once_it_comes_back(
    async_client: AsyncClient, session: LiveSession
):
    first = await async_client.get(f"/{session.code}/")
    before = await Participant.objects.acount()
    await async_client.get(f"/{session.code}/")
    await async_client.get(f"/{session.code}/")

    cookie = first.cookies[identity.cookie_name(session.code, https=False)]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")
    assert cookie["max-age"] == 43_200  # twelve hours
    assert (before, await Participant.objects.acount()) == (0, 1)
    assert first.headers["cache-control"] == "no-store"


async def test_the_page_says_that_the_workshop_has_not_begun(
    async_client: AsyncClient, session: LiveSession
):
    _status, page = await get(async_client, f"/{session.code}/")

    assert 'data-session="waiting"' in page
    assert "De workshop begint zo" in page


async def test_the_page_says_what_is_kept_and_how_long(
    async_client: AsyncClient, session: LiveSession, trainer: User
):
    _status, before_the_code = await get(async_client, "/")
    _status, by_rule = await get(async_client, f"/{session.code}/")
    desk = Client()
    await sync_to_async(desk.force_login)(trainer)
    await sync_to_async(desk.post)(f"/desk/{session.code}/retention/keep/", {"day": "2030-01-31"})
    _status, by_choice = await get(async_client, f"/{session.code}/")
    await async_client.post("/language/", {"language": "en"})
    _status, english = await get(async_client, f"/{session.code}/")

    for page in (before_the_code, by_rule, by_choice):
        assert "je antwoorden en de minuut waarop je meedoet" in page
    assert "tot 90\u00a0dagen na de workshop" in before_the_code
    assert "tot 90\u00a0dagen na de workshop" in by_rule
    assert "tot en met 31 januari 2030" in by_choice
    assert "up to and including" in english
    assert "2030" in english


async def test_the_day_follows_the_setting(async_client: AsyncClient, settings: Any):
    settings.RETENTION_DAYS = 1

    _status, page = await get(async_client, "/")

    assert "tot 1\u00a0dag na de workshop" in page


async def test_a_result_is_in_the_page_as_long_as_it_is_shown(
    async_client: AsyncClient, session: LiveSession
):
    act, vote = sync_to_async(acting.act), sync_to_async(room.answer)
    await act(session, "goto", {"slide": "goed"})
    await vote(session, "ann", "goed", ["A"])
    await vote(session, "bob", "goed", ["A"])
    pages = []
    for action in ("close", "show", "hide"):
        await act(session.pk, action, {"question": "goed", "anyway": "1"})
        pages.append((await get(async_client, f"/{session.code}/"))[1])

    assert ["Alle 2 kiezen Ambitie" in page for page in pages] == [False, True, False]


async def test_a_device_that_comes_after_the_end_is_not_thanked_for_taking_part(
    async_client: AsyncClient, session: LiveSession
):
    status, live = await get(async_client, f"/{session.code}/")
    await sync_to_async(acting.act)(session.pk, "begin", {})
    await sync_to_async(acting.act)(session.pk, "finish", {})
    async_client.cookies.clear()

    status, ended = await get(async_client, f"/{session.code}/")

    assert status == 200
    assert "Dank je wel voor het meedoen" in live  # for when this page sees the end
    assert "Dank je wel" not in ended
    assert "Meedoen kan niet meer." in ended
    assert "Neem de tips mee" in ended


async def test_what_is_kept_is_folded_on_the_page_that_waits(
    async_client: AsyncClient, session: LiveSession
):
    _status, page = await get(async_client, f"/{session.code}/")

    assert "De workshop begint zo" in page
    assert page.count("We vragen geen naam en geen e-mailadres.") == 1
    assert page.index("<summary>Wat bewaren we?") < page.index("We vragen geen naam en geen")
