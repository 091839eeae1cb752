"""Where actions say what changed; whoever holds the sockets listens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from polls.models import LiveSession, Question


class Listener(Protocol):
    """Passes on what changed, after COMMIT."""

    def announce_change(
        self, session: LiveSession, questions: Sequence[Question] | None = None
    ) -> None:
        """A session was changed; `questions` are its questions when they were just read."""

    def announce_results(self, session_id: int, question_ids: list[int]) -> None:
        """Only results of these questions changed: phones hear nothing of that."""


_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_everyone(session: LiveSession, questions: Sequence[Question] | None = None) -> None:
    for listener in _listeners:
        listener.announce_change(session, questions)


def tell_results(session: LiveSession, question_ids: list[int]) -> None:
    for listener in _listeners:
        listener.announce_results(session.pk, question_ids)
