"""The version of the deck that a session runs: one that has not begun can take the newest."""

from __future__ import annotations

from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.site import get_site
from polls.sessions import deck_change


def take_newest(change: Change) -> None:
    """Take the newest version, on the slide where the session is if that is still there."""
    session, site = change.session, get_site()
    deck_change.ensure_unbegun(session)
    deck, style = site.newest_deck(session), site.newest_style(session)
    if style != session.style:
        deck_change.change_style(session, style)
    if deck.pk == session.deck_id:
        return
    here = change.slide.id
    deck_change.change_deck(session, deck)
    known = site.optional_keys(session)
    session.context = {key: words for key, words in session.context.items() if key in known}
    plans = site.question_plans(
        session, collaboration=session.collaboration, context=session.context
    )
    deck_change.replace_questions(session, plans)
    numbers = {slide.id: slide.number for slide in site.deck_slides(session)}
    session.position = numbers.get(here, 1)
    session.skipped = [slide for slide in session.skipped if slide in numbers]


NEWEST = Action(
    name="newest-version",
    run=take_newest,
    begins=False,
    undoable=False,
    effect="a session that has not begun takes its workshop as it is now",
)
