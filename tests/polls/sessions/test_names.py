"""How a group is called."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from polls.models import LiveSession
from polls.sessions.names import name_day, name_days, name_group

EVENING = datetime(2026, 3, 12, 23, 30, tzinfo=UTC)  # the 13th in Amsterdam
MORNING = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def test_by_its_label_and_its_day():
    group = LiveSession(label="Sociaal domein", created=MORNING, started=EVENING)

    assert name_group(group) == "Sociaal domein, 13 mrt 2026"


def test_without_a_label_by_its_day():
    assert name_group(LiveSession(created=MORNING, started=EVENING)) == "13 mrt 2026"


def test_a_group_that_did_not_begin_has_the_day_on_which_it_was_made():
    assert name_day(LiveSession(created=MORNING)) == "10 mrt 2026"


def test_one_that_nobody_led_says_so_wherever_it_is_named():
    own = LiveSession(pk=1, label="Jeugd", created=MORNING, pace=LiveSession.Pace.OWN)

    assert name_group(own) == "Jeugd, 10 mrt 2026, in eigen tempo"  # with tips
    assert name_days([own]) == {1: "10 mrt 2026, in eigen tempo"}  # beside other groups


@pytest.mark.parametrize(("language", "day"), [("nl", "13 mrt 2026"), ("en", "13 March 2026")])
def test_the_month_is_in_the_language_that_is_active(language: str, day: str):
    with translation.override(language):
        assert name_day(LiveSession(created=MORNING, started=EVENING)) == day


def test_groups_of_one_name_and_day_get_their_time_and_then_their_code():
    moment = datetime(2026, 3, 12, 13, 30, tzinfo=UTC)
    one, two, three, other = (
        LiveSession(pk=number, label=label, code=f"{number}" * 8, started=started)
        for number, (label, started) in enumerate(
            [
                ("Team", moment),
                ("Team", moment + timedelta(hours=1)),
                ("Team", moment + timedelta(hours=1)),
                ("Ander", moment),
            ],
            1,
        )
    )

    days = name_days([one, two, three, other])

    assert days == {
        1: f"{name_day(one)}, 14:30",
        2: f"{name_day(two)}, 15:30, 22222222",
        3: f"{name_day(three)}, 15:30, 33333333",
        4: name_day(other),
    }


def test_a_group_that_nobody_led_says_so():
    group = LiveSession(label="Sociaal domein", created=MORNING, started=EVENING, pace="own")

    assert name_group(group) == "Sociaal domein, 13 mrt 2026, in eigen tempo"
