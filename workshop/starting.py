"""A new session: from the name of a deck to rows."""

from __future__ import annotations

from typing import Any

from polls.domain import sessions
from polls.models import LiveSession
from workshop.decks import library


def start(*, deck: str, facilitator: Any, label: str = "", rehearsal: bool = False) -> LiveSession:
    """Make a session of the deck as it is on disk; raises PollsError or DeckError."""
    version = library.load(deck)
    return sessions.create(
        deck=version,
        facilitator=facilitator,
        questions=library.plans(library.deck_of(version)),
        label=label,
        rehearsal=rehearsal,
    )
