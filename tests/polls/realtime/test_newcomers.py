"""Many devices from one hand are noticed; a room of a thousand behind one address is not."""

from __future__ import annotations

import asyncio
import time

import httpx
import pytest
from django.contrib.auth.models import User

from polls import identity
from polls.models import LiveSession
from polls.realtime.hub import hub
from polls.realtime.newcomers import CONNECTS, HASTE, MANY, REMINDED, WINDOW, Newcomers
from tests.polls.realtime.clients import Peer, Room

pytestmark = pytest.mark.django_db(transaction=True)

OFFICE, HOME = "203.0.113.7", "198.51.100.2"
READS = HASTE + 1
JSON = {"Accept": "application/json"}


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def newcomers(clock: Clock) -> Newcomers:
    return Newcomers(clock)


def phones(newcomers: Newcomers, people: range, address: str = OFFICE) -> None:
    """They load the page, connect, read, and answer."""
    for person in people:
        newcomers.came(person, address)
        newcomers.connected(person)
        newcomers.answered(person, since=lambda: READS)


def script(newcomers: Newcomers, people: range, address: str = OFFICE) -> None:
    """It posts answers, each with a fresh cookie."""
    for person in people:
        newcomers.came(person, address)
        newcomers.answered(person, since=lambda: 0.1)


def test_a_thousand_phones_behind_one_address_are_a_room(newcomers: Newcomers, clock: Clock):
    phones(newcomers, range(1, 1_001))
    clock.now += CONNECTS + 1

    assert not newcomers.are_many_of_one()


@pytest.mark.parametrize(("count", "found"), [(MANY - 1, False), (MANY, True)])
def test_a_script_is_found_at_once(newcomers: Newcomers, count: int, found: bool):
    script(newcomers, range(count))

    assert newcomers.are_many_of_one() is found


def test_a_script_in_a_full_room_is_found_once_it_is_the_larger_part(newcomers: Newcomers):
    phones(newcomers, range(100))
    script(newcomers, range(1_000, 1_099))
    fewer = newcomers.are_many_of_one()
    script(newcomers, range(2_000, 2_001))

    assert (fewer, newcomers.are_many_of_one()) == (False, True)


def test_devices_of_many_places_are_no_hand(newcomers: Newcomers):
    for number in range(200):
        script(newcomers, range(number, number + 1), f"198.51.100.{number}")

    assert not newcomers.are_many_of_one()


def test_one_network_is_one_place(newcomers: Newcomers):
    for number in range(MANY):
        script(newcomers, range(number, number + 1), f"2001:db8::{number:x}")

    assert newcomers.are_many_of_one()


def test_who_waits_before_the_answer_but_never_connects_is_found(
    newcomers: Newcomers, clock: Clock
):
    for person in range(MANY):
        newcomers.came(person, OFFICE)
        newcomers.answered(person, since=lambda: READS)
    early = newcomers.are_many_of_one()
    clock.now += CONNECTS + 1

    assert (early, newcomers.are_many_of_one()) == (False, True)


def test_a_phone_that_connects_after_its_answer_is_a_phone(newcomers: Newcomers, clock: Clock):
    for person in range(MANY):
        newcomers.came(person, OFFICE)
        newcomers.answered(person, since=lambda: None)  # a cookie of an older version
        newcomers.connected(person)
    clock.now += CONNECTS + 1

    assert not newcomers.are_many_of_one()


def test_slow_joining_is_forgotten_and_a_warning_ends(newcomers: Newcomers, clock: Clock):
    script(newcomers, range(MANY - 1))
    clock.now += WINDOW + 1
    script(newcomers, range(1_000, 1_000 + MANY - 1))
    slow, kept = newcomers.are_many_of_one(), len(newcomers.found)
    script(newcomers, range(2_000, 2_000 + MANY))
    warned = newcomers.are_many_of_one()
    clock.now += REMINDED + 1

    assert (slow, kept) == (False, MANY - 1)
    assert warned
    assert not newcomers.are_many_of_one()
    assert (newcomers.found, newcomers.odd) == ({}, {})


def test_the_odd_devices_are_known_as_long_as_the_warning_stands(
    newcomers: Newcomers, clock: Clock
):
    """Those of the hand, and nobody else at its place or elsewhere."""
    phones(newcomers, range(10))
    script(newcomers, range(100, 110), HOME)
    script(newcomers, range(1_000, 1_000 + MANY))
    newcomers.are_many_of_one()
    clock.now += WINDOW + 1
    newcomers.are_many_of_one()

    assert newcomers.open_ones == set(range(1_000, 1_000 + MANY))


def test_it_takes_as_many_new_ones_to_warn_again(newcomers: Newcomers):
    script(newcomers, range(MANY))
    warned = newcomers.are_many_of_one()
    newcomers.handle()
    dealt = newcomers.are_many_of_one(), newcomers.open_ones
    script(newcomers, range(1_000, 1_000 + MANY - 1))
    fewer = newcomers.are_many_of_one()
    script(newcomers, range(2_000, 2_001))
    more = newcomers.are_many_of_one()

    assert (warned, dealt, fewer, more) == (True, (False, set()), False, True)
    assert newcomers.open_ones == {*range(1_000, 1_000 + MANY - 1), 2_000}


