"""What the engine asks of the site: which slide a session is on, and how a phone shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Protocol, cast

from django.conf import settings

from polls.models import LiveSession


@dataclass(frozen=True, slots=True)
class ShowView:
    """A place on a slide that draws the results of earlier questions.

    `view` is 'question' (as that question's own slide does), 'cards', 'pair' (two
    choices with the same options, mirrored; `labels` names the two sides) or
    'conditions' (the same as shapes with their numbers and a class).
    """

    key: str
    view: str
    questions: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SlideView:
    id: str
    number: int
    total: int
    title: str
    shows: tuple[ShowView, ...]


class Slides(Protocol):
    """The module that settings.POLLS_SLIDES names."""

    def view(self, session: LiveSession) -> SlideView: ...

    def phone_html(
        self, session: LiveSession, slide: SlideView, questions: Sequence[dict[str, Any]]
    ) -> str:
        """The slide and its forms as a phone shows them, the same for every participant."""

    def aside_html(self, session: LiveSession, question: dict[str, Any]) -> str:
        """The form of the questions beside the deck."""


def source() -> Slides:
    return cast(Slides, import_module(settings.POLLS_SLIDES))
