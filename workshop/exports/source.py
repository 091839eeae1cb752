"""Everything that an export needs, read from the database in a handful of queries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from polls.models import Action, LiveSession, Question, TextMark
from polls.results import before, records, splits
from polls.results.before import Before
from polls.results.records import Record
from polls.sessions import aside
from workshop.decks.model import Deck
from workshop.library import deck_versions, house_styles, logos
from workshop.looks.style import Style, read_style


@dataclass(frozen=True, slots=True)
class Logo:
    """The logo of the session's house style: a PNG, where a page finds it, what it says."""

    png: bytes
    address: str
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """A session as it was read. It can be sent to another process, which needs no database.

    `optional` are the questions that a session may leave out, as the deck words them; `aside`
    is how many devices were put aside, whose answers are not among these; `befores` are answers
    of an earlier session, by the key of a question.
    """

    session: LiveSession
    deck: Deck
    optional: Mapping[str, str]
    questions: tuple[Question, ...]
    answers: tuple[Record, ...]
    marks: tuple[TextMark, ...]
    actions: tuple[Action, ...]
    joined: int
    made: datetime
    logo: Logo | None = None
    aside: int = 0
    befores: Mapping[str, Before] = field(default_factory=dict)


def read_session(session: LiveSession) -> Source:
    rows = records.of_session(session_id=session.pk)
    if splits.is_unsettled(session, rows.questions):
        splits.settle(session, rows.questions)
    deck = deck_versions.deck_for(session)
    return Source(
        session=session,
        deck=deck,
        optional={each.key: each.prompt for each in deck_versions.optional(session)},
        questions=in_order(rows.questions, deck),
        answers=rows.answers,
        marks=rows.marks,
        actions=rows.actions,
        joined=rows.joined,
        made=timezone.now(),
        logo=read_logo(session),
        befores=before.read_befores(session, rows.questions),
        aside=aside.count_aside([session.pk]).get(session.pk, 0) if session.aside else 0,
    )


def in_order(questions: Sequence[Question], deck: Deck) -> tuple[Question, ...]:
    """As the room met them; last what is asked beside the deck."""
    places = {question.key: place for place, question in enumerate(deck.questions())}
    return tuple(sorted(questions, key=lambda each: places.get(each.key, len(places))))


def read_logo(session: LiveSession) -> Logo | None:
    return logo_of(read_style(session.style))


def logo_of(style: Style | None) -> Logo | None:
    house = house_styles.page_style(style)
    if style is None or house is None or house.logo is None:
        return None
    return Logo(logos.read_png(style.logo), house.logo.address, house.logo.words)
