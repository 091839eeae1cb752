"""What a projector is told of the session: what is to be seen, and nothing for whoever leads."""

from __future__ import annotations

from typing import Any

from polls.models import Question
from polls.views.renderer import SlideView
from polls.views.snapshot import Snapshot


def screen_state(
    snapshot: Snapshot, *, joined: int | None = None, present: int = 0
) -> dict[str, Any]:
    """`joined` comes from a room that knows a newer number than the snapshot's."""
    return describe_slide(snapshot, snapshot.frozen_slide or snapshot.slide, joined, present)


def describe_slide(
    snapshot: Snapshot, slide: SlideView, joined: int | None, present: int
) -> dict[str, Any]:
    """The session on one of its slides."""
    session = snapshot.session
    return {
        "type": "state",
        "epoch": session.epoch,
        "version": snapshot.version,
        "session": {
            "code": session.code,
            "state": session.state,
            "title": session.deck.title,
            "language": session.language,
            "edition": session.edition,
            "joined": snapshot.joined if joined is None else joined,
            "present": present,
            "overlay": session.overlay,
            "skipped": session.skipped,
            "looks": session.looks,
            "tables": session.tables,
            "timer": snapshot.timer,
        },
        "slide": {"id": slide.id, "number": slide.number, "total": slide.total},
        "questions": [
            describe_question(question)
            for question in snapshot.questions
            if question.slide == slide.id
        ],
        "retry": {"within": 0.3},
    }


def describe_question(question: Question) -> dict[str, Any]:
    return {
        "key": question.key,
        "kind": question.kind,
        "prompt": question.prompt,
        "state": question.state,
        "round": question.round,
        "shown": question.shown,
    }
