"""A session in which there is something to leak to each role."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from polls import kinds
from polls.models import LiveSession, Question, Response
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions import participants
from polls.sessions.participants import Arrival
from polls.texts.cards import read_cards
from tests import acting, seen

WAITING = "Ans is overspannen"
HIDDEN = "Bert liegt altijd"
APPROVED = "Meer geduld"
ASKED = "Wie wordt er ontslagen?"
PEOPLE = 5


@pytest.fixture
def leaky(session: LiveSession) -> LiveSession:
    """On 'uitdaging': a text that waits, one that was hidden and one that may be seen; an
    audience question that waits; votes on 'goed' whose result is hidden; links with tokens."""
    for name, fields in [
        ("cohost-invite", {}),
        ("open", {"question": "aside"}),
        ("goto", {"slide": "uitdaging"}),
        ("open", {"question": "goed"}),
    ]:
        acting.act(session, name, fields)
    answer(session, "uitdaging", [WAITING], [HIDDEN], [APPROVED])
    answer(session, "aside", [ASKED])
    answer(session, "goed", ["A"], ["A"], ["A"], ["A"], ["B"])
    for text, action in [(HIDDEN, "card-hide"), (APPROVED, "card-show")]:
        acting.act(session, action, {"question": "uitdaging", "card": card(session, text)})
    session.refresh_from_db()
    return session


def answer(session: LiveSession, key: str, *values: Any) -> None:
    question = Question.objects.get(session=session, key=key)
    clean = kinds.of(question).clean
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(PEOPLE)]
    people = [guest.id for guest in participants.admit_arrivals(arrivals=arrivals)]
    responses.record_batch(
        answers=[
            Answer(
                f"{key}-{person}",
                question.pk,
                person,
                question.round,
                None,
                clean(value),
            )
            for person, value in zip(people, values, strict=False)
        ]
    )


def card(session: LiveSession, text: str) -> str:
    cards = read_cards(question=Question.objects.get(session=session, key="uitdaging"))
    return next(each.id for each in cards if each.text == text)


def secrets_of(session: LiveSession) -> list[str]:
    """What no role is ever told; each of them is in the database."""
    texts = [WAITING, HIDDEN, ASKED]
    assert {text for row in Response.objects.all() for text in row.value} >= set(texts)
    tokens = [session.screen_token, str(session.cohost_token)]
    keys = list(session.participants.values_list("key_hash", flat=True))
    assert len(keys) == PEOPLE
    return [*texts, *tokens, *keys]


def leaks(session: LiveSession, told: Any) -> list[str]:
    """The secrets that stand in what somebody is told; what may be seen is in it."""
    assert told
    return [secret for secret in secrets_of(session) if secret in str(told)]


def names_in(told: Any) -> Iterator[str]:
    """Every name of a field, however deep."""
    if isinstance(told, dict):
        for name, value in told.items():
            yield name
            yield from names_in(value)
    elif isinstance(told, list):
        for value in told:
            yield from names_in(value)


def result(session: LiveSession, key: str) -> Any:
    [frames] = seen.results_of(session, key)
    return frames
