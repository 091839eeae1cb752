"""Texts of the room: spelled another way, counted along with another one, or by themselves."""

from __future__ import annotations

from collections.abc import Sequence

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.texts import moderation


def correct_card(change: Change, *, question: str, card: str, text: str) -> None:
    moderation.correct_card(change.texts_of(question), id=card, text=text)


def merge_cards(change: Change, *, question: str, cards: Sequence[str], into: str) -> None:
    moderation.merge_cards(change.texts_of(question), ids=cards, into=into)


def split_card(change: Change, *, question: str, card: str) -> None:
    moderation.split_card(change.texts_of(question), id=card)


CORRECT = Action(
    name="card-correct",
    led=False,
    run=correct_card,
    fields={"question": fields.QUESTION, "card": fields.CARD, "text": fields.text_field("text")},
    roles=EVERYONE,
    begins=False,
    effect="shows another spelling, marked as edited",
)
MERGE = Action(
    name="card-merge",
    led=False,
    run=merge_cards,
    fields={"question": fields.QUESTION, "cards": fields.CARDS, "into": fields.text_field("into")},
    roles=EVERYONE,
    begins=False,
    effect="counts texts along with another one",
)
SPLIT = Action(
    name="card-split",
    led=False,
    run=split_card,
    fields={"question": fields.QUESTION, "card": fields.CARD},
    roles=EVERYONE,
    begins=False,
    effect="lets texts that count along with this one stand by themselves again",
)
