"""What a trainer changes of a session at everyone's own pace."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import own_pace
from tests import acting
from tests.workshop.views.test_own_pace import make_session


@pytest.mark.django_db
def test_a_closed_one_opens_again_until_a_later_moment(trainer: User):
    session = make_session(trainer)
    acting.act(session, "finish")
    closed = LiveSession.objects.get().state
    later = (timezone.now() + timedelta(days=3)).isoformat()

    acting.act(session, "window", {"closes": later})

    found = LiveSession.objects.get()
    assert (closed, found.state) == ("ended", "live")
    assert found.opens_at == session.opens_at
    assert {question.state for question in found.questions.all()} == {Question.State.OPEN}


@pytest.mark.django_db
def test_one_whose_answers_were_deleted_does_not_open_again(trainer: User):
    session = make_session(trainer)
    retention.purge_session(session_id=session.pk, now=timezone.now())
    later = (timezone.now() + timedelta(days=3)).isoformat()

    with pytest.raises(PollsError) as caught:
        acting.act(session, "window", {"closes": later})

    assert caught.value.code == "pace.purged"


@pytest.mark.django_db
def test_words_around_the_questions_are_cleaned(trainer: User):
    session = make_session(trainer)

    acting.act(
        session, "words", {"intro": "Een\r\nTwee\x07", "thanks": "x" * 3000, "between": "on"}
    )

    found = LiveSession.objects.get()
    assert (found.intro, len(found.thanks), found.between) == ("Een\nTwee", own_pace.WORDS, True)
