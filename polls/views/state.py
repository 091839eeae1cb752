"""What each role may see, built in one place. Hidden results never leave this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from polls import figures, kinds
from polls.kinds.cloud import merged
from polls.models import LiveSession, Question
from polls.questions import audience_questions
from polls.results import comparison, tallies
from polls.sessions import participants, sessions
from polls.texts import tips
from polls.views import slides
from polls.views.slides import ShowView, SlideView

Mine = Mapping[int, tuple[Any, int]]  # question -> (value, seq) of one participant
NOTHING: Mine = {}
PRIVATE = ("texts", "signs")  # parts of a result that only facilitators get


@dataclass(frozen=True)
class Snapshot:
    """A session at one version: read once a process, sent to everyone in it."""

    session: LiveSession
    slide: SlideView
    questions: tuple[Question, ...]
    joined: int | None  # None where the room knows
    pages: dict[str, str]  # by language, the slide and its forms as phones show them
    asides: dict[str, str]  # by language, the form of the questions beside the deck
    cards: Mapping[str, list[dict[str, Any]]]  # by question, what phones may vote with
    held: SlideView | None = None  # the slide that a frozen projector keeps

    @property
    def version(self) -> int:
        return self.session.version

    @cached_property
    def by_key(self) -> dict[str, Question]:
        return {question.key: question for question in self.questions}

    @cached_property
    def current(self) -> list[Question]:
        """The questions of the slide that the session is on."""
        return [question for question in self.questions if question.slide == self.slide.id]

    @cached_property
    def aside(self) -> Question | None:
        """The questions beside the deck while they are on."""
        return audience_questions.among(self.questions)

    @property
    def rounds(self) -> list[tuple[int, int]]:
        """What a phone answers now."""
        asked = [*self.current, *filter(None, [self.aside])]
        return [(question.pk, question.round) for question in asked]

    @cached_property
    def result_keys(self) -> list[str]:
        """What these slides draw: their questions, and their show blocks."""
        asked = [q.key for q in self.questions if q.slide in self.slides_seen]
        return asked + [show.key for show in self.shows]

    @property
    def shows(self) -> tuple[ShowView, ...]:
        return self.slide.shows + (self.held.shows if self.held else ())

    @property
    def slides_seen(self) -> set[str]:
        """The slide of the session, the one that a frozen projector keeps, and what is beside
        all slides."""
        return {self.slide.id, self.held.id if self.held else self.slide.id, ""}

    def touched_by(self, question_ids: set[int]) -> list[str]:
        """The result keys of this slide that new answers to these questions change."""
        keys = {question.key for question in self.questions if question.pk in question_ids}
        shows = [show.key for show in self.shows if keys.intersection(show.questions)]
        seen = self.slides_seen
        return [q.key for q in self.questions if q.key in keys and q.slide in seen] + shows

    def show(self, key: str) -> ShowView | None:
        return next((show for show in self.shows if show.key == key), None)

    # Phones

    def phone(
        self, mine: Mine = NOTHING, *, within: float = 1.0, language: str = ""
    ) -> dict[str, Any]:
        return {
            **self.phone_head(within, language),
            "questions": self.phone_questions(mine),
            "aside": self.phone_aside(mine, language),
        }

    def page(self, language: str) -> str:
        """The slide with its forms in a language, the same for every participant."""
        if language not in self.pages:
            source, asked = slides.source(), self.phone_questions()
            with translation.override(language):
                self.pages[language] = source.phone_html(self.session, self.slide, asked)
        return self.pages[language]

    def phone_head(self, within: float, language: str = "") -> dict[str, Any]:
        return {
            "type": "state",
            "epoch": self.session.epoch,
            "version": self.version,
            "session": {
                "code": self.session.code,
                "state": self.session.state,
                "title": self.session.deck.title,
                "edition": self.session.edition,
                "timer": self.timer,
                "language": self.session.language,
            },
            "slide": {
                "id": self.slide.id,
                "number": self.slide.number,
                "total": self.slide.total,
                "title": self.slide.title,
                "html": self.page(language or self.session.language),
            },
            "grace": self.grace,
            "retry": {"within": within},
        }

    @property
    def grace(self) -> list[dict[str, Any]]:
        """The closed questions that still take what somebody was writing."""
        now = timezone.now()
        return [
            {"question": question.key, "round": question.round}
            for question in self.questions
            if question.grace_until and question.grace_until > now
        ]

    def phone_questions(self, mine: Mine = NOTHING) -> list[dict[str, Any]]:
        return [
            phone_question(
                question, *mine.get(question.pk, (None, 0)), cards=self.cards.get(question.key)
            )
            for question in self.current
        ]

    def phone_aside(self, mine: Mine = NOTHING, language: str = "") -> dict[str, Any] | None:
        """The questions beside the deck, with their form; None while they are off."""
        if self.aside is None:
            return None
        question = phone_question(
            self.aside, *mine.get(self.aside.pk, (None, 0)), cards=self.cards[self.aside.key]
        )
        return {**question, "html": self.aside_page(language or self.session.language)}

    def aside_page(self, language: str) -> str:
        if self.aside is None:
            return ""
        if language not in self.asides:
            asked = phone_question(self.aside, cards=self.cards[self.aside.key])
            with translation.override(language):
                self.asides[language] = slides.source().aside_html(self.session, asked)
        return self.asides[language]

    @property
    def timer(self) -> int | None:
        """Seconds that are left, 0 when they have passed; None without a timer."""
        until = self.session.timer_until
        return None if until is None else max(0, -seconds_since(until))

    # Screens and desks

    def screen(self, *, joined: int | None = None, present: int = 0) -> dict[str, Any]:
        """`joined` is given by who knows a newer number than this snapshot's."""
        return self.watching(self.held or self.slide, joined, present)

    def watching(self, slide: SlideView, joined: int | None, present: int) -> dict[str, Any]:
        asked = [question for question in self.questions if question.slide == slide.id]
        return {
            "type": "state",
            "epoch": self.session.epoch,
            "version": self.version,
            "session": {
                "code": self.session.code,
                "state": self.session.state,
                "title": self.session.deck.title,
                "language": self.session.language,
                "edition": self.session.edition,
                "joined": self.joined if joined is None else joined,
                "present": present,
                "overlay": self.session.overlay,
                "skipped": self.session.skipped,
                "timer": self.timer,
            },
            "slide": {"id": slide.id, "number": slide.number, "total": slide.total},
            "questions": [screen_question(question) for question in asked],
            "retry": {"within": 0.3},
        }

    def desk(self, *, joined: int | None = None, present: int = 0) -> dict[str, Any]:
        state = self.watching(self.slide, joined, present)
        state["session"]["frozen"] = self.session.frozen
        state["session"]["seconds"] = seconds_since(self.session.started)
        state["slide"]["seconds"] = seconds_since(self.session.position_since)
        state["questions"] = [
            {**screen_question(question), "slide": question.slide} for question in self.questions
        ]
        return state


