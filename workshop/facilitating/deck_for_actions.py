"""What actions ask of the site: a deck's slides, its plans, and the log of deletions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from polls.actions.site import Adapted, DeckSlide
from polls.models import DeckVersion, LiveSession
from polls.sessions.sessions import QuestionPlan
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.decks.model import Slide
from workshop.facilitating import newer, own_deck
from workshop.library import deck_versions
from workshop.library.deck_versions import Terms


def deck_slides(session: LiveSession) -> Sequence[DeckSlide]:
    return _view_slides(deck_versions.terms_of(session))


@lru_cache(maxsize=64)
def _view_slides(terms: Terms) -> tuple[DeckSlide, ...]:
    return tuple(view_slide(slide) for slide in deck_versions.deck_on(terms).slides)


def view_slide(slide: Slide) -> DeckSlide:
    """Slides with one badge in a chapter are a group, and so is a chapter without badges."""
    return DeckSlide(
        id=slide.id,
        number=slide.number,
        group=(slide.chapter, slide.badge),
        questions=tuple(each.key for each in slide.questions),
        results=tuple(key for show in slide.shows for key in show.questions),
        views=(*(each.key for each in slide.questions), *(each.key for each in slide.shows)),
        opens=tuple(each.key for each in slide.questions if each.opens == "enter"),
        closes=tuple(each.key for each in slide.questions if each.closes == "leave"),
    )


def optional_keys(session: LiveSession) -> Sequence[str]:
    return [question.key for question in deck_versions.optional(session)]


def question_plans(
    session: LiveSession, *, collaboration: str, context: Mapping[str, str | None]
) -> Sequence[QuestionPlan]:
    deck = deck_versions.deck_with(
        session.deck, collaboration=collaboration, context=context, pace=session.pace
    )
    return deck_versions.plans(deck)


def adapt_deck(session: LiveSession, step: str, form: Mapping[str, str]) -> Adapted:
    return own_deck.adapt_deck(session, step, form)


def newest_deck(session: LiveSession) -> DeckVersion:
    return newer.newest_version(session)


def newest_style(session: LiveSession) -> Mapping[str, str]:
    return newer.newest_style(session)


def note_deletion(session: LiveSession, by: str, question: str) -> None:
    audit.record_event(who=by, what=What.DELETION, about=f"{session.code} {question}")
