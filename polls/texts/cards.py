"""Cards: the room's own words, one for each text, as the marks of facilitators leave them."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from polls import kinds
from polls.kinds.base import Counted, Kind
from polls.models import Question, TextMark

State = TextMark.State


@dataclass(frozen=True, slots=True)
class Card:
    """One text with the number of times that it was given, merged texts included.

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
    """All that was written of one card while the answers are counted."""

    spellings: Counter[str] = field(default_factory=Counter)
    merged: dict[str, None] = field(default_factory=dict)


def card_id(kind: Kind, text: str) -> str:
    return digest(kind.same(text))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def deal(
    question: Question, answers: Sequence[Counted], marks: Iterable[TextMark]
) -> dict[str, Card]:
    """The cards of a question by id, in the order in which they first came."""
    kind = kinds.get(question.kind)
    by_id = {mark.card: mark for mark in marks}
    corrected = corrections(kind, by_id)
    heaps: dict[str, Heap] = {}
    for each in answers:
        for written in kind.texts(question.spec, each.value):
            id = card_id(kind, written)
            text = corrected[id].text if id in corrected else written
            id = corrected[id].card if id in corrected else id
            root = merged_into(by_id, id)
            heap = heaps.setdefault(root, Heap())
            if root == id:
                heap.spellings[text] += each.count
            else:
                heap.spellings[by_id[root].text] += each.count
                heap.merged[text] = None
    return {id: card(question, id, heap, by_id.get(id)) for id, heap in heaps.items()}


def corrections(kind: Kind, by_id: Mapping[str, TextMark]) -> dict[str, TextMark]:
    """By the id of a corrected text its mark: who writes it (or votes for it) means that card."""
    found = {card_id(kind, mark.corrected): mark for mark in by_id.values() if mark.corrected}
    return {id: mark for id, mark in found.items() if id not in by_id}


def merged_into(by_id: Mapping[str, TextMark], id: str) -> str:
    """The id of the card with which this one counts: its own unless it was merged."""
    mark = by_id.get(id)
    return mark.into if mark and mark.into else id


def card_of(kind: Kind, marks: Iterable[TextMark]) -> Callable[[str], str]:
    """A function from a text, as it was written, to the id of the card that it counts with."""
    by_id = {mark.card: mark for mark in marks}
    corrected = corrections(kind, by_id)

    def find(text: str) -> str:
        id = card_id(kind, text)
        return merged_into(by_id, corrected[id].card if id in corrected else id)

    return find


def card(question: Question, id: str, heap: Heap, mark: TextMark | None) -> Card:
    original = heap.spellings.most_common(1)[0][0]
    if mark is None:
        return Card(id, original, original, heap.spellings.total(), default_state(question))
    return Card(
        id=id,
        text=mark.corrected or original,
        original=original,
        count=heap.spellings.total(),
        state=mark.state,
        starred=mark.starred,
        labels=tuple(mark.labels),
        edited=bool(mark.corrected),
        merged=tuple(heap.merged),
    )


def default_state(question: Question) -> str:
    return State.PENDING if question.held else State.SHOWN


def presented(
    question: Question,
    answers: Sequence[Counted],
    cards: Mapping[str, Card],
    marks: Iterable[TextMark],
) -> list[Counted]:
    """The answers as they may be shown: texts that are not shown left out, the others as
    their card says. Nobody who answered is lost."""
    kind = kinds.get(question.kind)
    by_id = {mark.card: mark for mark in marks}
    merges = {mark.card: mark.into for mark in marks if mark.into}
    for id, mark in corrections(kind, by_id).items():
        merges[id] = mark.into or mark.card
    revise = reviser(kind, cards, merges)
    return [
        Counted(kind.revised(question.spec, each.value, revise), each.count) for each in answers
    ]


def reviser(
    kind: Kind, cards: Mapping[str, Card], merges: Mapping[str, str]
) -> Callable[[str], str | None]:
    def revise(text: str) -> str | None:
        id = card_id(kind, text)
        card = cards[merges.get(id, id)]
        if not card.shown:
            return None
        return card.text if card.edited or id in merges else text

    return revise


def face(card: Card, labels: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """What a screen draws of a card."""
    return {
        "id": card.id,
        "text": card.text,
        "count": card.count,
        "starred": card.starred,
        "edited": card.edited,
        "labels": [label for label in labels if label["key"] in card.labels],
    }
