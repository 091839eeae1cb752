"""A question by group on the projector, or a pair against each other; or all of it again."""

from __future__ import annotations

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.results import crosses, splits


def show_split(change: Change, *, key: str) -> None:
    splits.show_split(change.session, change.questions, change.question(key))


def hide_split(change: Change, *, key: str) -> None:
    splits.hide_split(change.question(key))


def show_cross(change: Change, *, key: str) -> None:
    crosses.show_cross(change.session, change.questions, change.question(key))


def hide_cross(change: Change, *, key: str) -> None:
    crosses.hide_cross(change.questions, change.question(key))


SPLIT_SHOW = Action(
    name="split-show",
    roles=EVERYONE,
    steers=True,
    run=show_split,
    fields={"key": fields.QUESTION},
    begins=False,
    effect="the result of a closed question stands by group, of the question with `segment`, "
    "wherever it is drawn",
)
SPLIT_HIDE = Action(
    name="split-hide",
    roles=EVERYONE,
    steers=True,
    run=hide_split,
    fields={"key": fields.QUESTION},
    begins=False,
    effect="the result of everybody together again",
)
CROSS_SHOW = Action(
    name="cross-show",
    roles=EVERYONE,
    steers=True,
    run=show_cross,
    fields={"key": fields.QUESTION},
    begins=False,
    effect="two choices that wait for each other (`after` in the deck) stand against each other: "
    "how many people chose this in one and that in the other, wherever they are drawn as a pair",
)
CROSS_HIDE = Action(
    name="cross-hide",
    roles=EVERYONE,
    steers=True,
    run=hide_cross,
    fields={"key": fields.QUESTION},
    begins=False,
    effect="the two beside each other again, as a pair",
)
