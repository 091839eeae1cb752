"""Texts of the room: a star, and labels."""

from __future__ import annotations

from collections.abc import Sequence

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.texts import moderation


def star_cards(change: Change, *, question: str, cards: Sequence[str]) -> None:
    moderation.star_cards(change.texts_of(question), ids=cards)


def unstar_cards(change: Change, *, question: str, cards: Sequence[str]) -> None:
    moderation.star_cards(change.texts_of(question), ids=cards, starred=False)


def label_cards(change: Change, *, question: str, cards: Sequence[str], label: str) -> None:
    moderation.label_cards(change.texts_of(question), ids=cards, label=label)


STAR = Action(
    name="card-star",
    led=False,
    run=star_cards,
    fields={"question": fields.QUESTION, "cards": fields.CARDS},
    roles=EVERYONE,
    begins=False,
    effect="a star on texts",
)
UNSTAR = Action(
    name="card-unstar",
    led=False,
    run=unstar_cards,
    fields={"question": fields.QUESTION, "cards": fields.CARDS},
    roles=EVERYONE,
    begins=False,
    effect="no star on texts any more",
)
LABEL = Action(
    name="card-label",
    led=False,
    run=label_cards,
    fields={
        "question": fields.QUESTION,
        "cards": fields.CARDS,
        "label": fields.text_field("label"),
    },
    roles=EVERYONE,
    begins=False,
    effect="puts a label on texts, or takes it off when all have it",
)
