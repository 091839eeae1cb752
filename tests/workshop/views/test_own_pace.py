"""The participant's pages of a session at everyone's own pace, without JavaScript."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections import Counter
from collections.abc import AsyncIterator
from datetime import timedelta
from functools import partial
from urllib.parse import urlsplit

import httpx
import pytest
import pytest_asyncio
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.utils import timezone

from polls.models import DeckVersion, LiveSession, Participant, Question, Response
from polls.realtime.hub import Hub
from polls.sessions import own_pace, sessions
from polls.sessions.sessions import Window
from tests import acting
from tests.conftest import BARE
from workshop.asgi import application
from workshop.facilitating import starting
from workshop.library import deck_versions, workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 20  # of what one process takes from one address before it asks for patience
REQUIRED = BARE.replace('key = "goed"\n', 'key = "goed"\nrequired = true\n')


def make_session(
    trainer: User, *, source: str = BARE, opens: float = -1, closes: float = 24
) -> LiveSession:
    """A session that opened and closes so many hours from now."""
    now = timezone.now()
    deck = DeckVersion.objects.create(
        slug="bare", sha256=hashlib.sha256(source.encode()).hexdigest(), title="Bare", source=source
    )
    return sessions.create_session(
        deck=deck,
        facilitator=trainer,
        questions=deck_versions.plans(deck_versions.deck_of(deck)),
        window=Window(now + timedelta(hours=opens), now + timedelta(hours=closes)),
    )


class Person:
    """A device with its cookies, that follows where forms lead."""

    def __init__(self, session: LiveSession) -> None:
        self.home = f"/{session.code}/"
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(application), base_url="http://127.0.0.1"
        )

    async def look(self, query: str = "") -> str:
        reply = await self.client.get(self.home + query)
        assert reply.status_code == 200
        return reply.text

    async def send(self, address: str, **fields: str) -> str:
        """Post a form; where the browser is led."""
        reply = await self.client.post(self.home + address, data=fields)
        assert reply.status_code == 303, reply.text
        return urlsplit(reply.headers["location"]).query

    async def answer(self, step: int, question: str, value: str = "A") -> str:
        return await self.send(f"answers/?stap={step}", question=question, value=value)


@pytest_asyncio.fixture
async def journey(trainer: User, live_hub: Hub) -> AsyncIterator[LiveSession]:
    yield await sync_to_async(make_session)(trainer)


async def count(model: type[Participant] | type[Response]) -> int:
    return await model._default_manager.acount()


async def test_somebody_goes_through_all_questions(journey: LiveSession):
    person = Person(journey)

    entrance = await person.look()
    first = await person.look("?stap=1")
    after = await person.answer(1, "goed")
    second = await person.look("?stap=2")
    last = await person.answer(2, "minder", "B")
    end = await person.look("?stap=3")
    done = await person.send("done/?stap=3")
    thanks = await person.look(f"?{done}")

    assert "2 vragen." in entrance
    assert "Vraag 1 van 2" in first
    assert "Wat gaat goed?" in first
    assert (after, last, done) == ("stap=2&bewaard=1", "stap=3&bewaard=1", "klaar=1")
    assert "Wat minder?" in second
    assert "Vragen beantwoord: 2 van de 2." in end
    assert "Dank je wel" in thanks
    assert await sync_to_async(own_pace.count_progress)(session_id=journey.pk) == (
        own_pace.Progress(began=1, finished=1)
    )


async def test_looking_at_a_link_makes_nobody_a_participant(journey: LiveSession):
    """A chat that previews it, with cookies or without; only an answer does."""
    person = Person(journey)
    for query in ("", "", "?stap=1", "?stap=2", "?stap=3"):
        await person.look(query)
    await person.client.get(f"{person.home}state/")
    ghosts = await count(Participant)

    await person.answer(1, "goed")

    assert (ghosts, await count(Participant)) == (0, 1)


@pytest.mark.parametrize(("question", "value"), [("goed", "X"), ("goed", ""), ("geen", "A")])
async def test_a_bad_answer_makes_nobody_a_participant(
    journey: LiveSession, question: str, value: str
):
    person = Person(journey)
    await person.look()

    led = await person.answer(1, question, value)

    assert led.startswith("stap=1&fout=")
    assert await count(Participant) == 0
    assert 'class="news news--error"' in await person.look(f"?{led}")


async def test_an_answer_is_there_again_and_can_be_changed(journey: LiveSession):
    person = Person(journey)
    await person.look()
    await person.answer(1, "goed")

    back = await person.look("?stap=1")
    await person.answer(1, "goed", "C")

    assert re.search(r'value="A" id="goed-A" checked', back)
    assert "Volgende" in back
    assert "Sla over" in await person.look("?stap=2")
    assert [row.value async for row in Response.objects.all()] == [["C"]]


async def test_somebody_goes_on_where_they_were(journey: LiveSession):
    person = Person(journey)
    cookie = (await person.client.get(person.home)).headers["set-cookie"]
    await person.answer(1, "goed")

    page = await person.look()

    assert "Welkom terug" in page
    assert 'href="?stap=2"' in page
    age = re.search(r"Max-Age=(\d+)", cookie)
    assert age
    assert int(age[1]) > 24 * 3600


async def test_a_device_stays_known_when_the_last_moment_is_moved(journey: LiveSession):
    person = Person(journey)
    first = (await person.client.get(person.home)).headers["set-cookie"]
    later = (timezone.now() + timedelta(days=30)).isoformat()
    await sync_to_async(acting.act)(journey, "window", {"closes": later})

    second = (await person.client.get(person.home)).headers["set-cookie"]

    keys = [cookie.partition(";")[0] for cookie in (first, second)]
    age = re.search(r"Max-Age=(\d+)", second)
    assert keys[0] == keys[1]
    assert age
    assert int(age[1]) > 30 * 24 * 3600


async def test_two_devices_are_two_people_and_two_tabs_are_one(journey: LiveSession):
    one, other = Person(journey), Person(journey)
    for person in (one, other):
        await person.look()
        await person.answer(1, "goed")
    await one.answer(1, "goed", "B")  # from another tab, which has the same cookie

    assert (await count(Participant), await count(Response)) == (2, 2)


async def test_nothing_answered_is_not_done(journey: LiveSession):
    person = Person(journey)
    await person.look()

    led = await person.send("done/?stap=3")

    assert "Je hebt nog geen vraag beantwoord." in await person.look(f"?{led}")
    assert await count(Participant) == 0


async def test_a_required_question_cannot_be_passed_over(trainer: User, live_hub: Hub):
    person = Person(await sync_to_async(make_session)(trainer, source=REQUIRED))
    await person.look()
    first = await person.look("?stap=1")
    beyond = await person.look("?stap=3")
    await person.answer(2, "minder")  # by a request that no page offers

    led = await person.send("done/?stap=3")
    refused = await person.look(f"?{led}")
    unfinished = await Participant.objects.filter(finished=True).acount()
    await person.answer(1, "goed")

    assert "Deze vraag kun je niet overslaan." in first
    assert "Sla over" not in first
    assert "Beantwoord eerst deze vraag." in beyond
    assert "Vraag 1 van 2" in beyond
    assert "Beantwoord eerst deze vraag: ‘Wat gaat goed?’" in refused
    assert unfinished == 0
    assert await person.send("done/?stap=3") == "klaar=1"


async def test_before_its_time(trainer: User, live_hub: Hub):
    session = await sync_to_async(make_session)(trainer, opens=2)
    person = Person(session)

    page = await person.look("?stap=1")
    led = await person.answer(1, "goed")

    assert "De vragenlijst is nog niet open" in page
    assert own_pace.word_moment(session.opens_at) in page
    assert "fout=" in led
    assert await count(Participant) == 0


async def test_after_its_time(trainer: User, live_hub: Hub):
    session = await sync_to_async(make_session)(trainer, opens=-3, closes=-1)
    person = Person(session)

    page = await person.look()
    led = await person.answer(1, "goed")

    assert "De vragenlijst is gesloten" in page
    assert own_pace.word_moment(session.closes_at) in page
    assert "fout=" in led
    assert (await count(Participant), await count(Response)) == (0, 0)


async def test_what_is_sent_at_the_last_moment_counts(trainer: User, live_hub: Hub):
    last = -own_pace.GRACE.total_seconds() / 2 / 3600
    session = await sync_to_async(make_session)(trainer, closes=last)
    person = Person(session)
    await person.look()

    await person.answer(1, "goed")

    assert await count(Response) == 1


async def test_slides_without_questions_come_along_if_the_trainer_wants(
    trainer: User, live_hub: Hub
):
    session = await sync_to_async(make_session)(trainer)
    await LiveSession.objects.filter(pk=session.pk).aupdate(between=True)
    person = Person(session)

    first = await person.look("?stap=1")

    assert "Hallo" in first
    assert "Vraag 1" not in first
    assert "Vraag 1 van 2" in await person.look("?stap=2")
    assert "Tot ziens" in await person.look("?stap=4")
    assert "Ben je klaar?" in await person.look("?stap=5")


@pytest.mark.parametrize("step", ["0", "99", "1001", "-1", "x", "1e3", "٣"])
async def test_a_step_that_is_not_there_is_the_beginning(journey: LiveSession, step: str):
    assert "2 vragen." in await Person(journey).look(f"?stap={step}")


async def test_words_of_the_trainer_stand_before_and_after(journey: LiveSession):
    words = {"intro": "Fijn dat je <meedoet>.", "thanks": "Tot donderdag."}
    await LiveSession.objects.filter(pk=journey.pk).aupdate(**words)
    person = Person(journey)

    assert "Fijn dat je &lt;meedoet&gt;." in await person.look()
    await person.answer(1, "goed")
    assert "Tot donderdag." in await person.look(f"?{await person.send('done/?stap=3')}")


async def test_pages_of_the_shipped_workshop_weigh_little(trainer: User, live_hub: Hub):
    session = await sync_to_async(starting.start)(
        deck="beter-samenwerken", facilitator=trainer, pace="own"
    )
    await LiveSession.objects.filter(pk=session.pk).aupdate(between=True)
    person = Person(session)
    sizes, number, page = {}, 1, ""
    while "Ben je klaar?" not in page:
        page = await person.look(f"?stap={number}")
        sizes[number] = len(page.encode())
        number += 1

    asked = await Question.objects.filter(session=session).acount()
    assert number > asked > 5
    assert {at: size for at, size in sizes.items() if size > 20_000} == {}


async def test_the_page_speaks_the_language_of_the_device(journey: LiveSession):
    person = Person(journey)
    person.client.cookies.set("taal", "en")

    assert "2 questions." in await person.look()


async def test_the_form_of_another_site_is_refused(journey: LiveSession):
    person = Person(journey)
    await person.look()
    await person.answer(1, "goed")

    reply = await person.client.post(
        f"{person.home}done/?stap=3", headers={"Origin": "http://elsewhere.example"}
    )

    assert reply.status_code == 401
    assert await Participant.objects.filter(finished=True).acount() == 0


async def test_a_live_session_knows_no_done(session: LiveSession, live_hub: Hub):
    await sync_to_async(acting.act)(session, "begin")
    person = Person(session)
    await person.look()

    assert "fout=" in await person.send("done/")


async def test_a_workshop_that_is_changed_meanwhile_asks_what_it_asked(
    trainer: User, live_hub: Hub
):
    """The version is pinned: whoever began and whoever comes later answer the same questions."""
    made = sync_to_async(workshops.store_workshop)
    workshop = await made(owner=trainer, title="Bare", text=BARE)
    begin = partial(starting.start, deck=workshop.slug, facilitator=trainer, pace="own")
    session = await sync_to_async(begin)()
    early = Person(session)
    await early.look()
    await early.answer(1, "goed", "C")

    text = BARE.replace("Wat gaat goed?", "Wat gaat slecht?").replace('"Drie"', '"Vier"')
    await Workshop.objects.filter(pk=workshop.pk).aupdate(draft=text)
    later = await sync_to_async(begin)()
    late = Person(session)
    pages = [await person.look("?stap=1") for person in (early, late, Person(later))]

    assert ["Wat gaat goed?" in page and "Drie" in page for page in pages] == [True, True, False]
    assert "Wat gaat slecht?" in pages[2]
    assert "Je antwoord is verstuurd." in pages[0]
    await late.answer(1, "goed", "C")
    assert await Response.objects.filter(question__session=session).acount() == 2


async def test_a_thousand_people_in_the_last_minute_all_count(trainer: User, live_hub: Hub):
    """In the seconds before the last moment; test_after_its_time has those who come later."""
    session = await sync_to_async(make_session)(trainer, closes=1 / 60)
    people = [Person(session) for _number in range(1000)]

    async def come(number: int) -> None:
        await people[number].look()
        await people[number].answer(1, "goed", "ABC"[number % 3])

    for first in range(0, 1000, AT_ONCE):
        await asyncio.gather(*map(come, range(first, first + AT_ONCE)))

    values = Response.objects.values_list("value", flat=True)
    assert await count(Participant) == 1000
    assert Counter([value[0] async for value in values]) == {"A": 334, "B": 333, "C": 333}
