"""What the engine asks of the site: which slide a session is on, and its page on a phone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

from polls.figures import Table
from polls.models import LiveSession, Question


@dataclass(frozen=True, slots=True)
class ShowView:
    """A place on a slide that draws the results of earlier questions.

    `view` is 'question' (as that question's own slide does), 'cards', 'pair' (two
    choices with the same options, mirrored; `labels` names the two sides) 'conditions'
    (the same as shapes with their numbers and a class) or 'before' (one question beside what an
    earlier session answered).
    """

    key: str
    view: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlideView:
    """`words` is a mark of what the slide says: as long as it is the same, a phone that has the
    slide need not draw it anew."""

    id: str
    number: int
    total: int
    title: str
    shows: tuple[ShowView, ...]
    words: str = ""


class Told(NamedTuple):
    """A result as the projector has it: its frame, its table as data, and the (first) question
    that it is of."""

    frame: Mapping[str, Any]
    table: Table
    question: Question


class Renderer(Protocol):
    """Handed to the hub when the site starts; the engine never looks for it itself."""

    def slide_view(self, session: LiveSession) -> SlideView:
        """The slide at the session's position."""

    def phone_html(
        self, session: LiveSession, slide: SlideView, questions: Sequence[dict[str, Any]]
    ) -> str:
        """The slide and its forms as a phone shows them, in the language that is active.

        The same for every participant while `questions` say nothing of anyone's answers.
        """

    def result_html(self, session: LiveSession, told: Told) -> str:
        """A result as phones show it, in the language that is active."""

    def audience_questions_html(self, session: LiveSession, question: dict[str, Any]) -> str:
        """The form of the audience questions, in the language that is active."""
