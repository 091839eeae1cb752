"""What a room answered: counted from the rows, large rounds from what changed in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls import figures, kinds
from polls.figures import Table
from polls.models import Question, TextMark
from polls.questions import questions
from polls.questions.answer_rows import Rows
from polls.questions.running_rounds import read_round
from polls.sessions import aside
from polls.texts import cards
from polls.texts.aids import guard_question
from polls.texts.cards import Card
from polls.texts.index import TextIndex, read_index

MOST = 200  # cards that a screen is sent, and rows of the table beside them


@dataclass(frozen=True, slots=True)
class Result:
    """One question of one round, counted; `tally` is what its kind made of the answers.

    The tally holds own words only as far as they may be shown; `cards` are all of them.
    `late` of the answers came after the question had closed, `by_hand` were counted or
    entered by a facilitator; of those that were `removed` only totals are left.
    """

    question: Question
    joined: int
    tally: dict[str, Any]
    late: int = 0
    by_hand: int = 0
    cards: tuple[Card, ...] = ()
    round: int = 1
    removed: bool = False

    @property
    def answered(self) -> int:
        return self.tally["answered"]


def count_question(
    *, question: Question, round: int | None = None, joined: int | None = None
) -> Result:
    """Count a question. The question's version was read before the rows, so never claims more."""
    if joined is None:
        joined = aside.count_people(question.session_id)
    round = round or question.round
    rows = read_round(question, round)
    return make_result(question, rows, read_index(question), joined=joined, round=round)


def make_result(
    question: Question, rows: Rows, index: TextIndex, *, joined: int, round: int
) -> Result:
    """What rows make, wherever they were read."""
    kind = kinds.of(question)
    answers, dealt = rows.answers, dict[str, Card]()
    if kind.has_texts():
        dealt = cards.deal_cards(question, answers, index)
        answers = cards.present_answers(question, answers, dealt, index)
    return Result(
        question=question,
        joined=joined,
        tally=rows.tally or {**kind.tally(answers), **(rows.numbers or {})},
        late=rows.late,
        by_hand=rows.by_hand,
        cards=tuple(dealt.values()),
        round=round,
        removed=rows.numbers is not None,
    )


def count_several(*, session_id: int, keys: Sequence[str]) -> dict[str, Result]:
    """Count several questions of a session, by key."""
    questions = Question.objects.filter(session_id=session_id, key__in=keys)
    joined = aside.count_people(session_id)
    return {
        question.key: count_question(question=question, joined=joined) for question in questions
    }


def draw_result(result: Result) -> dict[str, Any]:
    """Everything a screen needs to draw one question: figure, table, sentence, cards."""
    question = result.question
    kind = kinds.of(question)
    return {
        "figure": kind.figure(result.tally),
        "table": kind.table(result.tally, MOST),
        "sentence": kind.sentence(result.tally),
        "finding": find_finding(result),
        "cards": visible_cards(result),
    }


def find_finding(result: Result) -> str:
    """What stands out, short enough to be read from afar; of texts that stand as cards how many
    there are, and how most of them are labelled."""
    kind = kinds.of(result.question)
    if not kind.as_cards or kind.votable:
        return kind.finding(result.tally)
    labels = result.question.labels
    known = {label["key"] for label in labels}
    shown = [card for card in result.cards if card.shown]
    return figures.find_shown_texts(
        sum(card.count for card in shown),
        [
            figures.Bar.of(label, sum(card.count for card in shown if label["key"] in card.labels))
            for label in labels
        ],
        beside=sum(card.count for card in shown if known.isdisjoint(card.labels)),
        whole=len(shown) == len(result.cards),
    )


def round_drawing(result: Result) -> dict[str, Any]:
    """As drawing; a second round stands beside the one before, with how much moved."""
    question = result.question
    first = draw_result(result)
    before = earlier_round(question)
    compared = before and kinds.of(question).compared(result.tally, before.tally)
    if not compared or not before:
        return first
    moved = (
        ""
        if is_weighed_by_group(question)
        else figures.moved_sentence(*count_moves(question.pk, question.round, before.round))
    )
    figure, table = compared
    sentence = f"{first['sentence']} {moved}".strip()
    return {**first, "figure": figure, "table": table, "sentence": sentence}


def is_weighed_by_group(question: Question) -> bool:
    """Whether a round of it is told by group, or is not because a group agreed: then it is not
    told how many chose something else, which would lead from one round to whoever is not in the
    other."""
    return bool(question.split.get("weighed"))


def earlier_round(question: Question) -> Result | None:
    """The latest earlier round that has answers, counted."""
    if question.round < 2:
        return None
    rounds = question.responses.filter(round__lt=question.round).aggregate(last=Max("round"))
    return (
        count_question(question=question, round=rounds["last"], joined=0)
        if rounds["last"]
        else None
    )


