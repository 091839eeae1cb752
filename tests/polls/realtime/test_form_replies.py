"""Answers by a form without a script: the page says why one was refused, or that it was stored."""

from __future__ import annotations

import html
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from django.utils import translation

from polls import identity
from polls.errors import PollsError
from polls.realtime import form_replies
from tests.polls.realtime.clients import Room

CODE = "12345678"
GOED = {"question": "goed"}
TIP = {"question": "tip"}
LONG = "x" * 2000


def sealed(problem: PollsError, code: str = CODE) -> str:
    return parse_qs(form_replies.refused_query(problem, code)[1:])["fout"][0]


def test_the_page_gets_the_words_of_the_refusal():
    problem = PollsError("answer.too_many", "Je gaf te veel antwoorden. Geef er hooguit 3.")

    assert form_replies.open_sealed(sealed(problem), CODE) == problem.message
    assert form_replies.open_sealed(None, CODE) == ""


@pytest.mark.parametrize("code", ["question.paused", "server.busy", "server.not_stored"])
def test_nothing_is_promised_that_takes_a_script(code: str):
    said = "Je antwoord is bewaard; we proberen het zo opnieuw."

    words = form_replies.open_sealed(sealed(PollsError(code, said)), CODE)

    assert "bewaard" not in words
    assert words.endswith(("Probeer het zo opnieuw.", "Probeer het opnieuw.", "nog een keer."))


@pytest.mark.parametrize("text", ["answer.empty", "<script>", "InZb3VyIg:x", "x" * 3000])
def test_words_that_we_did_not_sign_are_not_shown(text: str):
    fallback = "Je antwoord is niet opgeslagen. Probeer het opnieuw."

    assert form_replies.open_sealed(text, CODE) == fallback


def test_words_of_one_session_are_not_those_of_another():
    other = sealed(PollsError("answer.sum", "Je verdeelde 90 punten."), "87654321")

    assert "90" not in form_replies.open_sealed(other, CODE)


def test_words_are_those_of_the_reader():
    with translation.override("en"):
        told = form_replies.open_sealed(sealed(PollsError("question.paused", "")), CODE)

    assert told == "The question is paused. Try again in a moment."


REFUSED = [
    ("goed", {**GOED, "value": ["A", "B"]}, "Je gaf te veel antwoorden. Geef er hooguit 1."),
    ("goed", {**GOED, "value": "Q"}, "Deze keuze bestaat niet. Kies uit de lijst."),
    ("goed", {**GOED, "value.x": "A"}, "Dit antwoord kunnen we niet lezen. Ververs de pagina."),
    ("goed", GOED, "Je hebt nog niets ingevuld. Kies of typ een antwoord."),
    ("goed", {**GOED, "value": "A", "round": 7}, "Er is een nieuwe ronde begonnen."),
    ("goed", {**TIP, "value": "x"}, "De vraag is nog niet open. Wacht even."),
    ("goed", {"question": "niets", "value": "A"}, "Deze vraag hoort niet bij deze sessie."),
    ("tip", {**TIP, "value": LONG}, "Je antwoord is te lang. Gebruik hooguit "),
    ("tip", {**TIP, "value": "a\x00b"}, "In je antwoord staat een teken dat we niet kunnen tonen."),
]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("slide", "fields", "words"), REFUSED)
async def test_a_phone_without_a_script_reads_why(
    room: Room, slide: str, fields: dict[str, Any], words: str
):
    await room.act("goto", slide=slide)
    code = room.session.code
    cookies = {identity.cookie_name(code, https=False): identity.new_cookie(code)}
    async with httpx.AsyncClient(base_url=room.origin, cookies=cookies) as phone:
        reply = await phone.post(f"/{code}/answers/", data=fields)
        page = await phone.get(reply.headers["location"])

    assert reply.status_code == 303
    assert urlsplit(reply.headers["location"]).path == f"/{code}/"
    assert f'id="news" role="status">{words}' in html.unescape(page.text)


@pytest.mark.django_db(transaction=True)
async def test_a_phone_without_a_script_reads_that_it_was_stored(on_vote: Room):
    code = on_vote.session.code
    cookies = {identity.cookie_name(code, https=False): identity.new_cookie(code)}
    async with httpx.AsyncClient(base_url=on_vote.origin, cookies=cookies) as phone:
        reply = await phone.post(f"/{code}/answers/", data={**GOED, "value": "A"})
        page = await phone.get(reply.headers["location"])

    assert reply.headers["location"] == f"/{code}/?bewaard=1"
    assert 'id="news" role="status">Je antwoord is verstuurd.' in page.text
