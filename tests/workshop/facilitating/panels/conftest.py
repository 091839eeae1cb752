"""The shipped deck, and a desk's state somewhere in it."""

from __future__ import annotations

from typing import Any

import pytest

from polls.models import LiveSession
from polls.views import desk
from tests import acting, seen
from workshop.decks.model import Deck
from workshop.library import deck_versions


@pytest.fixture
def deck(session: LiveSession) -> Deck:
    return deck_versions.deck_for(session)


@pytest.fixture
def state(session: LiveSession) -> dict[str, Any]:
    """On 'goed', with the slide 'netwerk' left out."""
    acting.act(session, "goto", {"slide": "goed"})
    acting.act(session, "skip", {"slide": "netwerk"})
    return desk.desk_state(seen.load(session))
