"""A clock that jumps: it is said, nothing goes before its day, and what waited does not wait for
years."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls.models import LiveSession
from polls.questions import questions
from workshop.accounts import lockout, provider_logins
from workshop.library import visits, workshops
from workshop.models import ProviderLogin, WrongPasswords
from workshop.serving import lifespan
from workshop.upkeep import clock
from workshop.upkeep.clock import Clock

YEAR = timedelta(days=365)


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the clock of this machine, as this process sees it, by so many seconds."""
    true = time.time

    def set_by(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: true() + seconds)

    return set_by


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """What was said until now."""
    return lambda: [each.getMessage() for each in caplog.records if each.name == clock.__name__]


@pytest.mark.parametrize("seconds", [3600, -3600])
def test_a_jump_is_said_once_with_what_to_do(
    set_clock: Any, log: Callable[[], list[str]], seconds: int
):
    watched = Clock()
    watched.watch()
    before = log()

    set_clock(seconds)
    watched.watch()
    watched.watch()

    assert before == []
    (said,) = log()
    assert f"jumped by {seconds:+} seconds" in said
    assert "timedatectl set-ntp true" in said


def test_a_second_of_time_keeping_is_no_jump(set_clock: Any, log: Callable[[], list[str]]):
    watched = Clock()

    set_clock(2)
    watched.watch()

    assert log() == []


@pytest.mark.django_db
def test_nothing_is_removed_while_the_clock_is_days_ahead(
    set_clock: Any, log: Callable[[], list[str]], monkeypatch: pytest.MonkeyPatch
):
    done: list[str] = []
    monkeypatch.setattr(lifespan.schedule, "run_upkeep", lambda: done.append("removed"))
    monkeypatch.setattr(lifespan.connections, "close_all", lambda: None)
    monkeypatch.setattr(lifespan, "clock", Clock())
    lifespan.purge_old()

    set_clock(90 * 24 * 3600)
    lifespan.purge_old()
    set_clock(-3600)
    lifespan.purge_old()

    assert done == ["removed", "removed"]
    (said,) = log()
    assert "Nothing is removed: the clock of this machine jumped ahead by 90 days" in said


@pytest.mark.django_db
def test_a_start_with_a_clock_that_is_behind_says_so(session: LiveSession):
    right = clock.describe_lag()

    LiveSession.objects.update(created=timezone.now() + YEAR)

    assert right == ""
    assert "the newest of what is kept is of" in clock.describe_lag()


def test_seconds_of_sleep_count_and_those_of_the_clock_do_not(set_clock: Any):
    set_clock(1e9)
    before = time.clock_gettime(time.CLOCK_BOOTTIME)

    assert before <= clock.steady_seconds() <= time.clock_gettime(time.CLOCK_BOOTTIME)


# What the database says of moments, after the clock was set back


def test_a_question_that_was_left_takes_nothing_for_another_hour():
    now = timezone.now()
    left = now + questions.GRACE

    assert questions.in_grace(left, now)
    assert not questions.in_grace(left, now + questions.GRACE)
    assert not questions.in_grace(left, now - timedelta(hours=1))
    assert not questions.in_grace(None, now)


@pytest.mark.django_db
def test_nobody_waits_a_year_for_another_password():
    now = timezone.now()
    WrongPasswords.objects.create(who="x", count=9, wait_until=now + timedelta(minutes=5))
    waits = lockout.waits_until("x")

    WrongPasswords.objects.update(last=now + YEAR, wait_until=now + YEAR + lockout.FIRST)

    assert waits
    assert lockout.waits_until("x") is None


@pytest.mark.django_db
def test_a_login_that_was_confirmed_in_a_year_holds_no_longer(trainer: User):
    provider_logins.keep(session_key="a", user=trainer, tokens={})
    held = provider_logins.holds("a")

    ProviderLogin.objects.update(confirmed=timezone.now() + YEAR)

    assert held
    assert not provider_logins.holds("a")
    assert not provider_logins.is_confirmed(trainer)


@pytest.mark.django_db
def test_whoever_was_in_the_editor_in_a_year_is_not_there_now(trainer: User):
    workshop = workshops.create_blank(owner=trainer, title="Samen")
    other = User.objects.create_user("piet")
    visits.note_visit(workshop=workshop, user=other, slide="goed")
    workshop.visits.update(seen=timezone.now() + YEAR)

    gone = visits.list_others(workshop=workshop, user=trainer)
    visits.note_visit(workshop=workshop, user=other, slide="goed")

    assert gone == []
    assert visits.list_others(workshop=workshop, user=trainer) == [("piet", "goed")]
