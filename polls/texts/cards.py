"""Cards: the room's own words, one for each text, as the marks of facilitators leave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polls.figures.drawing import SHAPES
from polls.kinds.base import Counted
from polls.models import Question, TextMark
from polls.naming import letter_of, name_of
from polls.questions.answer_rows import read_all_rows, read_rows
from polls.texts.aids import Guard, guard_question
from polls.texts.index import TextIndex, read_index

State = TextMark.State
COLORS = tuple(SHAPES)


@dataclass(frozen=True, slots=True)
class Card:
    """One text with the number of people who gave it, merged texts included.

    `text` is what may be shown; `original` is what was written, when it was `edited`.
    `labels` are keys of the question's labels; `merged` are the texts that count along.
    """

    id: str
    text: str
    original: str
    count: int
    state: str
    starred: bool = False
    labels: tuple[str, ...] = ()
    edited: bool = False
    merged: tuple[str, ...] = ()

    @property
    def shown(self) -> bool:
        return self.state == State.SHOWN


@dataclass(slots=True)
class Heap:
    """All that was written of one card while the answers are counted: its own text in one
    or more `spellings`, and the `others` that count along."""

    count: int = 0
    spellings: Counter[str] = field(default_factory=Counter)
    others: dict[str, None] = field(default_factory=dict)

    def most_written(self) -> str:
        return max(self.spellings, key=self.spellings.__getitem__, default="")


def deal_cards(
    question: Question, answers: Sequence[Counted], index: TextIndex, *, decided: bool = False
) -> dict[str, Card]:
    """The cards of a question by id, in the order in which they first came; all of them, or only
    those about which a facilitator decided something."""
    heaps: dict[str, Heap] = {}
    for each in answers:
        texts = index.kind.texts(each.value)
        if decided:
            texts = [text for text in texts if index.find_card(text) in index.marks]
        for id in dict.fromkeys(map(index.find_card, texts)):
            heaps.setdefault(id, Heap()).count += each.count
        for written in texts:
            heap = heaps[index.find_card(written)]
            if index.is_own(written):
                heap.spellings[index.kind.canonical(written)] += each.count
            elif index.is_merged(written):
                heap.others[written] = None
    guard = guard_question(question)
    return {id: make_card(guard, id, heap, index.marks.get(id)) for id, heap in heaps.items()}


def make_card(guard: Guard, id: str, heap: Heap, mark: TextMark | None) -> Card:
    if mark is None:
        original = heap.most_written() or next(iter(heap.others), "")
        state, others = default_state(guard, original), tuple(heap.others)
        return Card(id, original, original, heap.count, state, merged=others)
    original = heap.most_written() or mark.text
    return Card(
        id=id,
        text=mark.corrected or original,
        original=original,
        count=heap.count,
        state=mark.state,
        starred=mark.starred,
        labels=tuple(mark.labels),
        edited=mark.corrected not in ("", original),
        merged=tuple(heap.others),
    )


def read_cards(*, question: Question, round: int | None = None) -> list[Card]:
    """The texts of a round (the current one), in the order in which they came, whatever
    their state; what was merged into another text counts there."""
    rows = read_rows(question, round or question.round)
    return list(deal_cards(question, rows.answers, read_index(question)).values())


def read_decided_cards(*, questions: Sequence[Question]) -> dict[int, list[Card]]:
    """As `read_cards`, of each of these questions by its number, those about which a facilitator
    decided something: in one statement, when their marks came along with them."""
    rows = read_all_rows(questions)
    return {
        each.pk: [*deal_cards(each, rows[each.pk].answers, read_index(each), decided=True).values()]
        for each in questions
    }


def read_shown_cards(*, question: Question) -> list[Card]:
    """The texts that may leave the room: those that are shown, starred ones first."""
    shown = [card for card in read_cards(question=question) if card.shown]
    return sorted(shown, key=lambda card: not card.starred)


def default_state(guard: Guard, text: str) -> str:
    """Where a text stands about which nothing was decided."""
    return State.PENDING if guard.holds(text) else State.SHOWN


def present_answers(
    question: Question, answers: Sequence[Counted], cards: Mapping[str, Card], index: TextIndex
) -> list[Counted]:
    """The answers as they may be shown: texts that are not shown left out, the others as
    their card says. Nobody who answered is lost."""

    def revise(text: str) -> str | None:
        card = cards[index.find_card(text)]
        if not card.shown:
            return None
        return text if index.is_own(text) and not card.edited else card.text

    return [Counted(index.kind.revised(each.value, revise), each.count) for each in answers]


def make_face(card: Card, labels: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a screen draws of a card."""
    return {
        "id": card.id,
        "text": card.text,
        "count": card.count,
        "starred": card.starred,
        "edited": card.edited,
        "labels": draw_labels(labels, card.labels),
    }


def draw_labels(labels: Sequence[Mapping[str, Any]], keys: Collection[str]) -> list[dict[str, Any]]:
    """Of a question's labels those with these keys, as they are called everywhere: 'A. Ambitie'.
    One without a colour of its own has that of its place."""
    return [
        {
            "key": label["key"],
            "label": name_of(label),
            "name": label["label"],
            "letter": letter_of(label["key"]),
            "color": label.get("color") or COLORS[place % len(COLORS)],
        }
        for place, label in enumerate(labels)
        if label["key"] in keys
    ]
