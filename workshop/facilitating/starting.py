"""A new session: from the name of a deck to rows."""

from __future__ import annotations

from typing import Any

from polls.models import LiveSession
from polls.sessions import session_settings, sessions
from workshop.library import deck_versions


def start(
    *,
    deck: str,
    facilitator: Any,
    label: str = "",
    rehearsal: bool = False,
    language: str = "",
    collaboration: str = "",
) -> LiveSession:
    """Make a session of the deck as it is on disk, in its language unless another is given;
    raises PollsError or DeckError."""
    collaboration = collaboration or LiveSession.Collaboration.OWN
    session_settings.check_collaboration(collaboration)
    version = deck_versions.load(deck)
    return sessions.create_session(
        deck=version,
        facilitator=facilitator,
        questions=deck_versions.plans(
            deck_versions.deck_with(version, collaboration=collaboration)
        ),
        label=label,
        rehearsal=rehearsal,
        collaboration=collaboration,
        language=language or deck_versions.deck_of(version).language,
    )
