"""What a facilitator is told of the session: all of its questions, and how time is going."""

from __future__ import annotations

from typing import Any

from polls.models import Question
from polls.results import crosses, splits
from polls.views import screen
from polls.views.snapshot import Snapshot, seconds_since


def desk_state(
    snapshot: Snapshot, *, joined: int | None = None, present: int = 0
) -> dict[str, Any]:
    """`joined` comes from a room that knows a newer number than the snapshot's."""
    session = snapshot.session
    seen = screen.describe_slide(snapshot, snapshot.slide, joined, present)
    seen["session"]["frozen"] = session.frozen
    seen["session"]["cohost"] = session.cohost
    seen["session"]["seconds"] = seconds_since(session.started)
    seen["slide"]["seconds"] = seconds_since(session.position_since)
    seen["questions"] = [
        {
            **screen.describe_question(question),
            "slide": question.slide,
            "split": tell_split(snapshot, question),
            "crossed": tell_crossed(snapshot, question),
        }
        for question in snapshot.questions
    ]
    return seen


def tell_split(snapshot: Snapshot, question: Question) -> bool | None:
    """Whether projectors have a question by group; None for one that has no groups."""
    if splits.find_splitter(snapshot.questions, question) is None:
        return None
    return question.split_shown


def tell_crossed(snapshot: Snapshot, question: Question) -> bool | None:
    """Whether projectors have a pair against each other; None for a question in no pair."""
    other = crosses.find_partner(snapshot.questions, question)
    return None if other is None else question.split_shown or other.split_shown
