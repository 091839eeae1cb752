"""The settings of a session: its language, whose collaboration, and how its deck asks."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls.actions import fields
from polls.actions.base import Action
from polls.actions.change import Change
from polls.actions.fields import Field, Form
from polls.actions.site import get_site
from polls.errors import PollsError
from polls.models import Approval, LiveSession
from polls.sessions import session_settings, sessions
from polls.sessions.session_settings import Settings
from polls.texts import aids
from polls.whole_numbers import whole_number

CONTEXT, WORDS = "context.", "words."  # what stands before the key of an optional question
ASKED, OWN, OFF = "asked", "own", "off"  # what a facilitator makes of such a question


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form says of the settings; None where it names none, which then stays.

    `choices` and `words` go by the key of an optional question.
    """

    label: str | None
    collaboration: str | None
    language: str | None
    minimum: str | None
    choices: dict[str, str]
    words: dict[str, str]
    approval: str | None
    names: str | None


def read_settings(form: Form) -> Wanted:
    return Wanted(
        form.get("label"),
        form.get("collaboration"),
        form.get("language"),
        form.get("minimum"),
        fields.starting_with(CONTEXT, form),
        fields.starting_with(WORDS, form),
        form.get("approval"),
        form.get("names"),
    )


def choice_of(session: LiveSession, key: str) -> str:
    """What a session makes of an optional question."""
    if key not in session.context:
        return ASKED
    return OFF if session.context[key] is None else OWN


def change_settings(change: Change, *, wanted: Wanted) -> None:
    session = change.session
    settings = combine_settings(session, wanted).checked()
    plans = get_site().question_plans(
        session, collaboration=settings.collaboration, context=settings.context
    )
    session_settings.change_settings(session, change.rows, settings, plans)


def combine_settings(session: LiveSession, wanted: Wanted) -> Settings:
    """The settings as they are, with what is wanted put over them."""
    context: dict[str, str | None] = dict(session.context)
    for key in get_site().optional_keys(session):
        match wanted.choices.get(key, choice_of(session, key)):
            case "asked":
                context.pop(key, None)
            case "off":
                context[key] = None
            case "own":
                context[key] = wanted.words.get(key, session.context.get(key) or "")
            case _:
                raise PollsError(
                    "session.context", _("Kies: zoals in de workshop, niet, of in eigen woorden.")
                )
    minimum = whole_number(
        pick_value(wanted.minimum, str(session.minimum)), highest=session_settings.HIGHEST
    )
    if minimum is None:
        raise session_settings.wrong_minimum()
    return Settings(
        collaboration=pick_value(wanted.collaboration, session.collaboration),
        language=pick_value(wanted.language, session.language),
        minimum=minimum,
        context=context,
        label=pick_value(wanted.label, session.label),
        approval=pick_value(wanted.approval, session.guard.get("approval", Approval.MARKED)),
        names=session.guard.get("names", [])
        if wanted.names is None
        else aids.read_names(wanted.names),
    )


def pick_value(wanted: str | None, present: str) -> str:
    return present if wanted is None else wanted


def set_language(change: Change, *, language: str) -> None:
    sessions.set_language(change.session, language)


LANGUAGE = Action(
    name="language",
    led=False,
    run=set_language,
    fields={"language": fields.text_field("language")},
    begins=False,
    undoable=False,
    effect="phones and screen speak `nl` or `en`",
)
SETTINGS = Action(
    name="settings",
    led=False,
    run=change_settings,
    fields={
        "wanted": Field(
            (
                *("label", "collaboration", "language", "minimum"),
                *("context.<key>", "words.<key>", "approval", "names"),
            ),
            read_settings,
        )
    },
    begins=False,
    undoable=False,
    effect="the settings that are named, see the address above",
)
