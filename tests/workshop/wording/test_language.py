"""Which language a page, a frame and an error are in."""

from __future__ import annotations

import re

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import AsyncClient, Client

from polls.models import LiveSession
from tests import acting, seen
from tests.polls.results.people import answer
from tests.words import catalogue
from tests.words.spoken import Reader
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db(transaction=True)


def dutch_left(page: str) -> set[str]:
    """The strings of the interface that a page says in Dutch in its own name, where English
    differs: what is marked as another language, such as the room's, is left out."""
    differ = {
        text
        for message in catalogue.english()
        for text, english in zip(
            catalogue.texts(message.id), catalogue.texts(message.string), strict=True
        )
        if english and text != english
    }
    return {*Reader(page).texts} & differ


def cookie(client: Client | AsyncClient, language: str) -> None:
    client.cookies["taal"] = language


def desk_pages(session: LiveSession) -> list[str]:
    return ["/desk/", f"/desk/{session.code}/", f"/desk/{session.code}/texts/"]


@pytest.mark.parametrize("page", range(3))
def test_the_desk_speaks_what_its_user_chose(
    client: Client, session: LiveSession, trainer: User, page: int
):
    client.force_login(trainer)
    path = desk_pages(session)[page]
    dutch = client.get(path).content.decode()

    reply = client.post(
        "/language/", {"language": "en"}, headers={"referer": f"http://testserver{path}"}
    )
    english = client.get(path).content.decode()

    assert reply.headers["location"] == f"http://testserver{path}"
    assert dutch_left(english) == set()
    assert len(dutch_left(dutch)) > 5
    assert '<html lang="nl">' in dutch
    assert '<html lang="en">' in english


@pytest.mark.parametrize("trainers", ["nl", "en"])
@pytest.mark.parametrize("rooms", ["nl", "en"])
@pytest.mark.parametrize("deck", ["beter-samenwerken", "working-better-together"])
def test_the_trainer_the_room_and_the_deck_have_languages_of_their_own(
    client: Client, trainer: User, trainers: str, rooms: str, deck: str
):
    session = starting.start(deck=deck, facilitator=trainer, language=rooms)
    client.force_login(trainer)
    cookie(client, trainers)
    own = [client.get(path).content.decode() for path in desk_pages(session)]
    cookie(client, "")

    projector = client.get(f"/screen/{session.screen_token}/").content.decode()

    decks = "nl" if deck == "beter-samenwerken" else "en"
    assert [f'<html lang="{trainers}">' in page for page in own] == [True] * 3
    assert f'<html lang="{rooms}">' in projector
    for page in (own[1], projector):
        assert re.search(rf'<section [^>]*id="slide-[\w-]+" [^>]*lang="{decks}"', page)
    assert 'class="result__sentence">' in own[1]  # in the language of its page


@pytest.mark.parametrize("path", ["/", "/desk/login/", "/nergens/hier/", "/?code=1"])
def test_pages_for_anyone_are_in_both_languages(client: Client, path: str):
    client.raise_request_exception = False
    dutch = client.get(path).content.decode()
    cookie(client, "en")

    english = client.get(path).content.decode()

    assert dutch_left(english) == set()
    assert dutch_left(dutch)


def test_an_unknown_language_and_a_browser_s_own_list_change_nothing(client: Client):
    cookie(client, "de")

    page = client.get("/", headers={"accept-language": "en"}).content.decode()

    assert '<html lang="nl">' in page


def test_the_projector_speaks_the_language_of_the_session(client: Client, session: LiveSession):
    acting.act(session, "language", {"language": "en"})

    page = client.get(f"/screen/{session.screen_token}/").content.decode()

    assert dutch_left(page) == set()
    assert '<html lang="en">' in page
    assert re.search(r'<section [^>]*id="slide-welkom" [^>]*lang="nl"', page)


async def test_a_phone_follows_the_session_until_it_is_switched(
    async_client: AsyncClient, session: LiveSession, live_hub: object
):
    await sync_to_async(acting.act)(session, "language", {"language": "en"})
    follows = (await async_client.get(f"/{session.code}/")).content.decode()
    again = (await async_client.get(f"/{session.code}/")).content.decode()
    cookie(async_client, "nl")
    switched = (await async_client.get(f"/{session.code}/")).content.decode()

    for page in (follows, again):
        assert '<html lang="en">' in page
        assert dutch_left(page) == set()
    assert '<html lang="nl">' in switched
    assert 'data-language="en"' in switched


def test_results_are_told_and_written_in_the_language_of_the_session(trainer: User):
    session = starting.start(deck="beter-samenwerken", facilitator=trainer, language="en")
    acting.act(session, "goto", {"slide": "goed"})

    ((desk, _screen),) = seen.results_of(session, "goed")

    assert desk["sentence"] == "No answers yet."
    assert desk["table"]["columns"] == ["choice", "count", "share"]


def test_the_facilitator_switches_phones_and_screen(
    client: Client, session: LiveSession, trainer: User
):
    client.force_login(trainer)
    before = session.version

    client.post(f"/desk/{session.code}/language/", {"language": "en"})
    refused = client.post(
        f"/desk/{session.code}/language/",
        {"language": "de"},
        headers={"accept": "application/json"},
    )

    session.refresh_from_db()
    assert (session.language, session.version > before) == ("en", True)
    assert refused.json()["error"]["code"] == "session.language"


def test_a_report_in_english_says_that_the_questions_are_dutch(
    client: Client, session: LiveSession, trainer: User
):
    client.force_login(trainer)
    cookie(client, "en")

    page = client.get(f"/desk/{session.code}/report/").content.decode()

    assert '<html lang="en">' in page
    assert '<p class="report__deck" lang="nl">Beter Samenwerken</p>' in page
    assert re.search(r'<h2 id="[\w-]+" lang="nl">Welke conditie scoort minder\?</h2>', page)


def test_names_from_a_dutch_deck_are_marked_within_sentences_of_an_english_report(
    client: Client, session: LiveSession, trainer: User
):
    acting.act(session, "goto", {"slide": "goed"})
    answer(session.questions.get(key="goed"), a=["C"], b=["C"])
    client.force_login(trainer)
    cookie(client, "en")

    page = client.get(f"/desk/{session.code}/report/").content.decode()

    said = '<strong>Most often <span lang="nl">C. Relatie</span> (2 of 2 people).'
    assert said in page
