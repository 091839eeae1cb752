"""The renderer that the hub is handed: the slide of a session, and its page on a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from polls.models import DeckVersion, LiveSession
from polls.views.renderer import ShowView, SlideView, Told
from workshop.decks.model import Slide
from workshop.decks.names import list_names
from workshop.facilitating import phone_result
from workshop.library import deck_versions


def slide_of(session: LiveSession) -> Slide:
    deck = deck_versions.deck_for(session)
    return deck.slides[min(session.position, len(deck.slides)) - 1]


def slide_view(session: LiveSession) -> SlideView:
    deck = deck_versions.deck_for(session)
    slide = slide_of(session)
    return SlideView(
        id=slide.id,
        number=slide.number,
        total=len(deck.slides),
        title=slide.title,
        shows=tuple(
            ShowView(show.key, show.view, show.questions, show.labels) for show in slide.shows
        ),
        words=deck_versions.mark_words(session, slide.id),
    )


def phone_html(session: LiveSession, slide: SlideView, questions: Sequence[dict[str, Any]]) -> str:
    drawn = slide_of(session)
    return render_to_string(
        "phone/_slide.html",
        {
            "session": session,
            "language": deck_versions.deck_for(session).language,
            "slide": drawn,
            "drawing": "" if questions else deck_versions.drawing_html(session.deck, drawn.picture),
            "words": slide.words,
            "questions": [
                with_icons(session.deck, with_status(question)) for question in questions
            ],
        },
    )


def result_html(session: LiveSession, told: Told) -> str:
    slide, deck = slide_of(session), deck_versions.deck_for(session)
    return render_to_string(
        "phone/_result.html",
        {
            "language": deck.language,
            "names": list_names(deck),
            "result": phone_result.arrange(session.deck, told),
            "title": slide.title,
        },
    )


def audience_questions_html(session: LiveSession, question: dict[str, Any]) -> str:
    return render_to_string(
        "phone/_question.html",
        {"session": session, "language": session.language, "question": with_status(question)},
    )


def with_status(question: dict[str, Any]) -> dict[str, Any]:
    """The question with what stands beside its send button; '' while nothing is to be said."""
    return {**question, "status": status_of(question["state"], question["mine"] is not None)}


def status_of(state: str, answered: bool) -> str:
    if state == "waiting":
        return _("De vraag gaat zo open.")
    if state == "paused":
        return _("Even wachten: de vraag is gepauzeerd.")
    if state == "closed":
        sent = _("De vraag is gesloten. Je antwoord is verstuurd.")
        return sent if answered else _("De vraag is gesloten.")
    return _("Je antwoord is verstuurd.") if answered else ""


def with_icons(version: DeckVersion, question: dict[str, Any]) -> dict[str, Any]:
    """The question with each option's icon as inline SVG, which its form may draw."""
    options = question["spec"].get("options")
    if not options:
        return question
    drawn = [
        {**option, "svg": deck_versions.icon_html(version, option.get("icon"))}
        for option in options
    ]
    return {**question, "spec": {**question["spec"], "options": drawn}}
