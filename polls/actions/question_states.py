"""Questions: opened, paused, closed, and asked again."""

from __future__ import annotations

from collections.abc import Sequence

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.actions.named import find_named
from polls.kinds.questions import ASIDE
from polls.models import Question
from polls.questions import audience_questions, questions
from polls.results import splits
from polls.sessions import sessions


def open_questions(change: Change, *, keys: Sequence[str], again: bool) -> None:
    sessions.end_break(change.session, change.questions)
    for key in find_named(change, keys):
        if key == ASIDE:
            audience_questions.open_question(find_aside(change))
        elif again:
            settle_split(change, key, shown=True)
            questions.reopen_question(change.question(key))
        else:
            settle_split(change, key)
            questions.open_question(change.question(key))


def settle_split(change: Change, key: str, *, shown: bool = False) -> None:
    """Decide what may be told by group of what a closed question is now, before more comes in;
    with `shown` only when anybody saw its result."""
    question = change.question(key)
    if question.state == question.State.CLOSED and (question.shown or not shown):
        splits.decide(change.session, change.questions, question)


def find_aside(change: Change) -> Question:
    """The question beside the deck, made the first time that it is asked for."""
    for question in change.questions:
        if question.key == ASIDE:
            return question
    return change.add(audience_questions.create_question(change.session))


def pause_questions(change: Change, *, keys: Sequence[str]) -> None:
    for key in find_named(change, keys):
        questions.pause_question(change.question(key))


def close_questions(change: Change, *, keys: Sequence[str]) -> None:
    for key in find_named(change, keys):
        questions.close_question(change.question(key))


def start_round(change: Change, *, keys: Sequence[str]) -> None:
    sessions.end_break(change.session, change.questions)
    for key in find_named(change, keys):
        splits.decide(change.session, change.questions, change.question(key))
        questions.start_round(change.question(key))


OPEN = Action(
    name="open",
    roles=EVERYONE,
    steers=True,
    run=open_questions,
    fields={"keys": fields.QUESTIONS, "again": fields.ticked_field("again")},
    effect="lets answers in; a closed question that was answered starts a new round, or with "
    "`again` goes on in the same, as one does that nobody answered. `aside` are the questions of "
    "the room beside the deck, which are off until this switches them on, and go on in the same "
    "round",
)
PAUSE = Action(
    name="pause",
    run=pause_questions,
    fields={"keys": fields.QUESTIONS},
    effect="answers wait; `open` goes on in the same round",
)
CLOSE = Action(
    name="close",
    roles=EVERYONE,
    steers=True,
    run=close_questions,
    fields={"keys": fields.QUESTIONS},
    effect="no more answers",
)
RESET = Action(
    name="reset",
    run=start_round,
    fields={"keys": fields.QUESTIONS},
    effect="a new round; the answers of earlier rounds are kept",
)
