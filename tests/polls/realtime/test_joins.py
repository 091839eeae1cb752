"""One place makes no devices without end; a municipality behind one address does not notice."""

from __future__ import annotations

import httpx
import pytest

from polls import identity
from polls.models import Participant
from polls.realtime import joins
from polls.realtime.hub import hub
from polls.realtime.joins import AT_ONCE, FORGET, RATE, Joins
from tests.polls.realtime.clients import Room

HALL, HOME = "203.0.113.7", "198.51.100.2"


class Clock:
    now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def take(room: Joins, times: int, address: str = HALL) -> int:
    return sum(room.take(address) for _time in range(times))


def test_no_more_devices_of_a_place_come_in_than_said(clock: Clock):
    found = Joins(clock)

    assert take(found, int(AT_ONCE) + 5) == AT_ONCE
    assert take(found, 1, HOME) == 1


def test_a_place_gets_so_many_again_a_second(clock: Clock):
    found = Joins(clock)
    take(found, int(AT_ONCE))
    clock.now += 2

    assert take(found, 100) == 2 * RATE


def test_who_was_here_before_takes_nothing(clock: Clock):
    found = Joins(clock)
    for _time in range(int(AT_ONCE) + 5):
        assert found.take(HALL)
        found.give_back(HALL)


def test_a_network_is_one_place(clock: Clock):
    found = Joins(clock)
    taken = [found.take(f"2001:db8::{number % 60_000:x}") for number in range(int(AT_ONCE) + 5)]

    assert sum(taken) == AT_ONCE


def test_a_place_is_forgotten_and_its_address_never_known(clock: Clock):
    found = Joins(clock)
    take(found, 3)
    assert HALL not in repr(found.places)
    assert len(found.places) == 1
    clock.now += FORGET + 1
    take(found, 1, HOME)

    assert len(found.places) == 1


@pytest.mark.django_db(transaction=True)
async def test_a_device_too_many_waits_and_those_inside_go_on(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(joins, "AT_ONCE", 3.0)
    monkeypatch.setattr(joins, "RATE", 0.0)
    hub.joins = Joins()
    cookies = [identity.new_cookie(on_vote.session.code) for _number in range(4)]
    *known, late = cookies
    inside = [await on_vote.phone(cookie) for cookie in known]
    for phone in inside:
        await phone.until(type="state")

    refused = await on_vote.phone(late)
    heard, code = await refused.receive(), await refused.closed()
    async with httpx.AsyncClient(base_url=on_vote.origin) as client:
        name = identity.cookie_name(on_vote.session.code, https=False)
        polls = [
            await client.get(
                f"/{on_vote.session.code}/state/", headers={"Cookie": f"{name}={cookie}"}
            )
            for cookie in (late, known[0])
        ]
    again = await on_vote.phone(known[0])

    assert (heard["code"], heard["retry_after"], code) == ("join.wait", 2, 1013)
    assert [reply.status_code for reply in polls] == [429, 200]
    assert (await again.receive())["type"] == "state"
    assert (await inside[1].answer("goed", ["A"]))["outcome"] == "stored"
    assert await Participant.objects.filter(session=on_vote.session).acount() == 3
