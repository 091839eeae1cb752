"""The steps of a session at everyone's own pace: its questions, and the slides between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString

from polls.models import Question
from polls.views.phone import describe_question
from polls.views.snapshot import Mine, Snapshot
from workshop.decks.model import Slide
from workshop.facilitating.presentation import with_icons, with_status
from workshop.library import deck_versions

LED = ("cover", "results", "overview")  # layouts that want a room, or a projector
LIGHT = 6_000  # characters of a drawing that comes along with a question


@dataclass(frozen=True, slots=True)
class Step:
    """One page: a slide with one of its questions, which is the `nth`, or a slide between."""

    slide: Slide
    question: Question | None = None
    nth: int = 0

    @property
    def is_required(self) -> bool:
        return self.question is not None and self.question.required


@dataclass(frozen=True, slots=True)
class Journey:
    """All steps, counted from 1; the one behind the last asks whether somebody is done."""

    steps: tuple[Step, ...]
    questions: int

    def find(self, number: int) -> Step | None:
        return self.steps[number - 1] if 1 <= number <= len(self.steps) else None

    def find_unanswered(self, mine: Collection[int]) -> list[tuple[int, Step]]:
        """The steps whose question is not answered, with their numbers."""
        return [
            (at, step)
            for at, step in enumerate(self.steps, 1)
            if step.question and step.question.pk not in mine
        ]

    def find_barrier(self, mine: Collection[int]) -> int | None:
        """The step that nobody passes: its question is required, and not answered."""
        return next((at for at, step in self.find_unanswered(mine) if step.is_required), None)

    def find_resumption(self, mine: Collection[int]) -> int:
        """Where somebody goes on who answered these: behind the last that was."""
        answered = [
            at
            for at, step in enumerate(self.steps, 1)
            if step.question and step.question.pk in mine
        ]
        return min(max(answered, default=0) + 1, len(self.steps) + 1)


def plan_journey(snapshot: Snapshot) -> Journey:
    """The steps of a session, in the order of its slides."""
    session = snapshot.session
    steps: list[Step] = []
    nth = 0
    for slide in deck_versions.deck_for(session).slides:
        if slide.questions:
            for asked in slide.questions:
                if question := snapshot.by_key.get(asked.key):
                    nth += 1
                    steps.append(Step(slide, question, nth))
        elif session.between and is_between(slide):
            steps.append(Step(slide))
    return Journey(tuple(steps), nth)


def is_between(slide: Slide) -> bool:
    """Whether a slide without questions says something to somebody alone."""
    return slide.own_pace and slide.layout not in LED and not slide.shows


def describe_step(snapshot: Snapshot, step: Step, mine: Mine) -> dict[str, Any]:
    """A step as its page draws it, in the language that is active."""
    session = snapshot.session
    asked = step.question and with_icons(
        session.deck, with_status(describe_question(snapshot, step.question, mine))
    )
    drawing: SafeString = deck_versions.drawing_html(session.deck, step.slide.picture)
    return {
        "slide": step.slide,
        "question": asked,
        "nth": step.nth,
        "required": step.is_required,
        "drawing": drawing if len(drawing) <= LIGHT or not asked else "",
        "language": deck_versions.deck_for(session).language,
    }


def list_prompts(steps: Sequence[tuple[int, Step]]) -> list[tuple[int, str]]:
    """The number and the question of each of these steps."""
    return [(at, step.question.prompt) for at, step in steps if step.question]
