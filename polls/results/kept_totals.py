"""What is kept of a round when its answers are removed: numbers, and texts that lead to nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from polls import kinds
from polls.kinds.base import Counted
from polls.models import Question, TextMark
from polls.texts.cards import Card
from polls.texts.index import TextIndex

TOGETHER = 2  # people who wrote the same: such a text counts as a total, not as somebody's own


@dataclass(frozen=True, slots=True)
class Kept:
    """A round whose answers are gone. `numbers` are those of its tally; `answers` hold one
    text each, with how many people wrote it."""

    numbers: dict[str, Any]
    late: int
    by_hand: int
    answers: list[Counted]


def of(question: Question, round: int) -> Kept | None:
    """None as long as the answers are still there, or when nobody answered."""
    kept = question.totals.get(str(round))
    if kept is None:
        return None
    answers = [Counted(*text) for text in kept["texts"]]
    return Kept(kept["numbers"], kept["late"], kept["by_hand"], answers)


def keep(
    question: Question, tally: Mapping[str, Any], late: int, by_hand: int, texts: Counter[str]
) -> dict[str, Any]:
    """A round as it is stored in `Question.totals`."""
    kind = kinds.get(question.kind)
    return {
        "numbers": kind.numbers(tally),
        "late": late,
        "by_hand": by_hand,
        "texts": [[kind.wording(question.spec, text), count] for text, count in texts.items()],
    }


def staying(dealt: Iterable[Card], index: TextIndex) -> list[Card]:
    """The texts that stay: those that a facilitator approved, and those of several people."""
    return [
        card for card in dealt if card.shown and (card.id in index.marks or card.count >= TOGETHER)
    ]


def fresh_mark(question: Question, card: Card, index: TextIndex) -> TextMark:
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