def phone_question(
    question: Question,
    mine: Any = None,
    seq: int = 0,
    cards: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    more = {} if cards is None else {"cards": cards}
    return {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "state": question.state,
        "round": question.round,
        "spec": question.spec,
        "mine": mine,
        "seq": seq,
        **more,
    }


def screen_question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "state": question.state,
        "round": question.round,
        "shown": question.shown,
    }


def seconds_since(moment: Any) -> int:
    return int((timezone.now() - moment).total_seconds()) if moment else 0


def load(*, session_id: int) -> Snapshot:
    """Read a session as it is now."""
    session = LiveSession.objects.with_deck().get(pk=session_id)
    return snapshot_of(session, joined=session.participants.count())


class News(NamedTuple):
    """A session as an action left it, and what everyone has answered on its slide."""

    snapshot: Snapshot
    mine: dict[int, Mine]


def news_of(session: LiveSession) -> News:
    """All that a room needs to tell its phones, read in one go by who made the change."""
    snapshot = snapshot_of(session)
    return News(snapshot, {**participants.answers(rounds=snapshot.rounds)})


def snapshot_of(session: LiveSession, *, joined: int | None = None) -> Snapshot:
    """A session whose row was just read, with all that belongs to it.

    The version is read first: what follows is at least as new, so a client never
    believes to have a version whose content it did not get.
    """
    questions = sessions.asked(session)
    if questions is None:
        questions = tuple(Question.objects.filter(session=session).order_by("pk"))
    slide = slides.source().view(session)
    current = [question for question in questions if question.slide == slide.id]
    cards = {question.key: vote_cards(question) for question in current if votable(question)}
    if beside := audience_questions.among(questions):
        cards[beside.key] = audience_questions.answered_last(vote_cards(beside))
    snapshot = Snapshot(session, slide, questions, joined, {}, {}, cards, held(session))
    snapshot.page(session.language)
    snapshot.aside_page(session.language)
    return snapshot


