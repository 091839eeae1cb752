"""A session at one version, as plain data: read once a process, told to everyone in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any, NamedTuple

from django.utils import timezone

from polls import kinds
from polls.kinds.base import Kind
from polls.models import LiveSession, Question
from polls.questions import audience_questions
from polls.questions.questions import is_told_to_phones
from polls.results import tallies
from polls.sessions import aside
from polls.views.renderer import Renderer, ShowView, SlideView, Told

Mine = Mapping[int, tuple[Any, int]]  # question -> (value, seq) of one participant
NOTHING: Mine = {}


class PhonePage(NamedTuple):
    """HTML for phones: the slide with its forms, the form of the audience questions, and the
    results that the projector has, as a phone is told them."""

    slide: str
    audience_questions: str
    results: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True)
class Snapshot:
    session: LiveSession
    slide: SlideView
    questions: tuple[Question, ...]
    joined: int | None  # None where the room knows
    cards: Mapping[str, list[dict[str, Any]]]  # by question, what phones may vote with
    frozen_slide: SlideView | None = None  # the one that a frozen projector keeps
    results: dict[str, list[Told]] = field(default_factory=dict)  # by language, for phones
    pages: dict[str, PhonePage] = field(default_factory=dict)  # by language, drawn when asked for

    @property
    def version(self) -> int:
        return self.session.version

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def kinds(self) -> dict[str, Kind]:
        """The kind of each question, by its key: bound once for all who answer."""
        return {question.key: kinds.of(question) for question in self.questions}

    @cached_property
    def current(self) -> list[Question]:
        """The questions of the slide that the session is on."""
        return [question for question in self.questions if question.slide == self.slide.id]

    @cached_property
    def audience_question(self) -> Question | None:
        """The question that takes audience questions, while it is on."""
        return audience_questions.find_among(self.questions)

    @property
    def rounds(self) -> list[tuple[int, int]]:
        """The (question, round) that phones answer now."""
        here = self.questions if self.session.own_pace else self.current
        asked = [*here, *filter(None, [self.audience_question])]
        return [(question.pk, question.round) for question in asked]

    @cached_property
    def result_keys(self) -> list[str]:
        """What these slides draw: their questions, and their show blocks."""
        asked = [question.key for question in self.questions if question.slide in self.slide_ids]
        return asked + [show.key for show in self.shows]

    @property
    def shows(self) -> tuple[ShowView, ...]:
        return self.slide.shows + (self.frozen_slide.shows if self.frozen_slide else ())

    @property
    def slide_ids(self) -> set[str]:
        """The slide of the session, the one that a frozen projector keeps, and '': what is
        asked beside all slides."""
        return {self.slide.id, self.frozen_slide.id if self.frozen_slide else self.slide.id, ""}

    @cached_property
    def told_keys(self) -> list[str]:
        """The results of the session's slide that phones get, as the projector has them: none
        while it is kept on another slide."""
        if self.session.frozen is not None or self.session.state not in ("live", "paused"):
            return []
        asked = [question.key for question in self.current if self.tells([question.key])]
        shown = [show for show in self.slide.shows if self.tells(show.questions)]
        # Two drawings of the same questions have one table.
        once = {show.questions: show.key for show in reversed(shown)}
        return [*asked, *reversed(once.values())]

    def tells(self, keys: Sequence[str]) -> bool:
        found = [self.by_key.get(key) for key in keys]
        return all(each is not None and is_told_to_phones(each) for each in found)

    def find_touched(self, question_ids: set[int]) -> list[str]:
        """The result keys of these slides that new answers to these questions change."""
        keys = {question.key for question in self.questions if question.pk in question_ids}
        shows = [show.key for show in self.shows if keys.intersection(show.questions)]
        here = self.slide_ids
        return [q.key for q in self.questions if q.key in keys and q.slide in here] + shows

    def find_rounds(self, key: str) -> list[tuple[int, int]]:
        """The (question, round) of a result, by its key."""
        show = self.find_show(key)
        asked = show.questions if show else (key,)
        found = [self.by_key[each] for each in asked if each in self.by_key]
        return [(question.pk, question.round) for question in found]

    def find_first(self, key: str) -> Question:
        """The question of a result, the first of those that it puts together."""
        show = self.find_show(key)
        return self.by_key[show.questions[0] if show else key]

    def find_show(self, key: str) -> ShowView | None:
        return next((show for show in self.shows if show.key == key), None)

    @property
    def timer(self) -> int | None:
        """Seconds that are left, 0 when they have passed; None without a timer."""
        until = self.session.timer_until
        return None if until is None else max(0, -seconds_since(until))


def seconds_since(moment: datetime | None) -> int:
    return int((timezone.now() - moment).total_seconds()) if moment else 0


def load_snapshot(*, session_id: int, renderer: Renderer) -> Snapshot:
    """Read a session as it is now."""
    session = LiveSession.objects.with_deck().get(pk=session_id)
    return complete_snapshot(session, renderer, joined=aside.count_people(session_id))


def complete_snapshot(
    session: LiveSession,
    renderer: Renderer,
    questions: Sequence[Question] | None = None,
    *,
    joined: int | None = None,
) -> Snapshot:
    """A session whose row was just read, with all that belongs to it.

    The version is read first: what follows is at least as new, so a client never
    believes to have a version whose content it did not get.
    """
    if questions is None:
        questions = tuple(Question.objects.filter(session=session).order_by("pk"))
    slide = renderer.slide_view(session)
    current = [question for question in questions if question.slide == slide.id]
    cards = {question.key: vote_cards(question) for question in current if is_votable(question)}
    if asked := audience_questions.find_among(questions):
        cards[asked.key] = audience_questions.answered_last(vote_cards(asked))
    return Snapshot(
        session, slide, tuple(questions), joined, cards, frozen_slide(session, renderer)
    )


def frozen_slide(session: LiveSession, renderer: Renderer) -> SlideView | None:
    if session.frozen is None:
        return None
    there = copy(session)
    there.position = session.frozen
    return renderer.slide_view(there)


def is_votable(question: Question) -> bool:
    return kinds.of(question).votable


def vote_cards(question: Question) -> list[dict[str, Any]]:
    """The cards of a question that are shown, as phones see them and answer with them."""
    return tallies.visible_cards(tallies.count_question(question=question, joined=0)) or []
