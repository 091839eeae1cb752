"""Links that open something: of the projector, and of a co-host. A revoked one never comes back."""

from __future__ import annotations

from polls.actions.base import Action
from polls.actions.change import Change
from polls.sessions import sessions


def renew_screen(change: Change) -> None:
    sessions.renew_screen(change.session)


def invite_cohost(change: Change) -> None:
    sessions.invite_cohost(change.session)


def dismiss_cohost(change: Change) -> None:
    sessions.dismiss_cohost(change.session)


SCREEN_RENEW = Action(
    name="screen-renew",
    led=False,
    run=renew_screen,
    begins=False,
    undoable=False,
    effect="gives the projector another link; the old one is closed at once",
)
COHOST_INVITE = Action(
    name="cohost-invite",
    run=invite_cohost,
    begins=False,
    undoable=False,
    effect="a (new) link for a co-host",
)
COHOST_DISMISS = Action(
    name="cohost-dismiss",
    run=dismiss_cohost,
    begins=False,
    undoable=False,
    effect="no link for a co-host any more",
)
