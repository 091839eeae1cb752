"""Texts of the room: shown, hidden, held back, or one of them large."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from polls.actions import fields
from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.actions.fields import Field
from polls.models import TextMark
from polls.texts import moderation

FIELDS: dict[str, Field[Any]] = {"question": fields.QUESTION, "cards": fields.CARDS}


def show_cards(change: Change, *, question: str, cards: Sequence[str]) -> None:
    moderation.set_card_state(change.texts_of(question), ids=cards, state=TextMark.State.SHOWN)


def hide_cards(change: Change, *, question: str, cards: Sequence[str]) -> None:
    moderation.set_card_state(change.texts_of(question), ids=cards, state=TextMark.State.HIDDEN)


def hold_cards(change: Change, *, question: str, cards: Sequence[str]) -> None:
    moderation.set_card_state(change.texts_of(question), ids=cards, state=TextMark.State.PENDING)


def spotlight_card(change: Change, *, question: str, card: str) -> None:
    """There is one spotlight: that of another question goes out."""
    chosen = change.texts_of(question)
    for other in change.questions:
        if other is not chosen:
            other.spotlight = ""
    moderation.spotlight_card(chosen, id=card)


SHOW = Action(
    name="card-show",
    led=False,
    run=show_cards,
    fields=FIELDS,
    roles=EVERYONE,
    begins=False,
    effect="shows texts",
)
HIDE = Action(
    name="card-hide",
    led=False,
    run=hide_cards,
    fields=FIELDS,
    roles=EVERYONE,
    begins=False,
    effect="hides texts",
)
HOLD = Action(
    name="card-hold",
    led=False,
    run=hold_cards,
    fields=FIELDS,
    roles=EVERYONE,
    begins=False,
    effect="lets texts wait",
)
SPOTLIGHT = Action(
    name="card-spotlight",
    run=spotlight_card,
    fields={"question": fields.QUESTION, "card": fields.CARD},
    roles=EVERYONE,
    begins=False,
    effect="shows one text large on the projector; without `card` none",
)
