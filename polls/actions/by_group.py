"""A question by group on the projector, or all of it again."""

from __future__ import annotations

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.results import splits


def show_split(change: Change, *, key: str) -> None:
    splits.show_split(change.session, change.questions, change.question(key))


def hide_split(change: Change, *, key: str) -> None:
    splits.hide_split(change.question(key))


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
