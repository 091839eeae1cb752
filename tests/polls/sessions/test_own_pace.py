"""Sessions at everyone's own pace: moments as people type them, and the end by itself."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.sessions import own_pace
from polls.sessions.sessions import Window
from tests.workshop.views.test_own_pace import make_session
from workshop.upkeep import schedule

NOW = datetime(2027, 3, 1, 12, tzinfo=UTC)


def read(opens: str = "", closes: str = "") -> Window:
    return own_pace.read_window(opens, closes, now=NOW)


def test_without_moments_it_is_open_for_two_weeks_from_now():
    assert read() == Window(NOW, NOW + timedelta(days=14))


@pytest.mark.parametrize(
    ("typed", "moment"),
    [
        ("2027-03-02T09:00", datetime(2027, 3, 2, 8, tzinfo=UTC)),  # Amsterdam, winter
        ("2027-07-02T09:00", datetime(2027, 7, 2, 7, tzinfo=UTC)),  # summer
        ("2027-03-02T09:00:00Z", datetime(2027, 3, 2, 9, tzinfo=UTC)),
        ("2027-03-02T09:00-05:00", datetime(2027, 3, 2, 14, tzinfo=UTC)),
        (" 2027-03-02 09:00 ", datetime(2027, 3, 2, 8, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_by_the_clock_of_the_installation(typed: str, moment: datetime):
    assert read(closes=typed).closes == moment


def test_an_hour_that_comes_twice_begins_with_the_first_and_ends_with_the_last():
    """31 October 2027, when the clock goes back from 3:00 to 2:00."""
    window = read("2027-10-31T02:30", "2027-10-31T02:30")

    assert (window.opens.hour, window.closes.hour) == (0, 1)


@pytest.mark.parametrize(
    ("opens", "closes", "code"),
    [
        ("morgen", "", "pace.moment"),
        ("", "2027-13-01T09:00", "pace.moment"),
        ("", "0001-01-01T00:00", "pace.moment"),
        ("", "9999-12-31T23:59-23:00", "pace.moment"),
        ("", "٢٠٢٧-03-01T09:00", "pace.moment"),
        ("2027-03-28T02:30", "", "pace.skipped"),
        ("", "2027-03-28T02:30", "pace.skipped"),
        ("", "2027-03-01T12:59", "pace.past"),
        ("2027-03-03T09:00", "2027-03-02T09:00", "pace.order"),
        ("2027-03-03T09:00", "2027-03-03T09:00", "pace.order"),
        ("", "2028-06-01T09:00", "pace.long"),
        ("2028-06-01T09:00", "", "pace.long"),
    ],
)
def test_what_is_no_window_is_refused_in_a_sentence(opens: str, closes: str, code: str):
    with pytest.raises(PollsError) as caught:
        read(opens, closes)

    assert caught.value.code == code
    assert caught.value.message.endswith(".")


def test_a_moment_in_words():
    assert own_pace.word_moment(datetime(2027, 3, 5, 16, tzinfo=UTC)) == (
        "vrijdag 5 maart 2027, 17:00"
    )
    assert own_pace.word_moment(None) == ""


def test_what_is_required_and_not_answered():
    questions: Any = [
        SimpleNamespace(pk=1, required=True),
        SimpleNamespace(pk=2, required=False),
        SimpleNamespace(pk=3, required=True),
    ]

    assert own_pace.find_missing(questions, {1}) == [questions[2]]


@pytest.mark.django_db
def test_all_its_questions_are_open_and_its_state_follows_the_clock(trainer: User):
    session = make_session(trainer, opens=1)
    states = [session.state]
    for opens, closes in ((-1, 1), (-2, -1)):
        now = timezone.now()
        session.opens_at = now + timedelta(hours=opens)
        session.closes_at = now + timedelta(hours=closes)
        states.append(session.state)

    assert states == ["waiting", "live", "ended"]
    assert {question.state for question in session.questions.all()} == {Question.State.OPEN}


@pytest.mark.django_db
def test_it_ends_by_itself_once_all_that_came_in_time_is_stored(trainer: User):
    session = make_session(trainer, closes=1)
    assert session.closes_at is not None
    own_pace.end_over(session.closes_at + own_pace.SETTLED - timedelta(seconds=1))
    early = LiveSession.objects.get().ended

    ended = own_pace.end_over(session.closes_at + own_pace.SETTLED)

    found = LiveSession.objects.get()
    assert (early, ended, found.ended) == (None, 1, session.closes_at)
    assert found.version == session.version + 1
    assert {question.state for question in found.questions.all()} == {Question.State.CLOSED}
    assert own_pace.end_over(session.closes_at + own_pace.SETTLED) == 0


@pytest.mark.django_db
def test_the_upkeep_ends_it_and_leaves_a_live_one_alone(trainer: User, session: LiveSession):
    own = make_session(trainer, opens=-3, closes=-1)

    schedule.run_upkeep()

    session.refresh_from_db()
    own.refresh_from_db()
    assert (session.ended, own.ended) == (None, own.closes_at)


@pytest.mark.django_db
def test_answers_are_kept_from_the_last_moment_on(trainer: User, settings: Any):
    """A questionnaire that stays open longer than answers are kept is not emptied meanwhile."""
    settings.RETENTION_DAYS = 10
    session = make_session(trainer, opens=-24 * 20, closes=24)
    LiveSession.objects.update(position_since=session.opens_at)
    assert session.closes_at is not None

    due = retention.due_sessions(timezone.now())
    assert not due.filter(pk=session.pk).exists()
    assert retention.kept_until(session) == timezone.localdate(session.closes_at) + timedelta(
        days=10
    )
