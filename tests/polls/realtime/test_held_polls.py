"""The long polls of a room, without a server."""

from __future__ import annotations

import pytest

from polls.realtime import held_polls
from polls.realtime.held_polls import HeldPolls


async def test_a_poll_is_held_until_it_is_woken():
    polls = HeldPolls()

    with polls.hold(1) as first, polls.hold(2) as second:
        before = (first.done(), second.done())
        polls.wake_all()
        polls.wake_all()
        after = (first.done(), second.done())

    assert (before, after) == ((False, False), (True, True))
    assert polls.futures == set()


async def test_somebody_with_two_polls_is_there_until_both_have_ended():
    polls = HeldPolls()

    with polls.hold(1):
        with polls.hold(1):
            both = polls.find_people()
        one = polls.find_people()

    assert (both, one, polls.find_people()) == ({1}, {1}, set())


async def test_somebody_between_two_polls_is_still_there(monkeypatch: pytest.MonkeyPatch):
    polls = HeldPolls()
    polls.note_end(1)

    asking = polls.find_people()
    monkeypatch.setattr(held_polls, "BETWEEN", 0.0)

    assert (asking, polls.find_people()) == ({1}, set())
