"""Steps through the slides, by several who steer at once."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession
from tests.acting import act

pytestmark = pytest.mark.django_db

STEPS = ("next", "previous", "goto", "leave-group")


def position(session: LiveSession) -> int:
    session.refresh_from_db()
    return session.position


def refusal(session: LiveSession, step: str, **fields: str) -> str:
    with pytest.raises(PollsError) as caught:
        act(session, step, fields)
    return caught.value.code


@pytest.mark.parametrize("step", STEPS)
def test_a_desk_that_slept_takes_no_step_on_a_slide_that_others_left_and_came_back_to(
    session: LiveSession, step: str
):
    slept = str(act(session, "goto", {"slide": "5"}))
    act(session, "goto", {"slide": "8"})
    awake = str(act(session, "goto", {"slide": "5"}))
    fields = {"seen": "5", "slide": "20"}

    refused = refusal(session, step, **fields, version=slept)
    stayed = position(session)
    act(session, step, {**fields, "version": awake})

    assert (refused, stayed) == ("slide.moved", 5)
    assert position(session) != 5


def test_what_happened_on_the_slide_itself_stops_no_step(session: LiveSession):
    version = str(act(session, "goto", {"slide": "5"}))
    act(session, "close", {"question": "voorbeelden"})
    act(session, "blank")

    act(session, "next", {"seen": "5", "version": version})

    assert position(session) == 6


@pytest.mark.parametrize(("step", "slide"), [("next", 6), ("goto", 6), ("previous", 4)])
def test_two_who_press_at_once_never_skip_a_slide(session: LiveSession, step: str, slide: int):
    version = str(act(session, "goto", {"slide": "5"}))

    for _ in range(2):
        act(session, step, {"slide": str(slide), "seen": "5", "version": version})

    assert position(session) == slide


def test_two_who_leave_a_chapter_at_once_leave_one(session: LiveSession):
    version = str(act(session, "goto", {"slide": "24"}))
    act(session, "leave-group", {"seen": "24", "version": version})
    left = position(session)

    assert refusal(session, "leave-group", seen="24", version=version) == "slide.moved"
    assert position(session) == left


def test_an_undone_step_counts_as_one_too(session: LiveSession):
    act(session, "goto", {"slide": "5"})
    version = str(act(session, "goto", {"slide": "6"}))
    act(session, "undo")

    assert refusal(session, "goto", slide="7", seen="6", version=version) == "slide.moved"
    assert refusal(session, "goto", slide="7", seen="5", version=version) == "slide.moved"
    assert position(session) == 5


@pytest.mark.parametrize("version", ["0", "later", "-3"])
def test_a_version_that_is_none_counts_as_an_old_one(session: LiveSession, version: str):
    act(session, "goto", {"slide": "5"})

    assert refusal(session, "leave-group", seen="5", version=version) == "slide.moved"
