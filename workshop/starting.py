"""A new session: from the name of a deck to rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polls.domain import sessions
from polls.errors import PollsError
from polls.models import LiveSession
from workshop.decks import library


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
    if collaboration and collaboration not in LiveSession.Collaboration.values:
        raise PollsError(
            "session.collaboration", _("Kies: een eigen samenwerking, of allemaal dezelfde.")
        )
    version = library.load(deck)
    return sessions.create(
        deck=version,
        facilitator=facilitator,
        questions=library.plans(library.deck_of(version)),
        label=label,
        rehearsal=rehearsal,
        collaboration=collaboration or LiveSession.Collaboration.OWN,
        language=language or library.deck_of(version).language,
    )
