"""One change at work: the locked session with its questions, and what was touched of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db import models

from polls import kinds
from polls.actions.site import DeckSlide, get_site
from polls.models import DeckVersion, LiveSession, Question
from polls.questions import manual_answers, questions
from polls.sessions import deck_change, sessions, steering
from polls.texts import tips

MARK = ("text", "state", "starred", "labels", "corrected", "into")
# What phones see nothing of; the rest of a question is part of everyone's state.
SEEN_WITH_RESULTS = {"spotlight", "totals", "guard", "split", "split_shown"}

Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Touched:
    """What a change touched, each as it was before; texts that had no mark yet are None.

    `session` are fields of the session, the others go by the id of their question; of those
    that are `rewritten` the answers themselves were changed, for good. `everyone` tells that
    phones see something of it too, and not only whoever sees results.
    """

    session: Values
    questions: dict[int, Values]
    texts: dict[int, dict[str, Values | None]]
    answers: dict[int, list[Any]]
    rewritten: frozenset[int] = frozenset()
    everyone: bool = False

    def __bool__(self) -> bool:
        return bool(self.session or self.question_ids)

    @property
    def question_ids(self) -> list[int]:
        return sorted({*self.questions, *self.texts, *self.answers, *self.rewritten})

    def before(self) -> Values:
        """What it takes to undo it."""
        return {
            "session": self.session,
            "questions": self.questions,
            "texts": self.texts,
            "answers": self.answers,
        }


class Change:
    """A session whose row is locked until COMMIT, and what an action needs to change it.

    What is touched is found by comparing: a row is changed in memory, and never a list or dict
    in it in place. Marks and answers by hand are rows that actions write themselves; an action
    says of which question, before it does.
    """

    def __init__(self, session: LiveSession, by: str = "", *, cohost: bool = False) -> None:
        sessions.lock_session(session)
        self.session = session
        self.by = by
        self.cohost = cohost  # of whoever has the co-host's link
        self._session = values_of(session)
        self._questions: dict[int, Values] = {}
        self._texts: dict[int, dict[str, Values]] = {}
        self._answers: dict[int, list[Any]] = {}
        self._rewritten: set[int] = set()
        self.shares_tips = False  # with other groups, before anything was decided

    # What there is

    @cached_property
    def rows(self) -> list[Question]:
        """Every question's row, also of those that are not asked in this session; locked."""
        rows = list(sessions.lock_questions(self.session))
        self._questions = {row.pk: values_of(row) for row in rows}
        return rows

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions that the session asks."""
        return tuple(row for row in self.rows if not row.off)

    @property
    def read_questions(self) -> tuple[Question, ...] | None:
        """The questions, when this change had any need of them."""
        return self.questions if "rows" in self.__dict__ else None

    def question(self, key: str) -> Question:
        """The question with this key; raises PollsError."""
        return questions.find_question(self.questions, key)

    def add(self, question: Question) -> Question:
        """Let a new question take part."""
        self.rows.append(question)
        self._questions[question.pk] = values_of(question)
        return question

    @cached_property
    def slides(self) -> Sequence[DeckSlide]:
        return get_site().deck_slides(self.session)

    @cached_property
    def slide(self) -> DeckSlide:
        """The slide on which the change began."""
        return self.slides[min(self._session["position"], len(self.slides)) - 1]

    # What happens to it

    def begin(self) -> None:
        sessions.ensure_running(self.session)

    def take_deck(self, deck: DeckVersion) -> None:
        """Go on with a version of the deck that was changed for this session: on the same
        slide, with the questions that it asks."""
        session, before = self.session, self.slides
        here = self.slide.id
        kept = None if session.frozen is None else before[session.frozen - 1].id
        old = session.deck
        deck_change.change_deck(session, deck)
        self.slides = get_site().deck_slides(session)
        numbers = {slide.id: slide.number for slide in self.slides}
        session.position = numbers[here]
        session.frozen = numbers.get(kept) if kept else None
        self.follow_deck(before)
        deck_change.remove_outdated(session, old)

    def follow_deck(self, before: Sequence[DeckSlide]) -> None:
        """Ask what the deck asks with the settings as they are now; `before` are its slides as
        they were."""
        session = self.session
        plans = get_site().question_plans(
            session, collaboration=session.collaboration, context=session.context
        )
        asked = {key for slide in before for key in slide.questions}
        for row in deck_change.follow_plans(session, self.rows, plans, asked):
            self.add(row).off = False

    def ensure_steers(self) -> None:
        """Refuse a co-host who does not steer."""
        if self.cohost:
            steering.ensure_cohost_steers(self.session)

    def settle_steering(self) -> None:
        """A trainer who moves the slides steers."""
        if not self.cohost and self.session.position != self._session["position"]:
            steering.take_back(self.session)

    def texts_of(self, key: str) -> Question:
        """The question with this key, of which texts will be decided about."""
        question = self.question(key)
        self._texts.setdefault(question.pk, marks_of(question))
        self.shares_tips = self.shares_tips or tips.shares_tips(session=self.session)
        return question

    def answers_of(self, key: str) -> Question:
        """The question with this key, whose answers by hand will change."""
        question = self.question(key)
        self._answers.setdefault(question.pk, manual_answers.given_answers(question))
        return question

    def rewrite(self, question: Question) -> None:
        """The answers of a question are changed for good."""
        self._rewritten.add(question.pk)

    def recount(self) -> None:
        """Other devices count from now on, or no longer: every result changes."""
        for question in self.rows:
            self.rewrite(question)

    # What was touched

    def save(self) -> Touched:
        """Write what changed in the rows, each with its next version."""
        touched = self.find_touched()
        for row in self.rows if touched.question_ids else ():
            if row.pk in touched.question_ids:
                row.version += 1
                row.save(update_fields=[*touched.questions.get(row.pk, ()), "version"])
        if touched.everyone:
            sessions.raise_version(self.session, touched.session)
        return touched

    def find_touched(self) -> Touched:
        rows = {row.pk: row for row in self.rows} if self._questions else {}
        touched = Touched(
            session=changed_values(self._session, self.session),
            questions={
                pk: found
                for pk, before in self._questions.items()
                if (found := changed_values(before, rows[pk]))
            },
            texts={
                pk: found
                for pk, before in self._texts.items()
                if (found := differing_marks(before, marks_of(rows[pk])))
            },
            answers={
                pk: before
                for pk, before in self._answers.items()
                if manual_answers.given_answers(rows[pk]) != before
            },
            rewritten=frozenset(self._rewritten),
        )
        everyone = bool(touched.session) or any(
            seen_by_phones(rows[pk], touched) or self.is_told(rows[pk])
            for pk in touched.question_ids
        )
        return replace(touched, everyone=everyone)

    def is_told(self, question: Question) -> bool:
        """Whether phones have its result on the slide where they are."""
        here = {*self.slide.questions, *self.slide.results}
        return question.key in here and questions.is_told_to_phones(question)


def seen_by_phones(question: Question, touched: Touched) -> bool:
    """Whether phones see something of what was touched of a question."""
    if kinds.of(question).votable:
        return True
    return bool(touched.questions.get(question.pk, {}).keys() - SEEN_WITH_RESULTS)


def values_of(row: models.Model) -> Values:
    names = (field.attname for field in row._meta.concrete_fields)
    return {name: row.__dict__[name] for name in names if name in row.__dict__}


def changed_values(before: Values, row: models.Model) -> Values:
    """The fields that are not as they were before, as they were."""
    now = row.__dict__
    return {name: value for name, value in before.items() if now[name] != value}


def marks_of(question: Question) -> dict[str, Values]:
    """What was decided about each text of a question, by the id of its card."""
    return {found.pop("card"): found for found in question.marks.values("card", *MARK)}


def differing_marks(
    before: dict[str, Values], after: dict[str, Values]
) -> dict[str, Values | None]:
    return {
        card: before.get(card)
        for card in {**before, **after}
        if before.get(card) != after.get(card)
    }
