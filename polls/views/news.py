"""What a room needs to tell its phones, read and drawn in one go by a thread that may wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from polls.models import LiveSession, Question
from polls.sessions import participants
from polls.views import phone, phone_results, snapshot
from polls.views.renderer import Renderer
from polls.views.snapshot import Mine, Snapshot


class News(NamedTuple):
    """A session as an action left it, and what everyone has answered on its slide."""

    snapshot: Snapshot
    mine: dict[int, Mine]


def load_snapshot(*, session_id: int, renderer: Renderer) -> Snapshot:
    """A session as it is now, with its page in the session's language."""
    found = snapshot.load_snapshot(session_id=session_id, renderer=renderer)
    phone_results.count_told(found)
    phone.draw_page(found, renderer)
    return found


def read_change(
    session: LiveSession, renderer: Renderer, questions: Sequence[Question] | None = None
) -> News:
    """A session that was just changed, read by whoever changed it: no room reads it again.

    `questions` are its questions when the change had read them.
    """
    found = snapshot.complete_snapshot(session, renderer, questions)
    phone_results.count_told(found)
    phone.draw_page(found, renderer)
    return News(found, {**participants.read_answers(rounds=found.rounds)})
