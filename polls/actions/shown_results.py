"""Results: shown on the projector, or hidden."""

from __future__ import annotations

from collections.abc import Sequence

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.named import find_named
from polls.questions import questions


def show_results(change: Change, *, keys: Sequence[str], anyway: bool) -> None:
    wanted = set(find_named(change, keys))
    if not anyway:
        wanted |= questions.find_partners(change.questions, wanted)
    for key in sorted(wanted):
        questions.show_results(change.question(key))


def hide_results(change: Change, *, keys: Sequence[str]) -> None:
    for key in find_named(change, keys):
        questions.hide_results(change.question(key))


SHOW = Action(
    name="show",
    run=show_results,
    fields={"keys": fields.QUESTIONS, "anyway": fields.ticked_field("anyway")},
    effect="results on the projector; two votes that wait for each other (`after` in the deck) "
    "are shown together once both are closed, or with `anyway` one of them before",
)
HIDE = Action(
    name="hide",
    run=hide_results,
    fields={"keys": fields.QUESTIONS},
    effect="no results on the projector",
)
