"""The facilitator's actions: from a name and a slide or question to the engine's functions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from polls.domain import questions, sessions
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime.hub import hub
from workshop.decks import library
from workshop.decks.model import Deck, Slide
from workshop.presentation import slide_of


def go(session: LiveSession, position: int) -> int:
    """Move to a slide (1-based): leave the old one, enter the new one."""
    deck = library.deck_of(session.deck)
    if not 1 <= position <= len(deck.slides):
        raise PollsError(
            "slide.unknown",
            _("Slide %(number)s is er niet. Kies 1 tot en met %(total)s.")
            % {"number": position, "total": len(deck.slides)},
        )
    entered, left = deck.slides[position - 1], slide_of(session)
    return questions.enter_slide(
        session_id=session.pk,
        position=position,
        opens=[question.key for question in entered.questions if question.opens == "enter"],
        closes=[
            question.key
            for question in left.questions
            if question.closes == "leave" and left.id != entered.id
        ],
    )


def next_slide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return go(session, min(session.position + 1, len(library.deck_of(session.deck).slides)))


def previous_slide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return go(session, max(session.position - 1, 1))


def goto(session: LiveSession, fields: Mapping[str, str]) -> int:
    """`slide` is a number or the id of a slide."""
    return go(session, slide_number(library.deck_of(session.deck), fields.get("slide", "")))


def slide_number(deck: Deck, wanted: str) -> int:
    if wanted.isdecimal():
        return int(wanted)
    for slide in deck.slides:
        if slide.id == wanted:
            return slide.number
    raise PollsError("slide.unknown", _("Deze slide is er niet. Kies er een uit de lijst."))


def keys(session: LiveSession, fields: Mapping[str, str]) -> Sequence[str]:
    """The question that an action names (several: 'goed+minder'); else all of the slide's."""
    if named := fields.get("question", ""):
        return named.split("+")
    slide = slide_of(session)
    found = on_slide(slide)
    if not found:
        raise PollsError("question.none", _("Op deze slide staat geen vraag."))
    return found


def on_slide(slide: Slide) -> list[str]:
    shown = [key for show in slide.shows for key in show.questions]
    return [question.key for question in slide.questions] + shown


def each(change: Callable[..., int]) -> Callable[[LiveSession, Mapping[str, str]], int]:
    """An action on every question that it names."""

    def action(session: LiveSession, fields: Mapping[str, str]) -> int:
        return max(change(session_id=session.pk, key=key) for key in keys(session, fields))

    return action


def show(session: LiveSession, fields: Mapping[str, str]) -> int:
    return questions.show(session_id=session.pk, keys=keys(session, fields))


def hide(session: LiveSession, fields: Mapping[str, str]) -> int:
    return questions.show(session_id=session.pk, keys=keys(session, fields), shown=False)


def whole(change: Callable[..., int]) -> Callable[[LiveSession, Mapping[str, str]], int]:
    """An action on the session itself."""
    return lambda session, fields: change(session_id=session.pk)


ACTIONS: dict[str, Callable[[LiveSession, Mapping[str, str]], int]] = {
    "begin": lambda session, fields: go(session, session.position),
    "next": next_slide,
    "previous": previous_slide,
    "goto": goto,
    "open": each(questions.open),
    "pause": each(questions.pause),
    "close": each(questions.close),
    "show": show,
    "hide": hide,
    "reset": each(questions.new_round),
    "break": whole(sessions.pause),
    "resume": whole(sessions.resume),
    "finish": whole(sessions.finish),
    "reopen": whole(sessions.reopen),
}


def act(session: LiveSession, action: str, fields: Mapping[str, str]) -> int:
    """Do one action, tell everyone, return the session's new version; raises PollsError."""
    version = ACTIONS[action](session, fields)
    hub.announce(session.pk, version)
    return version
