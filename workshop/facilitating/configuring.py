"""The settings of a session: from a form to the engine, with what the deck makes of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls.actions import action_log
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime.hub import hub
from polls.sessions import session_settings
from polls.sessions.session_settings import Settings
from polls.whole_numbers import whole_number
from workshop.facilitating.presentation import slide_of
from workshop.library import deck_versions

ASKED, OWN, OFF = "asked", "own", "off"  # what a facilitator makes of an optional question


@dataclass(frozen=True, slots=True)
class OptionalQuestion:
    """An optional question of the deck: `choice` is what a session makes of it."""

    key: str
    prompt: str
    choice: str
    words: str


def optional(session: LiveSession) -> list[OptionalQuestion]:
    """The questions of the deck that a session may reword or leave out."""
    return [
        OptionalQuestion(
            each.key, each.prompt, choice_of(session, each.key), session.context.get(each.key) or ""
        )
        for each in deck_versions.optional(session)
    ]


def choice_of(session: LiveSession, key: str) -> str:
    if key not in session.context:
        return ASKED
    return OFF if session.context[key] is None else OWN


def change(session: LiveSession, fields: Mapping[str, str], *, by: str) -> int:
    """Change the settings that are named in `fields` and tell everyone; raises PollsError."""
    wanted = settings_of(session, fields).checked()
    deck = deck_versions.deck_with(
        session.deck, collaboration=wanted.collaboration, context=wanted.context
    )
    version = action_log.perform(
        session=session,
        name="settings",
        change=lambda: session_settings.change(
            session_id=session.pk, settings=wanted, plans=deck_versions.plans(deck)
        ),
        undoable=False,
        by=by,
        slide=slide_of(session).id,
    )
    hub.announce(session.pk, version)
    return version


def settings_of(session: LiveSession, fields: Mapping[str, str]) -> Settings:
    """The settings as they are, with what the form says put over them."""
    context = dict(session.context)
    for question in optional(session):
        match fields.get(f"context.{question.key}", question.choice):
            case "asked":
                context.pop(question.key, None)
            case "off":
                context[question.key] = None
            case "own":
                context[question.key] = fields.get(f"words.{question.key}", question.words)
            case _:
                raise PollsError(
                    "session.context", _("Kies: zoals in de workshop, niet, of in eigen woorden.")
                )
    return Settings(
        collaboration=fields.get("collaboration", session.collaboration),
        language=fields.get("language", session.language),
        minimum=number_of(fields.get("minimum", str(session.minimum))),
        context=context,
    )


def number_of(text: str) -> int:
    number = whole_number(text, highest=session_settings.HIGHEST)
    if number is None:
        raise session_settings.wrong_minimum()
    return number
