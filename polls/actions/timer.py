"""The timer that everyone sees."""

from __future__ import annotations

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.sessions import stage


def start_timer(change: Change, *, seconds: int | None) -> None:
    stage.start_timer(change.session, seconds)


def extend_timer(change: Change) -> None:
    stage.extend_timer(change.session)


def stop_timer(change: Change) -> None:
    stage.stop_timer(change.session)


START = Action(
    name="timer",
    run=start_timer,
    begins=False,
    spares_ended=True,
    fields={"seconds": fields.number_field("seconds", stage.LONGEST)},
    effect="a countdown for everyone, of 1 second to an hour; at zero nothing closes",
)
EXTEND = Action(
    name="timer-add",
    run=extend_timer,
    begins=False,
    spares_ended=True,
    effect="30 seconds more on the timer",
)
STOP = Action(
    name="timer-stop",
    run=stop_timer,
    begins=False,
    spares_ended=True,
    effect="no timer any more",
)
