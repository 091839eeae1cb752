"""The steps of a session at everyone's own pace."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.models import LiveSession
from polls.views.snapshot import Snapshot, load_snapshot
from tests.conftest import BARE
from tests.workshop.views.test_own_pace import make_session
from workshop.facilitating import own_pace, presentation, starting
from workshop.facilitating.own_pace import Journey

pytestmark = pytest.mark.django_db

ALONE = BARE.replace('layout = "question"\n', 'layout = "question"\nown_pace = false\n')


def snapshot_of(session: LiveSession) -> Snapshot:
    return load_snapshot(session_id=session.pk, renderer=presentation)


def plan(session: LiveSession) -> Journey:
    return own_pace.plan_journey(snapshot_of(session))


def test_each_question_is_a_step_and_a_slide_between_only_if_wanted(trainer: User):
    session = make_session(trainer)
    bare = plan(session)
    session.between = True
    session.save()

    full = plan(session)

    assert [step.question and step.question.key for step in bare.steps] == ["goed", "minder"]
    assert [step.slide.id for step in full.steps] == ["welkom", "stem", "stem", "slot"]
    assert [step.nth for step in full.steps] == [0, 1, 2, 0]
    assert (bare.questions, full.questions) == (2, 2)


def test_somebody_goes_on_behind_the_last_that_they_answered(trainer: User):
    journey = plan(make_session(trainer))
    first, second = (step.question for step in journey.steps)
    assert first
    assert second

    assert [journey.find_resumption(mine) for mine in ((), {first.pk}, {second.pk})] == [1, 2, 3]
    assert [at for at, _step in journey.find_unanswered({first.pk})] == [2]
    assert journey.find(0) is journey.find(3) is None


def test_a_question_that_makes_no_sense_alone_is_not_asked(trainer: User):
    deck = BARE.replace('id = "slot"\nchapter', 'id = "slot"\nown_pace = true\nchapter')
    whole, alone = make_session(trainer, source=deck), make_session(trainer, source=ALONE)

    assert plan(whole).questions == 2
    assert plan(alone).questions == 0


def test_the_shipped_workshop_asks_and_shows_no_result_to_somebody_alone(trainer: User):
    session = starting.start(deck="beter-samenwerken", facilitator=trainer, pace="own")
    session.between = True
    session.save()

    steps = plan(session).steps

    assert len([step for step in steps if step.question]) == session.questions.count() > 5
    assert not any(step.slide.shows for step in steps if not step.question)
    assert not any(step.slide.layout in own_pace.LED for step in steps if not step.question)