def held(session: LiveSession) -> SlideView | None:
    """The slide on which projectors are frozen."""
    if session.frozen is None:
        return None
    there = copy(session)
    there.position = session.frozen
    return slides.source().view(there)


def votable(question: Question) -> bool:
    return kinds.get(question.kind).votable


def vote_cards(question: Question) -> list[dict[str, Any]]:
    """The cards of a question that are shown, as phones see them and answer with them."""
    return tallies.faces(tallies.count(question=question, joined=0)) or []


def results(
    *, snapshot: Snapshot, keys: Sequence[str]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Per result key of the slide: the frame for desks, and the frame for screens.

    A screen's frame carries no figure, table, sentence or cards while a question of it
    is not shown, and never how many texts wait for a facilitator. Words are in the
    language of the session.
    """
    with translation.override(snapshot.session.language):
        frames = result_frames(snapshot, keys)
    return [(frame, screen_frame(frame)) for frame in frames]


def result_frames(snapshot: Snapshot, keys: Sequence[str]) -> list[dict[str, Any]]:
    shows = [show for key in keys if (show := snapshot.show(key))]
    wanted = {key for key in keys if key in snapshot.by_key}
    wanted.update(key for show in shows for key in show.questions)
    counted = tallies.load(session_id=snapshot.session.pk, keys=sorted(wanted))
    frames = [
        result_frame(snapshot, key, [counted[key]], question_drawing(snapshot, counted[key]))
        for key in keys
        if key in counted and not snapshot.show(key)
    ]
    for show in shows:
        parts = [counted[key] for key in show.questions]
        frame = result_frame(snapshot, show.key, parts, show_drawing(show, parts))
        if show.view == "cards" and snapshot.session.other_tips:
            add_other_tips(snapshot.session, frame)
        if len(parts) > 1:  # whose collaboration this is about, or it would say something else
            about = snapshot.session.get_collaboration_display()
            frame["remark"] = f"{frame['remark']} ({about})".strip()
        frames.append(frame)
    return frames


def screen_frame(frame: Mapping[str, Any]) -> dict[str, Any]:
    public = {name: value for name, value in frame.items() if name not in PRIVATE}
    return public if frame["shown"] else {**public, **tallies.HIDDEN}


def result_frame(
    snapshot: Snapshot, key: str, parts: Sequence[tallies.Result], drawing: dict[str, Any]
) -> dict[str, Any]:
    first_part, first = parts[0], parts[0].question
    return {
        "type": "results",
        "question": key,
        "epoch": snapshot.session.epoch,
        "version": sum(part.question.version for part in parts),
        "state": first.state,
        "round": first.round,
        "shown": all(part.question.shown for part in parts),
        "answered": max(part.answered for part in parts),
        "joined": parts[0].joined,
        "remark": tallies.remark(parts),
        "texts": tallies.texts(first_part),
        "signs": figures.signs([vote(part) for part in parts]),
        "spotlight": tallies.spotlight(first_part),
        **drawing,
    }


def vote(part: tallies.Result) -> figures.Vote:
    counts_people = kinds.get(part.question.kind).counts_people
    counts = part.tally["counts"] if counts_people else {}
    return figures.Vote(counts, part.answered, part.joined)


def question_drawing(snapshot: Snapshot, result: tallies.Result) -> dict[str, Any]:
    """A question beside earlier groups when those are shown, else by itself."""
    return comparison.beside(snapshot.session, result) or tallies.round_drawing(result)


def show_drawing(show: ShowView, parts: Sequence[tallies.Result]) -> dict[str, Any]:
    if show.view == "pair":
        return tallies.pair_drawing(parts[0], parts[1], show.labels)
    if show.view == "conditions":
        return tallies.pair_drawing(parts[0], parts[1], show.labels, figures.conditions)
    drawing = tallies.drawing(parts[0])
    if show.view == "cards":
        drawing["cards"] = tallies.faces(parts[0], sort=True)
    return drawing


def add_other_tips(session: LiveSession, frame: dict[str, Any]) -> None:
    """Below a group's own tips those of other groups that it does not have itself."""
    own = frame["cards"] or []
    known = {merged(card["text"]) for card in own}
    others = [
        card for card in tips.read_others(session=session) if merged(card["text"]) not in known
    ]
    said = _("Ook %(n)d tips van andere groepen.") % {"n": len(others)} if others else ""
    frame["cards"] = [*own, *others]
    frame["remark"] = f"{frame['remark']} {said}".strip()
