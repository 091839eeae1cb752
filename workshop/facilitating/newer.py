"""Which version of its workshop a session runs, and whether there is a newer one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession
from workshop.decks.problems import DeckError
from workshop.facilitating import starting
from workshop.library import deck_versions, workshops


@dataclass(frozen=True, slots=True)
class Standing:
    """`made` is when the version of this session was made. `changed` tells that the workshop is
    not like that any more, `restyled` that its house style is not, `offered` that the session
    could take both as they are now."""

    made: datetime
    changed: bool
    offered: bool
    restyled: bool = False


def compare_version(session: LiveSession) -> Standing:
    """How a session stands to its workshop; nothing is published by looking."""
    made_of = session.deck.base or session.deck
    workshop = workshops.find_startable(slug=made_of.slug, user=session.facilitator)
    newest = workshop.draft if workshop else _text_on_disk(made_of.slug)
    changed = newest not in (None, made_of.source)
    restyled = _is_restyled(session, there=newest is not None)
    if session.started or session.deck.base or not (changed or restyled):
        return Standing(made_of.created, changed, offered=False)
    try:
        if workshop:
            workshops.read_draft(workshop)
        else:
            deck_versions.load(session.deck.slug)
        offered = True
    except DeckError:
        published = workshop.published_id if workshop else None
        offered = published is not None and (restyled or published != session.deck_id)
    return Standing(session.deck.created, changed, offered, restyled)


def _is_restyled(session: LiveSession, *, there: bool) -> bool:
    """Whether a session that waits, on a version of its workshop, could get another style."""
    if not there or session.started or session.deck.base:
        return False
    return newest_style(session) != session.style


def _text_on_disk(slug: str) -> str | None:
    try:
        return deck_versions.read_source(slug)
    except (PollsError, DeckError):
        return None


def newest_version(session: LiveSession) -> DeckVersion:
    """The version that a new session would get now; raises PollsError."""
    try:
        return starting.version_for(session.deck.slug, session.facilitator)
    except DeckError:
        raise PollsError(
            "version.mistakes", _("In de workshop staat nu een fout. Herstel die eerst.")
        ) from None


def newest_style(session: LiveSession) -> Mapping[str, str]:
    """The house style that a new session would get now."""
    return starting.style_for(session.deck.slug, session.facilitator)
