"""Who steers: the trainer, or a co-host who may."""

from __future__ import annotations

import pytest

from polls.actions.base import Role
from polls.actions.performing import perform_action
from polls.errors import PollsError
from polls.models import LiveSession
from polls.views import desk, screen
from tests import seen
from tests.acting import act
from tests.polls.actions.test_actions import STEERING

pytestmark = pytest.mark.django_db


@pytest.fixture
def shared(session: LiveSession) -> LiveSession:
    """A session on slide 5 whose co-host may take over."""
    act(session, "goto", {"slide": "5"})
    act(session, "cohost-invite")
    act(session, "cohost-slides")
    return session


def help_out(session: LiveSession, action: str, **fields: str) -> int:
    """The co-host presses something."""
    return perform_action(
        session=session, action=action, fields=fields, by="co-host", role=Role.COHOST
    )


def refusal(session: LiveSession, action: str, **fields: str) -> str:
    with pytest.raises(PollsError) as caught:
        help_out(session, action, **fields)
    return caught.value.code


def standing(session: LiveSession) -> tuple[int, str]:
    """The slide, and what the desk says of the co-host, which no projector is told."""
    snapshot = seen.load(session)
    assert "cohost" not in screen.screen_state(snapshot)["session"]
    return snapshot.slide.number, desk.desk_state(snapshot)["session"]["cohost"]


def test_a_co_host_steers_after_one_press_and_the_desk_sees_it(shared: LiveSession):
    waits = refusal(shared, "next")
    help_out(shared, "take-over")
    help_out(shared, "next", seen="5")

    assert (waits, standing(shared)) == ("steer.other", (6, "steers"))


def test_a_trainer_takes_back_by_one_press_or_by_moving_on(shared: LiveSession):
    help_out(shared, "take-over")
    act(shared, "take-over")
    pressed = standing(shared)
    help_out(shared, "take-over")
    act(shared, "close", {"question": "voorbeelden"})  # helps, and moves nothing
    helped = standing(shared)
    act(shared, "next", {"seen": "5"})

    assert [pressed, helped, standing(shared)] == [(5, "slides"), (5, "steers"), (6, "slides")]
    assert refusal(shared, "next") == "steer.other"


def test_trainer_and_co_host_who_press_at_once_go_one_slide(shared: LiveSession):
    version = str(help_out(shared, "take-over"))
    pressed = {"seen": "5", "version": version}

    help_out(shared, "next", **pressed)
    act(shared, "next", pressed)

    assert standing(shared)[0] == 6


def test_undoing_a_step_of_the_co_host_steers_too(shared: LiveSession):
    help_out(shared, "take-over")
    help_out(shared, "next")

    act(shared, "undo")

    assert standing(shared) == (5, "slides")


def test_who_may_steer_and_who_does_are_undone(shared: LiveSession):
    seen_after = []
    for step in ("take-over", "cohost-texts", "cohost-slides"):
        if step == "take-over":
            help_out(shared, step)
        else:
            act(shared, step)
        changed = standing(shared)[1]
        act(shared, "undo")
        seen_after.append((changed, standing(shared)[1]))
        if step == "cohost-texts":
            act(shared, step)

    assert seen_after == [("steers", "slides"), ("", "slides"), ("slides", "")]


@pytest.mark.parametrize("action", sorted(STEERING))
def test_a_co_host_who_only_judges_texts_steers_nothing(shared: LiveSession, action: str):
    help_out(shared, "take-over")
    act(shared, "cohost-texts")

    assert refusal(shared, action) == "steer.denied"
    assert standing(shared) == (5, "")


@pytest.mark.parametrize("action", ["goto", "finish", "undo", "reset", "settings", "cohost-slides"])
def test_a_co_host_who_steers_does_nothing_else(shared: LiveSession, action: str):
    help_out(shared, "take-over")

    assert refusal(shared, action, slide="9") == "action.unknown"


@pytest.mark.parametrize("action", ["cohost-invite", "cohost-dismiss"])
def test_another_link_begins_with_texts_only(shared: LiveSession, action: str):
    help_out(shared, "take-over")

    act(shared, action)

    assert standing(shared) == (5, "")


def test_there_is_nobody_to_steer_without_a_link(session: LiveSession):
    with pytest.raises(PollsError) as caught:
        act(session, "cohost-slides")

    assert caught.value.code == "cohost.none"
