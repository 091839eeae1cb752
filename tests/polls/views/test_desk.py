"""What a facilitator is told of the session, and what stays in the database."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls.models import LiveSession, Question
from polls.views import desk
from tests import acting, seen
from tests.polls.views.conftest import leaks

pytestmark = pytest.mark.django_db


def test_a_desk_is_told_of_every_question_and_of_no_text_or_link(leaky: LiveSession):
    told = desk.desk_state(seen.load(leaky))

    assert leaks(leaky, told) == []
    assert {question["key"]: question["slide"] for question in told["questions"]} == dict(
        Question.objects.filter(session=leaky).values_list("key", "slide")
    )


def test_a_desk_follows_the_session_while_the_projector_is_frozen(leaky: LiveSession):
    acting.act(leaky, "freeze", {})
    frozen_at = leaky.position
    acting.act(leaky, "goto", {"slide": "goed"})

    told = desk.desk_state(seen.load(leaky))

    assert told["slide"]["id"] == "goed"
    assert told["session"]["frozen"] == frozen_at


def test_a_desk_is_told_how_long_it_has_been_here(leaky: LiveSession):
    began, entered = timezone.now() - timedelta(hours=1), timezone.now() - timedelta(minutes=2)
    LiveSession.objects.update(started=began, position_since=entered)

    told = desk.desk_state(seen.load(leaky))

    assert told["session"]["seconds"] // 60 == 60
    assert told["slide"]["seconds"] // 60 == 2