def count_moves(question_id: int, round: int, before: int) -> tuple[int, int]:
    """How many people answered both rounds, and how many of them differently. What came in
    by hand is of nobody whom a second answer could be linked to."""
    here = "SELECT session_id FROM polls_question WHERE id = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE now.value <> old.value)"  # noqa: S608
            " FROM polls_response AS now JOIN polls_response AS old"
            " ON old.question_id = now.question_id AND old.participant_id = now.participant_id"
            " WHERE now.question_id = %s AND now.round = %s AND old.round = %s"
            " AND NOT now.by_hand AND NOT old.by_hand"
            f" AND {aside.counted_only('now.participant_id', here)}",
            [question_id, round, before, question_id],
        )
        both, changed = cursor.fetchone()
    return both, changed


def make_table(result: Result) -> Table:
    """All numbers of a question."""
    question = result.question
    return kinds.of(question).table(result.tally)


def visible_cards(result: Result, *, sort: bool = False) -> list[dict[str, Any]] | None:
    """The cards that may be shown, the newest MOST at most; None for kinds that are drawn.

    `sort` puts starred cards first and keeps those with the same label together. Cards
    that people vote with stand by their count.
    """
    question = result.question
    kind = kinds.of(question)
    if not kind.as_cards:
        return None
    shown = [card for card in result.cards if card.shown][-MOST:]
    if kind.votable:
        shown.sort(key=lambda card: -card.count)
    if sort:
        order = {label["key"]: place for place, label in enumerate(question.labels)}
        last = len(order)
        shown.sort(key=lambda card: min([order.get(key, last) for key in card.labels] or [last]))
        shown.sort(key=lambda card: not card.starred)
    return [cards.make_face(card, question.labels) for card in shown]


def count_texts(result: Result) -> dict[str, int] | None:
    """How many own words stand where, for facilitators only; None when there are none to have."""
    question = result.question
    if not kinds.of(question).has_texts():
        return None
    states = Counter(card.state for card in result.cards)
    return {state: states[state] for state in TextMark.State.values}


def marked_text(result: Result) -> dict[str, Any] | None:
    """The first text that waits because something stands out in it, and what that is."""
    guard = guard_question(result.question)
    for card in result.cards:
        if card.state == TextMark.State.PENDING and (signs := guard.find_signs(card.text)):
            key, why = result.question.key, [sign.value for sign in signs]
            return {"question": key, "card": card.id, "text": card.text, "why": why}
    return None


def spotlight_card(result: Result) -> dict[str, Any] | None:
    """The one card that projectors show large, as long as it may be shown."""
    lit = next((card for card in result.cards if card.id == result.question.spotlight), None)
    return cards.make_face(lit, result.question.labels) if lit and lit.shown else None


def write_remark(results: Sequence[Result]) -> str:
    """What a reader has to know about how these answers came in; '' when nothing."""
    told = [
        late_words(sum(result.late for result in results)),
        by_hand_words(sum(result.by_hand for result in results)),
    ]
    if any(result.removed for result in results):
        told.append(_("De antwoorden zijn gewist; dit zijn de totalen die bewaard zijn."))
    return " ".join(words for words in told if words)


def late_words(late: int) -> str:
    """How many answers came after the close; '' when none did."""
    words = ngettext(
        "%(n)s antwoord kwam binnen %(seconds)s\u00a0seconden na het sluiten.",
        "%(n)s antwoorden kwamen binnen %(seconds)s\u00a0seconden na het sluiten.",
        late,
    )
    return figures.fill_sentence(words, n=late, seconds=questions.GRACE.seconds) if late else ""


def by_hand_words(by_hand: int) -> str:
    """How many answers were counted or entered by hand; '' when none were."""
    words = ngettext(
        "%(n)s antwoord is met de hand ingevoerd.",
        "%(n)s antwoorden zijn met de hand geteld of ingevoerd.",
        by_hand,
    )
    return figures.fill_sentence(words, n=by_hand) if by_hand else ""


def match_rounds(results: Sequence[Result]) -> list[Result]:
    """The same round of every question: the latest that all of them have had. What people
    chose after they had talked says something else than what they chose before."""
    common = min(result.question.round for result in results)
    return [
        result
        if result.round == common
        else count_question(question=result.question, round=common, joined=result.joined)
        for result in results
    ]


def label_rounds(results: Sequence[Result], labels: Sequence[str]) -> list[str]:
    """The labels of results; with their round, once a question was asked more than once."""
    if all(result.question.round == 1 for result in results):
        return list(labels)
    named = _("%(label)s, ronde %(round)s")
    return [
        figures.fill_sentence(named, label=label, round=result.round)
        for label, result in zip(labels, results, strict=True)
    ]


def pair_drawing(
    good: Result,
    less: Result,
    labels: Sequence[str],
    draw: Callable[..., dict[str, Any]] = figures.draw_pair,
) -> dict[str, Any]:
    """Two choices that share their options, as one chart, mirrored unless `draw` says
    otherwise; `labels`: good, less."""
    both = [good, less]
    options = kinds.of(good.question).options(own_words=False)
    sides = [
        figures.Side(label, each.tally["counts"], each.answered)
        for label, each in zip(label_rounds(both, labels), both, strict=True)
    ]
    return {
        "figure": draw(options, *sides),
        "table": figures.pair_table(options, *sides),
        "sentence": figures.pair_sentence(options, *sides),
        "finding": figures.pair_finding(options, *sides),
        "cards": None,
    }
