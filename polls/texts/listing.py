"""The list from which own words are moderated: filtered, searched, a page at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from polls import kinds
from polls.kinds.cloud import merged
from polls.models import Question, TextMark
from polls.texts.aids import Sign, guard_question, say_signs
from polls.texts.cards import Card, read_cards

PER_PAGE = 50
STATES = ("pending", "shown", "hidden")
FILTERS = ("all", *STATES, "starred", "rude")


@dataclass(frozen=True, slots=True)
class Entry:
    """A card as a facilitator sees it."""

    card: Card
    labels: tuple[Mapping[str, Any], ...]
    signs: tuple[Sign, ...] = ()

    @property
    def rude(self) -> bool:
        return Sign.RUDE in self.signs

    @property
    def signs_said(self) -> list[str]:
        return say_signs(self.signs)

    @property
    def state_name(self) -> str:
        return str(TextMark.State(self.card.state).label)


@dataclass(frozen=True, slots=True)
class Alike:
    """Two words that may be one: a suggestion, which nothing follows by itself."""

    card: Card
    into: Card


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of the texts of a question. `counts` are those of every filter, `alike` words
    that may be one."""

    question: Question
    entries: tuple[Entry, ...]
    filter: str
    search: str
    page: int
    pages: int
    counts: Mapping[str, int]
    alike: tuple[Alike, ...] = ()

    @property
    def has_pages(self) -> bool:
        return self.pages > 1


def select_texted(questions: Sequence[Question]) -> list[Question]:
    """The questions that take own words."""
    return [question for question in questions if kinds.of(question).has_texts()]


PAGES = 10_000  # more than there are ever


def read_page(*, question: Question, filter: str = "", search: str = "", page: int = 1) -> Listing:
    """The newest texts first, of words the most mentioned; before them what waits.

    Without a filter: what waits, when the question's texts wait, else all.
    """
    cards = read_cards(question=question)
    ordered = cards[::-1]
    if not kinds.of(question).as_cards:
        ordered = sorted(cards, key=lambda card: -card.count)
    guard = guard_question(question)
    signs = {card.id: seen for card in cards if (seen := guard.find_signs(card.text))}
    if filter not in FILTERS:
        filter = "pending" if guard.waits else "all"
    ordered = sorted(ordered, key=lambda card: card.state != TextMark.State.PENDING)
    wanted = merged(search)
    found = [
        card
        for card in ordered
        if matches_filter(card, filter, signs) and (not wanted or wanted in merged(card.text))
    ]
    pages = max(1, -(-len(found) // PER_PAGE))
    number = min(max(page, 1), pages)
    return Listing(
        question=question,
        entries=tuple(
            make_entry(card, question, signs.get(card.id, ()))
            for card in found[(number - 1) * PER_PAGE : number * PER_PAGE]
        ),
        filter=filter,
        search=search,
        page=number,
        pages=pages,
        counts=count_filters(cards, signs),
        alike=find_alike(question, cards),
    )


def find_alike(question: Question, cards: Sequence[Card]) -> tuple[Alike, ...]:
    """Words to merge, of those that a facilitator did not hide."""
    seen = [card for card in cards if card.state != STATES[-1]]
    found = kinds.of(question).alike([card.text for card in seen], [card.count for card in seen])
    return tuple(Alike(seen[place], seen[into]) for place, into in found)


def matches_filter(card: Card, filter: str, signs: Mapping[str, Sequence[Sign]]) -> bool:
    match filter:
        case "all":
            return True
        case "starred":
            return card.starred
        case "rude":
            return card.id in signs
        case _:
            return card.state == filter


def make_entry(card: Card, question: Question, signs: Sequence[Sign]) -> Entry:
    labels = tuple(label for label in question.labels if label["key"] in card.labels)
    return Entry(card, labels, tuple(signs))


def count_filters(cards: Sequence[Card], signs: Mapping[str, Sequence[Sign]]) -> dict[str, int]:
    states = Counter(card.state for card in cards)
    starred = sum(card.starred for card in cards)
    return {
        "all": len(cards),
        **{state: states[state] for state in STATES},
        "starred": starred,
        "rude": len(signs),
    }
