"""The report to share: what is in it, and until when its link works."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import shared_report

pytestmark = pytest.mark.django_db


def private(session: LiveSession) -> set[str]:
    return set(session.questions.filter(private=True).values_list("key", flat=True))


def opened(session: LiveSession, days: int) -> str | None:
    until = timezone.localdate() + timedelta(days=days)
    shared_report.open_report(session_id=session.pk, until=until)
    session.refresh_from_db()
    assert session.report_until == until
    return session.report_token


def test_only_chosen_questions_are_shared_and_a_choice_can_be_changed(bare_session: LiveSession):
    everything = set(bare_session.questions.values_list("key", flat=True))
    found = []
    for keys in (["goed", "nergens"], everything - {"minder"}, everything):
        shared_report.choose_questions(session_id=bare_session.pk, keys=keys)
        found.append(private(bare_session))

    assert found == [everything - {"goed"}, {"minder"}, set()]


def test_no_question_at_all_is_refused_and_changes_nothing(bare_session: LiveSession):
    shared_report.choose_questions(session_id=bare_session.pk, keys=["goed"])
    before = private(bare_session)

    with pytest.raises(PollsError, match=r"report\.questions"):
        shared_report.choose_questions(session_id=bare_session.pk, keys=["nergens"])

    assert private(bare_session) == before


def test_a_link_stays_the_same_with_another_day_and_never_comes_back(bare_session: LiveSession):
    first, again = opened(bare_session, 3), opened(bare_session, 365)
    shared_report.close_report(session_id=bare_session.pk)
    closed = shared_report.find_session(token=str(first))
    other = opened(bare_session, 0)

    assert first == again
    assert closed is None
    assert other not in (None, first)
    assert shared_report.find_session(token=str(first)) is None
    assert shared_report.find_session(token=str(other)) == bare_session


@pytest.mark.parametrize("days", [-1, 366])
def test_a_day_that_is_over_or_far_away_is_refused(bare_session: LiveSession, days: int):
    with pytest.raises(PollsError, match=r"report\.day"):
        opened(bare_session, days)

    bare_session.refresh_from_db()
    assert (bare_session.report_token, bare_session.report_until) == (None, None)


def test_it_is_open_until_the_end_of_its_day(bare_session: LiveSession):
    today = timezone.localdate()
    days = [None, today - timedelta(days=1), today, today + timedelta(days=1)]

    found = []
    for bare_session.report_until in days:
        found.append(shared_report.is_open(bare_session))

    assert found == [False, False, True, True]
