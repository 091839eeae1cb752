"""What each role sees of a session now, as the views make it."""

from __future__ import annotations

from typing import Any

from polls.models import LiveSession
from polls.views import news, phone, results, screen, snapshot
from polls.views.results import Frames
from polls.views.snapshot import Snapshot
from workshop.facilitating import presentation


def load(session: LiveSession) -> Snapshot:
    return snapshot.load_snapshot(session_id=session.pk, renderer=presentation)


def on_phone(session: LiveSession) -> dict[str, Any]:
    """The state of a phone that answered nothing."""
    loaded = news.load_snapshot(session_id=session.pk, renderer=presentation)
    return phone.phone_state(loaded, phone.draw_page(loaded, presentation))


def on_screen(session: LiveSession) -> dict[str, Any]:
    return screen.screen_state(load(session))


def results_of(session: LiveSession, *keys: str) -> list[Frames]:
    """The results with these keys; without keys all of the session's slide."""
    loaded = load(session)
    return results.count_results(snapshot=loaded, keys=keys or loaded.result_keys)
