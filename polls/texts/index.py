"""Which card a text counts with: found here for dealing cards, votes, screens and exports alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from polls import kinds
from polls.kinds.base import Kind
from polls.models import Question, TextMark


def card_id(kind: Kind, text: str) -> str:
    return hash_text(kind.same(text))


def hash_text(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


class TextIndex:
    """From the texts of a question to the ids of the cards that they count with.

    A mark holds for its own text and for the spelling that it was corrected into, so that
    whoever writes that (or votes for it) means the same card; unless that spelling has a
    mark of its own. What was merged counts with the card that it was merged into.
    """

    def __init__(self, question: Question, marks: Iterable[TextMark]) -> None:
        self.kind = kinds.of(question)
        self.marks = {mark.card: mark for mark in marks}
        self._corrected = {
            id: mark
            for mark in self.marks.values()
            if mark.corrected and (id := self.own_id(mark.corrected)) not in self.marks
        }
        self._found: dict[str, tuple[str, str]] = {}  # an answer's texts are asked for twice

    def own_id(self, text: str) -> str:
        """The id of the card that a text would have if nothing had been decided."""
        return card_id(self.kind, self.kind.canonical(text))

    def find_card(self, text: str) -> str:
        """The id of the card with which a text, as it was written, counts."""
        return self._look_up(text)[1]

    def is_own(self, text: str) -> bool:
        """Whether a text counts with the card of its own spelling."""
        own, found = self._look_up(text)
        return own == found

    def is_merged(self, text: str) -> bool:
        """Whether a text counts along with a card that is not about it."""
        own, found = self._look_up(text)
        return own != found and self.mark_of(own) is not self.marks.get(found)

    def follow(self, id: str) -> str:
        """The id of the card with which the text that has this id counts."""
        passed = set()
        while id not in passed:  # marks that point at each other lead somewhere too
            passed.add(id)
            mark = self.mark_of(id)
            if mark is None:
                break
            id = mark.into or mark.card
        return id

    def mark_of(self, id: str) -> TextMark | None:
        """The mark that holds for the text with this id."""
        return self.marks.get(id) or self._corrected.get(id)

    def _look_up(self, text: str) -> tuple[str, str]:
        if (found := self._found.get(text)) is None:
            id = self.own_id(text)
            found = self._found[text] = id, self.follow(id)
        return found


def read_index(question: Question) -> TextIndex:
    """The index of a question as its marks are now; those without own words have none."""
    has_texts = kinds.of(question).has_texts()
    return TextIndex(question, question.marks.all() if has_texts else ())
