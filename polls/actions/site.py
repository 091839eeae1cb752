"""What actions ask of the site: a deck's slides, its plans, and the log of deletions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from polls.models import DeckVersion, LiveSession
from polls.sessions.sessions import QuestionPlan


@dataclass(frozen=True, slots=True)
class DeckSlide:
    """A slide as actions know it.

    `questions` are the keys of those that are asked on it, `results` of those whose results it
    draws, `views` of all results on it; `opens` of those that are opened on entering it,
    `closes` of those that are closed on leaving it. Slides of one `group` follow each other and
    are left together.
    """

    id: str
    number: int
    group: tuple[str, str]
    questions: tuple[str, ...]
    results: tuple[str, ...]
    views: tuple[str, ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Adapted:
    """A deck that was changed for one session: its version, the slide that it is about, and the
    keys of questions that have other words now."""

    deck: DeckVersion
    slide: str
    reworded: tuple[str, ...] = ()


class Site(Protocol):
    """What the site hands over when it starts."""

    def deck_slides(self, session: LiveSession) -> Sequence[DeckSlide]:
        """The slides of the deck as this session runs it."""

    def optional_keys(self, session: LiveSession) -> Sequence[str]:
        """The questions of the deck that a session may reword or leave out."""

    def question_plans(
        self, session: LiveSession, *, collaboration: str, context: Mapping[str, str | None]
    ) -> Sequence[QuestionPlan]:
        """What the deck asks with these settings, and in which words."""

    def adapt_deck(self, session: LiveSession, step: str, form: Mapping[str, str]) -> Adapted:
        """The deck of this session after a step that a form describes; raises PollsError."""

    def newest_deck(self, session: LiveSession) -> DeckVersion:
        """The version that a new session of the same workshop would get; raises PollsError."""

    def newest_style(self, session: LiveSession) -> Mapping[str, str]:
        """The house style that such a session would get."""

    def note_deletion(self, session: LiveSession, by: str, question: str) -> None:
        """Note who removed a text for good."""


_sites: list[Site] = []


def hand_over(site: Site) -> None:
    _sites[:] = [site]


def get_site() -> Site:
    (found,) = _sites
    return found
