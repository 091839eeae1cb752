"""Which earlier session this one is compared with."""

from __future__ import annotations

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.results import before


def link_before(change: Change, *, code: str) -> None:
    before.link_before(change.session, change.questions, code)


BEFORE = Action(
    name="before",
    run=link_before,
    fields={"code": fields.text_field("code")},
    begins=False,
    undoable=False,
    led=False,
    effect="this session is compared with an earlier one of the trainer or of its team, by its "
    "`code`; without one with none",
)
