"""A new session: from the name of a workshop or an example to rows."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polls.models import DeckVersion, LiveSession
from polls.sessions import session_settings, sessions
from workshop.decks.problems import DeckError
from workshop.library import deck_versions, house_styles, workshops
from workshop.looks.style import keep_style
from workshop.models import Workshop


def start(
    *,
    deck: str,
    facilitator: Any,
    label: str = "",
    rehearsal: bool = False,
    language: str = "",
    collaboration: str = "",
) -> LiveSession:
    """Make a session of a workshop or an example as it is now, in its language unless another
    is given; raises PollsError or DeckError."""
    collaboration = collaboration or LiveSession.Collaboration.OWN
    session_settings.check_collaboration(collaboration)
    version = version_for(deck, facilitator)
    return sessions.create_session(
        deck=version,
        facilitator=facilitator,
        questions=deck_versions.plans(
            deck_versions.deck_with(version, collaboration=collaboration)
        ),
        label=label,
        rehearsal=rehearsal,
        collaboration=collaboration,
        language=language or deck_versions.deck_of(version).language,
        style=style_for(deck, facilitator),
    )


def choose_deck(user: Any) -> str:
    """What the start form begins with: the workshop that a trainer ran last, while it can be
    started, else the first example; '' without any."""
    examples = deck_versions.slugs()
    last = LiveSession.objects.filter(facilitator=user).values_list("deck__slug", flat=True).first()
    if last and (last in examples or workshops.find_startable(slug=last, user=user)):
        return last
    return examples[0] if examples else ""


def version_for(deck: str, user: Any) -> DeckVersion:
    """What a new session gets: an own or shared workshop as it is now, when it is free of
    mistakes, else as it was published last; or an example. Raises PollsError or DeckError."""
    workshop = workshops.find_startable(slug=deck, user=user)
    if workshop is None:
        return deck_versions.load(deck)
    try:
        return workshops.publish_workshop(workshop=workshop, by=user)
    except DeckError:
        if workshop.published is None:
            raise
        return workshop.published


def style_for(deck: str, user: Any) -> dict[str, str]:
    """How a new session looks: as its workshop's owner chose; as whoever starts it chose when
    it is an example, which nobody owns."""
    workshop = workshops.find_startable(slug=deck, user=user)
    if workshop:
        return keep_style(house_styles.style_of_workshop(workshop))
    return keep_style(house_styles.find_style(user))


def tell_older(session: LiveSession) -> str:
    """The sentence about a session that runs an earlier version than what is being written;
    '' when it runs the newest."""
    newest = Workshop.objects.filter(slug=session.deck.slug).values_list("draft", flat=True).first()
    if newest is None or newest == session.deck.source:
        return ""
    return _(
        "In deze workshop staat nog een fout. Deze sessie gebruikt de laatste versie zonder fouten."
    )
