"""What each role may see, built in one place. Hidden results never leave this module."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from django.utils import timezone, translation

from polls.domain import slides, tallies
from polls.domain.slides import ShowView, SlideView
from polls.models import LiveSession, Question

Mine = Mapping[int, tuple[Any, int]]  # question -> (value, seq) of one participant
NOTHING: Mine = {}


@dataclass(frozen=True)
class Snapshot:
    """A session at one version: read once a process, sent to everyone in it."""

    session: LiveSession
    slide: SlideView
    questions: tuple[Question, ...]
    joined: int
    phone_html: str

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

    @property
    def rounds(self) -> list[tuple[int, int]]:
        return [(question.pk, question.round) for question in self.current]

    @cached_property
    def result_keys(self) -> list[str]:
        """What this slide draws: its questions, and its show blocks."""
        return [q.key for q in self.current] + [show.key for show in self.slide.shows]

    def touched_by(self, question_ids: set[int]) -> list[str]:
        """The result keys of this slide that new answers to these questions change."""
        keys = {question.key for question in self.questions if question.pk in question_ids}
        shows = [show.key for show in self.slide.shows if keys.intersection(show.questions)]
        return [question.key for question in self.current if question.key in keys] + shows

    def show(self, key: str) -> ShowView | None:
        return next((show for show in self.slide.shows if show.key == key), None)

    # Phones

    def phone(self, mine: Mine = NOTHING, *, within: float = 1.0) -> dict[str, Any]:
        return {**self.phone_head(within), "questions": self.phone_questions(mine)}

    def phone_head(self, within: float) -> dict[str, Any]:
        return {
            "type": "state",
            "epoch": self.session.epoch,
            "version": self.version,
            "session": {
                "code": self.session.code,
                "state": self.session.state,
                "title": self.session.deck.title,
            },
            "slide": {
                "id": self.slide.id,
                "number": self.slide.number,
                "total": self.slide.total,
                "title": self.slide.title,
                "html": self.phone_html,
            },
            "retry": {"within": within},
        }

    def phone_questions(self, mine: Mine = NOTHING) -> list[dict[str, Any]]:
        return [
            phone_question(question, *mine.get(question.pk, (None, 0))) for question in self.current
        ]

    # Screens and desks

    def screen(self, *, present: int = 0) -> dict[str, Any]:
        return {
            "type": "state",
            "epoch": self.session.epoch,
            "version": self.version,
            "session": {
                "code": self.session.code,
                "state": self.session.state,
                "title": self.session.deck.title,
                "joined": self.joined,
                "present": present,
            },
            "slide": {
                "id": self.slide.id,
                "number": self.slide.number,
                "total": self.slide.total,
            },
            "questions": [screen_question(question) for question in self.current],
            "retry": {"within": 0.3},
        }

    def desk(self, *, present: int = 0) -> dict[str, Any]:
        state = self.screen(present=present)
        state["session"]["seconds"] = seconds_since(self.session.started)
        state["slide"]["seconds"] = seconds_since(self.session.position_since)
        state["questions"] = [
            {**screen_question(question), "slide": question.slide} for question in self.questions
        ]
        return state


def phone_question(question: Question, mine: Any = None, seq: int = 0) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "state": question.state,
        "round": question.round,
        "spec": question.spec,
        "mine": mine,
        "seq": seq,
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
    """Read a session as it is now.

    The version is read first: what follows is at least as new, so a client never
    believes to have a version whose content it did not get.
    """
    session = LiveSession.objects.select_related("deck").get(pk=session_id)
    questions = tuple(Question.objects.filter(session=session).order_by("pk"))
    source = slides.source()
    slide = source.view(session)
    current = [phone_question(question) for question in questions if question.slide == slide.id]
    with translation.override("nl"):
        html = source.phone_html(session, slide, current)
    return Snapshot(session, slide, questions, session.participants.count(), html)


def results(
    *, snapshot: Snapshot, keys: Sequence[str]
) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Per result key of the slide: the frame for desks, and the frame for screens.

    A screen's frame carries no figure, table, sentence or cards while a question of it
    is not shown.
    """
    shows = [show for key in keys if (show := snapshot.show(key))]
    wanted = {key for key in keys if key in snapshot.by_key}
    wanted.update(key for show in shows for key in show.questions)
    counted = tallies.load(session_id=snapshot.session.pk, keys=sorted(wanted))
    frames = [
        result_frame(snapshot, key, [counted[key]], tallies.drawing(counted[key]))
        for key in keys
        if key in counted and not snapshot.show(key)
    ]
    for show in shows:
        parts = [counted[key] for key in show.questions]
        frames.append(result_frame(snapshot, show.key, parts, show_drawing(show, parts)))
    return [(frame, frame if frame["shown"] else {**frame, **tallies.HIDDEN}) for frame in frames]


def result_frame(
    snapshot: Snapshot, key: str, parts: Sequence[tallies.Result], drawing: dict[str, Any]
) -> dict[str, Any]:
    first = parts[0].question
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
        **drawing,
    }


def show_drawing(show: ShowView, parts: Sequence[tallies.Result]) -> dict[str, Any]:
    if show.view == "pair":
        return tallies.pair_drawing(parts[0], parts[1], show.labels)
    return tallies.drawing(parts[0])


def encode(data: Mapping[str, Any]) -> str:
    return orjson.dumps(data).decode()
