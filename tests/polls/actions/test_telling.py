"""Whoever listens hears what changed, once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from polls.actions import telling
from polls.models import LiveSession, Question
from polls.realtime.hub import hub


class Ear:
    def __init__(self) -> None:
        self.heard: list[Any] = []

    def announce_change(
        self, session: LiveSession, questions: Sequence[Question] | None = None
    ) -> None:
        self.heard.append((session, questions))

    def announce_results(self, session_id: int, question_ids: list[int]) -> None:
        self.heard.append((session_id, question_ids))

    def find_odd_devices(self, session_id: int) -> list[int]:
        return [session_id, 3]


@pytest.fixture
def ear(monkeypatch: pytest.MonkeyPatch) -> Ear:
    """The only one who listens."""
    monkeypatch.setattr(telling, "_listeners", [])
    made = Ear()
    telling.register_listener(made)
    return made


def test_the_hub_listens():
    assert telling._listeners == [hub]


def test_a_change_and_results_are_passed_on(ear: Ear):
    session, questions = LiveSession(pk=7), [Question(pk=3)]

    telling.tell_everyone(session, questions)
    telling.tell_everyone(session)
    telling.tell_results(session, [3, 4])

    assert ear.heard == [(session, questions), (session, None), (7, [3, 4])]


def test_who_listens_is_asked_for_odd_devices(ear: Ear):
    assert telling.find_odd_devices(LiveSession(pk=7)) == [3, 7]


def test_who_registers_twice_hears_once(ear: Ear):
    telling.register_listener(ear)

    telling.tell_results(LiveSession(pk=7), [3])

    assert ear.heard == [(7, [3])]


def test_without_a_listener_nobody_is_told(monkeypatch: pytest.MonkeyPatch, ear: Ear):
    monkeypatch.setattr(telling, "_listeners", [])

    telling.tell_everyone(LiveSession(pk=7))

    assert ear.heard == []
