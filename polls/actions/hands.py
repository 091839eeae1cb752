"""Answers of people without a phone: hands that went up, and what somebody said aloud."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.errors import PollsError
from polls.questions import manual_answers
from polls.whole_numbers import whole_number

HAND = "hands."  # what stands before the key of an option


def read_hands(form: Form) -> dict[str, int]:
    """How many for each option; an empty field is none."""
    return {option: read_count(text) for option, text in fields.starting_with(HAND, form).items()}


def read_count(text: str) -> int:
    number = whole_number(text or "0", highest=manual_answers.MOST)
    if number is None:
        raise PollsError("hands.number", _("Vul een heel getal in, zoals 12."))
    return number


def count_hands(change: Change, *, question: str, hands: Mapping[str, int], people: int) -> None:
    manual_answers.count_hands(change.answers_of(question), hands, people)


def answer_for(change: Change, *, question: str, text: str) -> None:
    manual_answers.add_answer(change.answers_of(question), [text])


HANDS = Action(
    name="hands",
    run=count_hands,
    fields={
        "question": fields.QUESTION,
        "hands": Field(("hands.<option>",), read_hands),
        "people": Field(("people",), lambda form: read_count(form.get("people", ""))),
    },
    begins=False,
    effect="how many hands went up for each option of a choice; replaces the earlier count of "
    "this round. `people`: how many raised a hand, where one may choose several options; without "
    "it each hand is of somebody else",
)
ANSWER_FOR = Action(
    name="answer-for",
    run=answer_for,
    fields={"question": fields.QUESTION, "text": fields.text_field("text")},
    begins=False,
    effect="adds what somebody without a phone says",
)
