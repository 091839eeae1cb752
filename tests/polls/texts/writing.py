"""People write own words, a facilitator decides about them, and what is seen of them then."""

from __future__ import annotations

from typing import Any

import pytest

from polls import kinds
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.questions import responses
from polls.questions.responses import Answer
from polls.results import tallies
from polls.sessions.participants import Arrival
from polls.texts.cards import Card, read_cards
from polls.texts.index import card_id
from tests import acting
from tests.polls.people import arrive


def write(session: LiveSession, key: str, *values: list[str], start: int = 0) -> Question:
    question = Question.objects.get(session=session, key=key)
    arrivals = [Arrival(session.pk, f"{start + number:064d}") for number in range(len(values))]
    people = arrive(arrivals=arrivals)
    responses.record_batch(
        answers=[
            Answer(f"{key}-{person}-{value}", question.pk, person, 1, None, value)
            for person, value in zip(people.values(), values, strict=True)
        ]
    )
    return question


def ids(session: LiveSession, key: str, *texts: str) -> list[str]:
    kind = kinds.get(Question.objects.get(session=session, key=key).kind)
    return [card_id(kind, text) for text in texts]


def do(function: Any, session: LiveSession, key: str = "tip", **arguments: Any) -> None:
    with acting.changing(session) as change:
        function(change.texts_of(key), **arguments)


def refusal(function: Any, session: LiveSession, key: str = "tip", **arguments: Any) -> str:
    with pytest.raises(PollsError) as caught:
        do(function, session, key, **arguments)
    return caught.value.code


def dealt(session: LiveSession, key: str = "tip") -> dict[str, Card]:
    question = Question.objects.get(session=session, key=key)
    return {card.original: card for card in read_cards(question=question)}


def shown(session: LiveSession, key: str = "tip") -> list[str]:
    result = tallies.count_several(session_id=session.pk, keys=[key])[key]
    return [face["text"] for face in tallies.visible_cards(result) or []]


def words(session: LiveSession) -> dict[str, int]:
    tally = tallies.count_several(session_id=session.pk, keys=["woord"])["woord"].tally
    return {word["text"]: word["count"] for word in tally["words"]}
