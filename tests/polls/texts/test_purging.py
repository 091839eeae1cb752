"""What stays of own words when the answers go."""

from __future__ import annotations

from typing import Any

import pytest

from polls import kinds
from polls.models import Question, TextMark
from polls.texts import purging
from polls.texts.cards import Card
from polls.texts.index import TextIndex, card_id

QUESTION = Question(kind="open", spec=kinds.get("open").parse_spec({}))
KIND = kinds.of(QUESTION)


def card(text: str, *, count: int = 1, state: str = "shown", **more: Any) -> Card:
    return Card(card_id(KIND, text), text, text, count, state, **more)


def mark(text: str, **more: Any) -> TextMark:
    return TextMark(question=QUESTION, card=card_id(KIND, text), text=text, **more)


@pytest.mark.parametrize(
    ("dealt", "decided", "stays"),
    [
        (card("tijd"), False, False),  # one person's own words, about which nobody decided
        (card("tijd"), True, True),
        (card("tijd", count=2), False, True),
        (card("tijd", count=5, state="hidden"), True, False),
        (card("tijd", count=5, state="pending"), False, False),
    ],
)
def test_what_was_approved_or_said_by_several_stays(dealt: Card, decided: bool, stays: bool):
    index = TextIndex(QUESTION, [mark("tijd")] if decided else [])

    assert purging.select_kept([dealt], index) == ([dealt] if stays else [])


def test_the_mark_that_stays_says_what_was_shown_and_nothing_of_before():
    """A correction often takes a name out: what was written may not be found again."""
    index = TextIndex(QUESTION, [mark("Ans is laat", corrected="Iemand is laat", shared=True)])
    shown = Card(
        *(card_id(KIND, "Ans is laat"), "Iemand is laat", "Ans is laat", 1, "shown"),
        starred=True,
        labels=("A",),
        edited=True,
    )

    kept = purging.make_mark(QUESTION, shown, index)

    assert (kept.text, kept.corrected, kept.card) == (
        "Iemand is laat",
        "",
        card_id(KIND, "Iemand is laat"),
    )
    assert (kept.state, kept.starred, kept.labels, kept.shared) == ("shown", True, ["A"], True)


def test_without_a_decision_nothing_was_shared():
    kept = purging.make_mark(QUESTION, card("tijd", count=3), TextIndex(QUESTION, []))

    assert (kept.text, kept.shared, kept.starred, kept.labels) == ("tijd", False, False, [])
