"""What desks are warned of, as this process and the others see it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.utils import timezone

from polls.models import LiveSession
from polls.realtime import warnings
from polls.realtime.warnings import ASIDE, BELIEVED, CROWD, DATABASE, DOOR, Warnings


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


def test_a_closed_door_is_told_beside_the_crowd(clock: SimpleNamespace):
    """So that their answers can still be put aside."""
    held = Warnings()
    held.heard("there", crowded=True)
    held.look(LiveSession())

    assert held.look(LiveSession(door_closed=True))
    assert held.names == [CROWD, DOOR]


def test_devices_that_are_put_aside_are_told_of_until_they_count_again():
    held = Warnings()

    assert held.look(LiveSession(aside=1))
    assert held.names == [ASIDE]
    assert held.look(LiveSession())
    assert held.names == []


def test_the_odd_devices_are_those_of_all_processes(clock: SimpleNamespace):
    held = Warnings()
    held.newcomers.odd = {1: clock.now, 2: clock.now}
    held.heard("there", crowded=True, odd=[2, 3])
    held.heard("quiet", crowded=False, odd=[4])
    both = held.find_odd()
    clock.now += BELIEVED

    assert (both, held.find_odd()) == ({1, 2, 3}, {1, 2})


def test_a_crowd_that_was_dealt_with_is_told_of_no_more_by_any_process(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=True, odd=[3])
    held.look(LiveSession())
    told = held.names

    held.look(LiveSession(crowd_handled=timezone.now()))
    held.heard("there", crowded=True, odd=[3])  # that process has not heard of it yet
    held.look(LiveSession(crowd_handled=held.handled))
    handled = held.names, held.find_odd()
    clock.now += BELIEVED + 0.1
    held.heard("there", crowded=True, odd=[5])  # and these are others
    held.look(LiveSession(crowd_handled=held.handled))

    assert (told, handled) == ([CROWD], ([], set()))
    assert (held.names, held.find_odd()) == ([CROWD], {5})


def test_a_crowd_is_told_of_again_when_that_is_undone(clock: SimpleNamespace):
    held = Warnings()
    held.newcomers.odd = {1: held.newcomers.clock()}
    held.look(LiveSession(crowd_handled=timezone.now()))
    handled = held.names, held.find_odd()

    held.look(LiveSession())

    assert (handled, held.names, held.find_odd()) == (([], set()), [CROWD], {1})


def test_the_people_of_a_rehearsal_are_no_crowd(clock: SimpleNamespace):
    held = Warnings()
    held.heard("there", crowded=True)

    assert not held.look(LiveSession(rehearsal=True))
    assert held.names == []
