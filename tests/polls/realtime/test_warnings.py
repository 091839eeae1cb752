"""What desks are warned of, as this process and the others see it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from polls.models import LiveSession
from polls.realtime import warnings
from polls.realtime.warnings import BELIEVED, CROWD, DATABASE, DOOR, Warnings


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(warnings, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def test_a_warning_is_news_when_it_begins_and_when_it_ends():
    held = Warnings()

    assert [held.hold(DATABASE, holds) for holds in (False, True, True, False, False)] == [
        *(False, True, False, True, False)
    ]
    assert held.names == []


def test_warnings_are_held_beside_each_other():
    held = Warnings()
    held.hold(DOOR, True)
    held.hold(CROWD, True)
    held.hold(DATABASE, True)

    held.hold(CROWD, False)

    assert held.names == [DATABASE, DOOR]


def test_a_crowd_that_another_process_sees_is_believed_for_a_while(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=True)
    began = held.look(LiveSession()), held.names

    clock.now += BELIEVED - 0.1
    still = held.look(LiveSession()), held.names
    clock.now += 0.2
    ended = held.look(LiveSession()), held.names

    assert (began, still, ended) == ((True, [CROWD]), (False, [CROWD]), (True, []))


def test_a_process_that_sees_no_crowd_warns_of_nothing(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=False)

    assert (held.look(LiveSession()), held.look(None), held.names) == (False, False, [])


def test_once_the_door_is_closed_that_is_told_and_no_crowd(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=True)
    held.look(LiveSession())

    assert held.look(LiveSession(door_closed=True))
    assert held.names == [DOOR]


def test_the_people_of_a_rehearsal_are_no_crowd(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=True)

    assert not held.look(LiveSession(rehearsal=True))
    assert held.names == []
