"""What stays of the room's own words when the answers are removed."""

from __future__ import annotations

from collections.abc import Iterable

from polls.models import Question, TextMark
from polls.texts.cards import Card
from polls.texts.index import TextIndex

TOGETHER = 2  # people who wrote the same: such a text counts as a total, not as somebody's own


def select_kept(dealt: Iterable[Card], index: TextIndex) -> list[Card]:
    """The texts that stay: those that a facilitator approved, and those of several people."""
    return [
        card for card in dealt if card.shown and (card.id in index.marks or card.count >= TOGETHER)
    ]


def make_mark(question: Question, card: Card, index: TextIndex) -> TextMark:
    """The mark of a text that stays, as it was shown: what was corrected in it goes."""
    mark = index.marks.get(card.id)
    return TextMark(
        question=question,
        card=index.own_id(card.text),
        text=card.text,
        state=TextMark.State.SHOWN,
        starred=card.starred,
        labels=list(card.labels),
        shared=mark is not None and mark.shared,
    )
