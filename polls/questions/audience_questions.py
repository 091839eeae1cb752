"""Questions of the room beside the deck: on every slide, once a facilitator switched them on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from polls import kinds
from polls.kinds.questions import ASIDE
from polls.models import LiveSession, Question
from polls.questions import questions

KIND = "questions"
ANSWERED = "beantwoord"  # the label of a question that was dealt with
ON = (Question.State.OPEN, Question.State.PAUSED)


def create_question(session: LiveSession) -> Question:
    """Make the question, the first time that it is asked for.

    It belongs to no slide. What the room asks is held until a facilitator shows it.
    """
    with translation.override(session.language):
        return Question.objects.create(
            session=session,
            key=ASIDE,
            slide="",
            kind=KIND,
            prompt=_("Vragen uit de zaal"),
            spec=kinds.get(KIND).parse_spec({}),
            held=True,
            guard=session.guard,
            labels=[{"key": ANSWERED, "label": _("beantwoord"), "color": "b"}],
        )


def open_question(question: Question) -> None:
    """Let the room ask, in the same round as before.

    Once the answers were removed they begin anew, or nobody would see what comes in.
    """
    kept = str(question.round) in question.totals  # of answers that were removed
    if question.state == Question.State.CLOSED and not kept:
        question.state = Question.State.PAUSED
    questions.open_question(question)


def find_among(questions: Sequence[Question]) -> Question | None:
    """The question beside the deck while it is on."""
    return next((each for each in questions if each.key == ASIDE and each.state in ON), None)


def answered_last(cards: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Cards with what still waits for an answer first."""
    return sorted(cards, key=lambda card: any(each["key"] == ANSWERED for each in card["labels"]))