def test_it_remembers_no_more_of_them_than_said(
    newcomers: Newcomers, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("polls.realtime.newcomers.MOST", MANY)
    script(newcomers, range(MANY + 5))

    assert newcomers.are_many_of_one()
    assert len(newcomers.odd) == MANY


def test_no_address_is_kept(newcomers: Newcomers):
    phones(newcomers, range(1), OFFICE)
    phones(newcomers, range(1, 2), HOME)
    other = Newcomers()
    phones(other, range(1), OFFICE)

    places = [each.place for each in [*newcomers.found.values(), *other.found.values()]]
    assert len(set(places)) == 3
    assert OFFICE not in repr(newcomers.found)


# On a server


async def vote(room: Room, client: httpx.AsyncClient, cookie: str) -> httpx.Response:
    name = identity.cookie_name(room.session.code, https=False)
    return await client.post(
        f"{room.origin}/{room.session.code}/answers/",
        json={"question": "goed", "round": 1, "value": ["A"]},
        headers={**JSON, "Cookie": f"{name}={cookie}"},
    )


async def votes_of_a_script(room: Room, count: int) -> list[int]:
    code = room.session.code
    async with httpx.AsyncClient(timeout=60) as client:
        replies = [await vote(room, client, identity.new_cookie(code)) for _ in range(count)]
    return [reply.status_code for reply in replies]


async def honest(room: Room) -> Peer:
    phone = await room.phone(identity.new_cookie(room.session.code, made=time.time() - READS))
    await phone.answer("goed", ["B"])
    return phone


async def test_a_desk_hears_of_a_script_and_closes_the_door(on_vote: Room, trainer: User):
    desk = await on_vote.desk(trainer)
    phone = await honest(on_vote)
    stored = await votes_of_a_script(on_vote, MANY)
    async with asyncio.timeout(10):
        await desk.until(type="pulse", warnings=["crowd"])

    await on_vote.act("door-close")
    await desk.until(type="pulse", warnings=["crowd", "door"])
    async with httpx.AsyncClient(timeout=60) as client:
        late = await vote(on_vote, client, identity.new_cookie(on_vote.session.code))
    goes_on = await phone.answer("goed", ["C"], seq=2)
    await on_vote.act("door-open")
    let_in = await votes_of_a_script(on_vote, 1)

    assert stored == [200] * MANY
    assert (late.status_code, late.json()["code"]) == (401, "participant.door")
    assert goes_on["outcome"] == "changed"
    assert let_in == [200]


async def counted(desk: Peer, answered: int) -> dict[str, int]:
    frame = await desk.until(type="results", question="goed", answered=answered)
    return {name: frame[name] for name in ("answered", "joined")}


async def test_the_answers_of_a_script_are_put_aside_and_taken_back(on_vote: Room, trainer: User):
    desk = await on_vote.desk(trainer)
    phone = await honest(on_vote)
    cookies = [identity.new_cookie(on_vote.session.code) for _ in range(MANY)]
    async with httpx.AsyncClient(timeout=60) as client:
        for cookie in cookies:
            await vote(on_vote, client, cookie)
        with_them = await counted(desk, MANY + 1)
        await desk.until(type="pulse", warnings=["crowd"])

        await on_vote.act("crowd-aside")
        without = await counted(desk, 1)
        await desk.until(type="pulse", warnings=["aside"])
        again = await vote(on_vote, client, cookies[0])
    goes_on = await phone.answer("goed", ["C"], seq=2)
    still = await counted(desk, 1)
    await on_vote.act("crowd-count")
    back = await counted(desk, MANY + 1)
    await desk.until(type="pulse", warnings=[])

    assert with_them == back == {"answered": MANY + 1, "joined": MANY + 1}
    assert without == still == {"answered": 1, "joined": 1}
    assert (again.status_code, goes_on["outcome"]) == (200, "changed")


async def test_a_desk_dismisses_the_warning(on_vote: Room, trainer: User):
    desk = await on_vote.desk(trainer)
    await votes_of_a_script(on_vote, MANY)
    await desk.until(type="pulse", warnings=["crowd"])

    await on_vote.act("crowd-dismiss")

    await desk.until(type="pulse", warnings=[])
    results = [frame for frame in desk.frames if frame["type"] == "results"]
    assert results[-1]["answered"] == MANY


async def test_a_desk_hears_nothing_of_a_room_behind_one_address(on_vote: Room, trainer: User):
    desk = await on_vote.desk(trainer)
    for _ in range(MANY + 5):
        await honest(on_vote)
    looks = 0
    while looks < 3:
        looks += (await desk.until(type="pulse"))["joined"] == MANY + 5

    newcomers = hub.rooms[on_vote.session.pk].warnings.newcomers
    assert len(newcomers.found) == MANY + 5
    assert {tuple(frame.get("warnings", ())) for frame in desk.frames} == {()}


async def test_a_closed_door_can_be_undone(on_vote: Room):
    await on_vote.act("door-close")
    await on_vote.act("undo")

    assert not await LiveSession.objects.filter(door_closed=True).aexists()


def test_only_the_first_answer_asks_when_the_page_was_made(newcomers: Newcomers):
    asked: list[float] = []

    def seconds() -> float:
        asked.append(READS)
        return READS

    newcomers.came(1, OFFICE)
    for _time in range(3):
        newcomers.answered(1, since=seconds)

    assert asked == [READS]
