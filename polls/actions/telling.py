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

    def find_odd_devices(self, session_id: int) -> list[int]:
        """The participants that desks are warned of: they may be many devices of one hand."""


_listeners: list[Listener] = []


def register_listener(listener: Listener) -> None:
    if listener not in _listeners:
        _listeners.append(listener)


def tell_everyone(session: LiveSession, questions: Sequence[Question] | None = None) -> None:
    for listener in _listeners:
        listener.announce_change(session, questions)


def find_odd_devices(session: LiveSession) -> list[int]:
    found = {one for each in _listeners for one in each.find_odd_devices(session.pk)}
    return sorted(found)


def tell_results(session: LiveSession, question_ids: list[int]) -> None:
    for listener in _listeners:
        listener.announce_results(session.pk, question_ids)
