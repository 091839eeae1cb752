"""The session as a whole: a break, its end, and taken up again."""

from __future__ import annotations

from polls.actions.base import Action
from polls.actions.change import Change
from polls.sessions import sessions


def pause_session(change: Change) -> None:
    sessions.pause_session(change.session, change.questions)


def resume_session(change: Change) -> None:
    sessions.end_break(change.session, change.questions)


def finish_session(change: Change) -> None:
    sessions.finish_session(change.session, change.questions)


def reopen_session(change: Change) -> None:
    sessions.reopen_session(change.session)


BREAK = Action(name="break", run=pause_session, effect="pauses the whole session")
RESUME = Action(name="resume", run=resume_session, effect="goes on after a break")
FINISH = Action(
    name="finish", led=False, run=finish_session, effect="ends the session and closes its questions"
)
REOPEN = Action(
    name="reopen", run=reopen_session, begins=False, effect="takes up a session that has ended"
)
