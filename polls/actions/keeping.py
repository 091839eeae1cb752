"""How long the answers of a session are kept."""

from __future__ import annotations

from datetime import date

from polls import retention
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form


def read_day(form: Form) -> date:
    try:
        return date.fromisoformat(form.get("day", ""))
    except ValueError:
        raise retention.wrong_day() from None


def keep_until(change: Change, *, day: date) -> None:
    retention.keep_until(change.session, day)


KEEP_UNTIL = Action(
    name="keep-until",
    led=False,
    run=keep_until,
    fields={"day": Field(("day",), read_day)},
    begins=False,
    undoable=False,
    effect="the last day on which the answers are there, `day` as `2026-05-31`",
)
