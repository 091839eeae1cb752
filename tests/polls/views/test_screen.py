"""What a projector is told of the session, and what it is not."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from polls.views import screen
from tests import acting, seen
from tests.polls.views.conftest import leaks, names_in

pytestmark = pytest.mark.django_db


def test_a_screen_is_told_nothing_that_is_for_whoever_leads(leaky: LiveSession):
    told = seen.on_screen(leaky)

    assert leaks(leaky, told) == []
    assert set(told["session"]) == {
        *("code", "state", "title", "language", "edition", "joined", "present"),
        *("overlay", "skipped", "looks", "tables", "timer"),
    }
    assert {"seconds", "frozen", "texts", "signs"}.isdisjoint(names_in(told))


def test_a_screen_hears_of_the_questions_on_its_slide_only(leaky: LiveSession):
    told = seen.on_screen(leaky)

    assert told["questions"] == [
        {
            "key": "uitdaging",
            "kind": "open",
            "prompt": seen.load(leaky).by_key["uitdaging"].prompt,
            "state": "open",
            "round": 1,
            "shown": False,
        }
    ]


def test_a_frozen_screen_is_told_of_the_slide_that_it_keeps(leaky: LiveSession):
    acting.act(leaky, "freeze", {})
    acting.act(leaky, "goto", {"slide": "goed"})

    told = seen.on_screen(leaky)

    assert told["slide"]["id"] == "uitdaging"
    assert [question["key"] for question in told["questions"]] == ["uitdaging"]


def test_a_room_that_knows_more_people_says_so(leaky: LiveSession):
    snapshot = seen.load(leaky)

    counted = screen.screen_state(snapshot)["session"]
    told = screen.screen_state(snapshot, joined=9, present=4)["session"]

    assert (counted["joined"], counted["present"]) == (5, 0)
    assert (told["joined"], told["present"]) == (9, 4)
