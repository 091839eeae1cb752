"""What the terminal says when a trainer starts Polshoogte on a laptop."""

from __future__ import annotations

from polls.models import LiveSession
from workshop import terminal
from workshop.accounts import login_links, users
from workshop.facilitating import starting
from workshop.facilitating.addresses import Addresses, terminal_qr
from workshop.library import deck_versions

TEXT = """
Polshoogte

  1. Log in (a link works once):
     {login}

  2. Open the desk, where you run the workshop:
     {desk}

  3. Open the projector's page on the big screen (F11 for full screen):
     {screen}

  4. Participants join with code {code} at
     {join}

{qr}"""


def first_session() -> LiveSession:
    """The newest session that has not ended; a new installation gets one."""
    session = LiveSession.objects.filter(ended=None, rehearsal=False).first()
    if session is not None:
        return session
    return starting.start(deck=deck_versions.slugs()[0], facilitator=users.first_trainer())


ELSEWHERE = "Give the command: {program} login_link {name}"


def welcome_text(site: str, *, private: bool) -> str:
    """How to begin; with a link that logs in only where nobody else reads it later: on a
    terminal, not in a service's journal."""
    session = first_session()
    addresses = Addresses(site, session)
    name = session.facilitator.get_username()
    link = site + login_links.link_path(session.facilitator) if private else ""
    login = link or ELSEWHERE.format(program=terminal.program(), name=name)
    return TEXT.format(
        login=login,
        desk=addresses.desk,
        screen=addresses.screen,
        join=addresses.join,
        code=f"{session.code[:4]} {session.code[4:]}",
        qr=terminal_qr(addresses.join),
    )
