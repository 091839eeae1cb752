"""Results: shown on the projector, or hidden."""

from __future__ import annotations

from collections.abc import Sequence, Set

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.actions.named import find_named
from polls.questions import questions
from polls.results import splits
from polls.sessions import stage


def show_results(change: Change, *, keys: Sequence[str], anyway: bool) -> None:
    wanted = set(find_named(change, keys))
    if not anyway:
        wanted |= questions.find_partners(change.questions, wanted)
    appear = {key for key in wanted if not change.question(key).shown}
    for key in sorted(wanted):
        question = change.question(key)
        questions.show_results(question)
        if question.state == question.State.CLOSED:
            splits.decide(change.session, change.questions, question)
    give_stage(change, appear)


def give_stage(change: Change, appear: Set[str]) -> None:
    """What appears on this slide is seen from its beginning; one of several questions alone
    comes before the others."""
    slide = change.slide
    if appear.isdisjoint([*slide.questions, *slide.results]):
        return
    stage.look_anew(change.session, slide.id)
    if len(slide.questions) > 1 and len(appear) == 1:
        (view,) = appear
        stage.look_at(change.session, slide.id, view=view, page=1)


def hide_results(change: Change, *, keys: Sequence[str]) -> None:
    for key in find_named(change, keys):
        questions.hide_results(change.question(key))


SHOW = Action(
    name="show",
    roles=EVERYONE,
    steers=True,
    run=show_results,
    fields={"keys": fields.QUESTIONS, "anyway": fields.ticked_field("anyway")},
    effect="results on the projector; two votes that wait for each other (`after` in the deck) "
    "are shown together once both are closed, or with `anyway` one of them before",
)
HIDE = Action(
    name="hide",
    roles=EVERYONE,
    steers=True,
    run=hide_results,
    fields={"keys": fields.QUESTIONS},
    effect="no results on the projector",
)
