"""The projector: covered, or kept on its slide."""

from __future__ import annotations

from polls.actions.base import EVERYONE, Action
from polls.actions.change import Change
from polls.models import LiveSession
from polls.sessions import stage


def blank_screen(change: Change) -> None:
    stage.cover_screen(change.session, LiveSession.Overlay.BLANK)


def show_code(change: Change) -> None:
    stage.cover_screen(change.session, LiveSession.Overlay.QR)


def freeze_screen(change: Change) -> None:
    stage.freeze_screen(change.session)


BLANK = Action(
    name="blank",
    roles=EVERYONE,
    steers=True,
    run=blank_screen,
    begins=False,
    effect="covers the projector with nothing, or uncovers it",
)
QR = Action(
    name="qr",
    run=show_code,
    begins=False,
    effect="covers the projector with the QR code, or uncovers it",
)
FREEZE = Action(
    name="freeze",
    run=freeze_screen,
    begins=False,
    spares_ended=True,
    effect="keeps the projector on its slide, or lets it go; what is hidden still disappears "
    "from it",
)
