"""A question with its rounds as every format shows them: counted, drawn and said once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import figures, kinds
from polls.figures import Cell, Table
from polls.kinds.base import Counted
from polls.models import Question, TextMark
from polls.naming import name_of
from polls.results import tallies
from polls.results.tallies import Result
from polls.texts.cards import Card
from workshop.decks.model import Slide
from workshop.exports import spread
from workshop.exports.besides import Beside


@dataclass(frozen=True, slots=True)
class Part:
    """One part of an answer: the key of an option or '', its words or number, and for own
    words what the facilitator made of them."""

    key: str
    cell: Cell
    card: Card | None

    @property
    def text(self) -> str:
        return figures.write_cell(self.cell)


@dataclass(frozen=True, slots=True)
class AnswerContent:
    """One answer. `respondent` numbers the people of one slide, in no order that tells
    who: answers to two questions of a slide stay together, nothing links slides. What came
    in by hand has a number of its own each time: nobody knows whose it was."""

    respondent: int
    value: Any
    parts: list[Part]
    late: bool
    by_hand: bool


@dataclass(frozen=True)
class RoundContent:
    """One round of a question: counted, drawn and said. `given` are its distinct answers, as long
    as those are kept."""

    round: int
    state: str
    result: Result
    given: Sequence[Counted]
    read_answers: Callable[[], list[AnswerContent]]
    minimum: int
    folded: bool = False  # few people answered, and this is a file to share

    @cached_property
    def answers(self) -> list[AnswerContent]:
        """Each by itself, which reports and slides never ask for."""
        return self.read_answers()

    @property
    def answered(self) -> int:
        return self.result.answered

    @cached_property
    def drawing(self) -> dict[str, Any]:
        """figure, table, sentence and cards, as screens get them."""
        drawn = tallies.draw_result(self.result)
        return {**drawn, "sentence": ""} if self.folded else drawn

    @cached_property
    def table(self) -> Table:
        """All numbers, also the words that no screen has room for, and how numbers spread."""
        kind = kinds.of(self.result.question)
        return spread.add_spread(tallies.make_table(self.result), kind, self.given)

    @property
    def headline(self) -> str:
        """What stands out."""
        return kinds.of(self.result.question).headline(self.result.tally)

    @property
    def as_cards(self) -> bool:
        return kinds.of(self.result.question).as_cards

    @property
    def votable(self) -> bool:
        """Whether people vote with the texts of each other, so that their counts matter."""
        return kinds.of(self.result.question).votable

    @cached_property
    def shown(self) -> list[Card]:
        """The texts that may leave the room: starred ones first, then, where people vote with
        them, what most people want."""
        return sorted(
            (card for card in self.result.cards if card.shown),
            key=lambda card: (not card.starred, -card.count if self.votable else 0),
        )

    @property
    def waiting(self) -> int:
        """Texts that the facilitator has not decided about."""
        return sum(card.state == TextMark.State.PENDING for card in self.result.cards)

    @property
    def reach(self) -> str:
        """How many answered: '998 van de 1.000 deelnemers'."""
        if self.folded:
            few = _("minder dan %(minimum)s van de deelnemers")
            return figures.fill_sentence(few, minimum=self.minimum)
        of_all = ngettext(
            "%(answered)s van %(joined)s deelnemer",
            "%(answered)s van de %(joined)s deelnemers",
            self.result.joined,
        )
        return figures.fill_sentence(of_all, answered=self.answered, joined=self.result.joined)

    @property
    def reach_sentence(self) -> str:
        """'998 van de 1.000 deelnemers antwoordden.'"""
        if self.folded:
            return ""
        text = ngettext("%(reach)s antwoordde.", "%(reach)s antwoordden.", self.answered)
        return text % {"reach": self.reach}

    @property
    def remark(self) -> str:
        """What a reader has to know about these numbers, and how the answers came in."""
        kind = kinds.of(self.result.question)
        told = [
            kind.remark(self.result.tally),
            tallies.write_remark([self.result]),
            self.caution,
        ]
        return " ".join(filter(None, told))

    @property
    def caution(self) -> str:
        """Said of a result that comes from fewer people than the session's smallest group."""
        if self.folded:
            few = _("Minder dan %(minimum)s antwoorden: die staan niet in een bestand om te delen.")
            return figures.fill_sentence(few, minimum=self.minimum)
        return write_caution([self.answered], self.minimum)


@dataclass(frozen=True)
class QuestionContent:
    """A question with all rounds in which it was `asked`. One beside the deck has no slide."""

    question: Question
    number: int
    slide: Slide | None
    asked: list[RoundContent]
    besides: tuple[Beside, ...] = ()

    @cached_property
    def rounds(self) -> list[RoundContent]:
        """Those that were answered; of a question that nobody answered the present one. The
        last is what counts."""
        return [each for each in self.asked if each.answered or each.folded] or self.asked[-1:]

    @property
    def answered(self) -> bool:
        """Whether anybody answered in any round."""
        return any(round.answered for round in self.rounds)

    @property
    def folded(self) -> bool:
        """Whether it has answers that a file to share leaves out."""
        return any(round.folded for round in self.rounds)

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def options(self) -> list[dict[str, str]]:
        """What could be chosen, own words last; empty for kinds without options."""
        return kinds.of(self.question).options()

    @property
    def last(self) -> RoundContent:
        return self.rounds[-1]

    @cached_property
    def again(self) -> dict[str, Any] | None:
        """figure, table and sentence of the last round beside the one before it that was
        answered; None when there is nothing to compare."""
        now, answered = self.last, [round for round in self.rounds[:-1] if round.answered]
        if not answered or not now.answered:
            return None
        kind, before = kinds.of(self.question), answered[-1]
        compared = kind.compared(now.result.tally, before.result.tally)
        if compared is None:
            return None
        figure, table = compared
        moved = (
            ""
            if tallies.is_weighed_by_group(self.question)
            else figures.moved_sentence(*count_moves(before, now))
        )
        caution = write_caution([before.answered, now.answered], now.minimum)
        sentence = " ".join(filter(None, [now.drawing["sentence"], moved, caution]))
        return {"figure": figure, "table": table, "sentence": sentence, "moved": moved}

    def labels_of(self, card: Card) -> list[str]:
        """What the facilitator labelled a text with, as people call it."""
        return [name_of(label) for label in self.question.labels if label["key"] in card.labels]

    @property
    def name(self) -> str:
        """'08-goed': how its file, its sheet and its place in a page are called."""
        return f"{self.number:02}-{self.key}"


def write_caution(answered: Sequence[int], minimum: int) -> str:
    """A warning when any of these results comes from fewer people than the smallest group."""
    if not any(0 < each < minimum for each in answered):
        return ""
    few = _("Minder dan %(minimum)s antwoorden: lees dit als losse stemmen en deel het niet.")
    return figures.fill_sentence(few, minimum=minimum)


def count_moves(before: RoundContent, now: RoundContent) -> tuple[int, int]:
    """How many people answered both rounds, and how many of them differently."""
    then = {answer.respondent: answer.value for answer in before.answers}
    both = [answer for answer in now.answers if answer.respondent in then]
    return len(both), sum(answer.value != then[answer.respondent] for answer in both)
