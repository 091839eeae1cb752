"""The door: new devices are let in, or not. Whoever is in goes on."""

from __future__ import annotations

from polls.actions.base import Action
from polls.actions.change import Change
from polls.sessions import sessions


def close_door(change: Change) -> None:
    sessions.close_door(change.session)


def open_door(change: Change) -> None:
    sessions.open_door(change.session)


CLOSE = Action(
    name="door-close",
    run=close_door,
    begins=False,
    spares_ended=True,
    effect="lets no device in that is not there yet; those who are in go on",
)
OPEN = Action(
    name="door-open",
    run=open_door,
    begins=False,
    spares_ended=True,
    effect="lets everybody in again",
)
