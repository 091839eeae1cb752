"""Questions of the room beside the deck, over sockets, by long polling and without script."""

from __future__ import annotations

import re

import httpx
import pytest
from asgiref.sync import sync_to_async

from polls import identity
from polls.models import Question, Response
from polls.texts.cards import read_cards
from tests.polls.realtime.clients import PATIENCE, Room

pytestmark = pytest.mark.django_db(transaction=True)

ASKED = "Wat kost dit?"


def device(room: Room) -> httpx.AsyncClient:
    code = room.session.code
    cookies = {identity.cookie_name(code, https=False): identity.new_cookie(code)}
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{room.port}",
        cookies=cookies,
        timeout=PATIENCE,
        follow_redirects=True,
    )


@sync_to_async
def card() -> str:
    question = Question.objects.get(key="aside")
    return read_cards(question=question)[0].id


async def test_a_question_comes_in_and_reaches_others_once_it_is_shown(on_vote: Room):
    asker, other = await on_vote.phone(), await on_vote.phone()
    first = await asker.receive()
    version = await on_vote.act("open", question="aside")
    switched_on = await asker.until(type="state", version=version)

    ack = await asker.answer("aside", [ASKED])
    version = await on_vote.act("card-show", question="aside", card=await card())
    told = await other.until(type="state", version=version)
    mine = await asker.until(type="state", version=version)
    vote = await other.answer("aside", [ASKED])

    assert first["aside"] is None
    assert (switched_on["aside"]["state"], switched_on["aside"]["cards"]) == ("open", [])
    assert (ack["outcome"], vote["outcome"]) == ("stored", "stored")
    assert [(each["text"], each["count"]) for each in told["aside"]["cards"]] == [(ASKED, 1)]
    assert (told["aside"]["mine"], mine["aside"]["mine"]) == (None, [ASKED])
    assert told["questions"][0]["key"] == "goed"


async def test_nobody_but_the_desk_hears_of_a_question_that_waits(on_vote: Room):
    asker, other, screen = await on_vote.phone(), await on_vote.phone(), await on_vote.screen()
    await on_vote.act("open", question="aside")
    await asker.answer("aside", [ASKED])
    version = await on_vote.act("next")
    await other.until(type="state", version=version)
    await screen.until(type="state", version=version)

    assert ASKED not in str(other.frames) + str(screen.frames)


async def test_a_question_goes_by_long_polling(on_vote: Room):
    await on_vote.act("open", question="aside")
    async with device(on_vote) as client:
        code = on_vote.session.code
        state = (await client.get(f"/{code}/state/")).json()
        reply = await client.post(
            f"/{code}/answers/",
            json={"type": "answer", "question": "aside", "value": [ASKED]},
            headers={"Accept": "application/json"},
        )
        version = await on_vote.act("card-show", question="aside", card=await card())
        told = (await client.get(f"/{code}/state/", params={"after": version - 1})).json()

    assert state["aside"]["state"] == "open"
    assert reply.json()["outcome"] == "stored"
    assert told["aside"]["mine"] == [ASKED]
    assert told["aside"]["cards"][0]["text"] == ASKED


async def test_a_form_without_script_asks_and_shows_what_was_asked(on_vote: Room):
    code = on_vote.session.code
    async with device(on_vote) as client:
        before = (await client.get(f"/{code}/")).text
        await on_vote.act("open", question="aside")
        page = (await client.get(f"/{code}/")).text
        sent = await client.post(
            f"/{code}/answers/", data={"question": "aside", "round": "1", "value": ["", ASKED]}
        )

    assert 'data-question="aside"' not in before
    assert re.search(r'<details class="audience" id="audience">', page)
    assert 'data-question="aside"' in page
    assert f">{ASKED}</textarea>" in sent.text
    assert await Response.objects.filter(question__key="aside").acount() == 1
