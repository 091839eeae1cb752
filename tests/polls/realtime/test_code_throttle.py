"""Wrong codes of one address, without a server and with a clock of our own."""

from __future__ import annotations

import asyncio
import time
from types import SimpleNamespace

import pytest

from polls.errors import PollsError
from polls.realtime import code_throttle
from polls.realtime.code_throttle import BURST, FORGET, RATE, WAIT, WAITING, Guesses

HERE, THERE = "192.0.2.1", "198.51.100.1"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time as the throttle sees it; whoever waits a step lets it pass. It is an hour ahead,
    so that an address which was just made is full."""
    clock = SimpleNamespace(now=time.monotonic() // 1 + 3600, steps=0)

    async def sleep(seconds: float) -> None:
        clock.now += seconds
        clock.steps += 1

    monkeypatch.setattr(code_throttle, "time", SimpleNamespace(monotonic=lambda: clock.now))
    monkeypatch.setattr(code_throttle, "asyncio", SimpleNamespace(sleep=sleep))
    return clock


def tried(guesses: Guesses, times: int, address: str = HERE) -> None:
    for number in range(times):
        asyncio.run(guesses.turn(address, f"{number:08d}"))


def test_a_room_mistypes_without_waiting(clock: SimpleNamespace):
    tried(Guesses(), int(BURST))

    assert clock.steps == 0


def test_after_that_each_wrong_code_waits_for_its_turn(clock: SimpleNamespace):
    guesses = Guesses()
    tried(guesses, int(BURST))
    began = clock.now

    tried(guesses, 3)

    assert clock.now - began == 3 / RATE


def test_another_address_does_not_wait(clock: SimpleNamespace):
    guesses = Guesses()
    tried(guesses, int(BURST))

    tried(guesses, int(BURST), THERE)

    assert clock.steps == 0


def test_a_code_that_was_right_is_not_waited_for(clock: SimpleNamespace):
    guesses = Guesses()
    asyncio.run(guesses.turn(HERE, "12345678"))
    guesses.knows(HERE, "12345678")
    tried(guesses, int(BURST))

    asyncio.run(guesses.turn(HERE, "12345678"))

    assert clock.steps == 0


def test_a_right_code_uses_up_no_try_and_gives_one_back_only_once(clock: SimpleNamespace):
    guesses = Guesses()
    asyncio.run(guesses.turn(HERE, "12345678"))
    for _person in range(5):
        guesses.knows(HERE, "12345678")

    assert guesses.of(HERE).level == BURST


def test_who_waits_too_long_is_told_when_to_come_back(
    clock: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
):
    guesses = Guesses()
    tried(guesses, int(BURST))
    began = clock.now
    monkeypatch.setattr(code_throttle, "RATE", 0.0001)

    with pytest.raises(PollsError) as refused:
        asyncio.run(guesses.turn(HERE, "00000000"))

    assert (refused.value.code, refused.value.retry_after) == ("guess.wait", 1 / 0.0001)
    assert WAIT < clock.now - began <= WAIT + 2 * code_throttle.STEP
    assert guesses.of(HERE).waiting == 0


def test_too_many_who_wait_at_one_address_are_refused_at_once(clock: SimpleNamespace):
    guesses = Guesses()
    tried(guesses, int(BURST))
    guesses.of(HERE).waiting = WAITING

    with pytest.raises(PollsError) as refused:
        asyncio.run(guesses.turn(HERE, "00000000"))

    assert (refused.value.code, clock.steps) == ("guess.wait", 0)


def test_an_address_is_forgotten_after_a_while_unless_somebody_waits_there(clock: SimpleNamespace):
    guesses = Guesses()
    tried(guesses, 1, HERE)
    tried(guesses, 1, THERE)
    guesses.of(THERE).waiting = 1

    clock.now += FORGET + 1
    guesses.sweep()

    assert list(guesses.addresses.values()) == [guesses.of(THERE)]


def test_no_address_is_kept_as_it_is(clock: SimpleNamespace):
    guesses = Guesses()
    tried(guesses, 1)

    (digest,) = guesses.addresses
    assert HERE.encode() not in digest
    assert Guesses().of(HERE) is not guesses.of(HERE)
    assert len(digest) == 16
