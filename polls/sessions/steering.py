"""Who steers a session: its trainer, or the co-host when the trainer lets somebody."""

from __future__ import annotations

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession

Cohost = LiveSession.Cohost


def let_cohost_steer(session: LiveSession) -> None:
    """From now on the co-host may take over the slides."""
    if session.cohost_token is None:
        raise PollsError("cohost.none", _("Maak eerst een link voor de co-host."))
    if session.cohost == Cohost.TEXTS:
        session.cohost = Cohost.SLIDES


def keep_cohost_to_texts(session: LiveSession) -> None:
    session.cohost = Cohost.TEXTS


def take_over(session: LiveSession, *, cohost: bool) -> None:
    """Whoever asks steers; the other one sees it."""
    if not cohost:
        take_back(session)
        return
    ensure_allowed(session)
    session.cohost = Cohost.STEERS


def take_back(session: LiveSession) -> None:
    """The trainer steers again; the co-host may take over once more."""
    if session.cohost == Cohost.STEERS:
        session.cohost = Cohost.SLIDES


def ensure_allowed(session: LiveSession) -> None:
    if session.cohost == Cohost.TEXTS:
        raise PollsError("steer.denied", _("De trainer laat je alleen teksten beoordelen."))


def ensure_cohost_steers(session: LiveSession) -> None:
    """Refuse a step of a co-host while the trainer steers."""
    ensure_allowed(session)
    if session.cohost != Cohost.STEERS:
        raise PollsError("steer.other", _("De trainer stuurt nu. Neem eerst over."))
