"""Frames and errors are in the language of the phone that hears them."""

from __future__ import annotations

import httpx
import pytest

from polls import identity
from tests.polls.realtime.clients import Room

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("live_hub")]


@pytest.mark.parametrize(("language", "reason"), [("nl", "geen UTF-8"), ("en", "no UTF-8")])
async def test_a_form_that_cannot_be_read_is_refused_in_it(room: Room, language: str, reason: str):
    name = identity.cookie_name(room.session.code, https=False)
    cookies = {name: identity.new_cookie(room.session.code), "taal": language}
    headers = {"Accept": "application/json", "Content-Type": "application/x-www-form-urlencoded"}
    async with httpx.AsyncClient(base_url=room.origin, cookies=cookies, timeout=30) as client:
        reply = await client.post(
            f"/{room.session.code}/answers/", content=b"question=goed&value=\xff", headers=headers
        )

    assert reply.json()["code"] == "frame.malformed"
    assert f"({reason})" in reply.json()["message"]


async def test_each_phone_hears_its_own_language(room: Room):
    switched = f"{identity.new_cookie(room.session.code)}; taal=en"
    follows, english = await room.phone(), await room.phone(switched)
    await room.act("goto", slide="goed")

    heard = []
    for phone in (follows, english):
        while (state := await phone.until(type="state"))["slide"]["id"] != "goed":
            pass
        stale = await phone.answer("minder", ["A"])
        unknown = await phone.answer("goed", ["Z"])
        heard.append((">Send<" in state["slide"]["html"], stale["message"], unknown["message"]))

    assert heard == [
        (
            False,
            "De vraag is nog niet open. Wacht even.",
            "Deze keuze bestaat niet. Kies uit de lijst.",
        ),
        (
            True,
            "The question is not open yet. Please wait.",
            "This choice does not exist. Choose from the list.",
        ),
    ]


async def test_a_posted_answer_is_refused_in_the_language_of_the_device(room: Room):
    code = room.session.code
    device = f"{identity.cookie_name(code, https=False)}={identity.new_cookie(code)}"
    sentences = {}
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{room.port}") as client:
        for language in ("nl", "en"):
            reply = await client.post(
                f"/{code}/answers/",
                json={"type": "answer", "question": "goed", "value": ["A"]},
                headers={"Accept": "application/json", "Cookie": f"{device}; taal={language}"},
            )
            sentences[language] = reply.json()["message"]

    assert sentences == {
        "nl": "De vraag is nog niet open. Wacht even.",
        "en": "The question is not open yet. Please wait.",
    }
