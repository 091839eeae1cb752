"""A session with texts, and somebody who hears what actions tell."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from polls.actions import telling
from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.actions.listening import Ear
from tests.workshop.exports import room
from workshop.facilitating import starting


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    found = Ear()
    monkeypatch.setattr(telling, "_listeners", [found])
    return found


@pytest.fixture
def earlier_group(trainer: User) -> LiveSession:
    """Another group of the same trainer, which voted on 'goed'."""
    session = starting.start(deck="beter-samenwerken", facilitator=trainer, label="Groep 0")
    acting.act(session, "goto", {"slide": "goed"})
    for person in "abcdef":
        room.answer(session, person, "goed", ["A"])
    acting.act(session, "finish")
    return session


@pytest.fixture
def worked(session: LiveSession) -> Callable[[], None]:
    """Brings the session to the slide of 'tip', with four tips, and votes on 'goed' before."""

    def work() -> None:
        acting.act(session, "goto", {"slide": "goed"})
        for person in "abcdef":
            room.answer(session, person, "goed", ["B"])
        acting.act(session, "goto", {"slide": "tip"})
        for person, text in zip("abcd", ("Een", "Twee", "Drie", "Vier"), strict=True):
            room.answer(session, person, "tip", [text])

    return work


def tips(session: LiveSession) -> list[str]:
    """The ids of the tips, in the order in which they came."""
    question = Question.objects.get(session=session, key="tip")
    return [card.id for card in read_cards(question=question)]
