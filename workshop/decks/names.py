"""The names that a deck gave: as they may stand in a sentence of ours."""

from __future__ import annotations

from collections.abc import Iterator

from polls import kinds
from polls.naming import name_of, words_of
from workshop.decks.model import Deck, Question

AXES = ("x", "y")  # of a quadrant: what its spec calls them


def list_names(deck: Deck) -> tuple[str, ...]:
    """Every way in which an option, a label, an axis or a side of this deck is called in a
    sentence, the longest first; digits alone and single letters are no words."""
    found = {name for question in deck.questions() for name in _names_of(question)}
    for show in (show for slide in deck.slides for show in slide.shows):
        found.update(name for side in show.labels for name in (side, side[:1].upper() + side[1:]))
    return tuple(sorted(filter(_is_word, found), key=lambda name: (-len(name), name)))


def _names_of(question: Question) -> Iterator[str]:
    named = [*kinds.bind(question.kind, question.spec).options(), *question.labels]
    for option in named:
        label = option["label"]
        yield from (name_of(option), label, words_of(label), words_of(label, opens=True))
    yield from (question.spec[axis] for axis in AXES if axis in question.spec)


def _is_word(name: str) -> bool:
    return sum(map(str.isalpha, name)) > 1
