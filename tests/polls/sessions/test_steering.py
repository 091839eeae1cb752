"""Who steers a session, as its row says."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import steering

Cohost = LiveSession.Cohost


def standing(cohost: str, *, cohost_token: str | None = "x") -> LiveSession:
    return LiveSession(cohost=cohost, cohost_token=cohost_token)


def test_a_trainer_who_takes_over_leaves_the_co_host_what_was_allowed():
    rows = [standing(each) for each in Cohost.values]

    for row in rows:
        steering.take_over(row, cohost=False)

    assert [row.cohost for row in rows] == [Cohost.TEXTS, Cohost.SLIDES, Cohost.SLIDES]


def test_letting_a_co_host_who_steers_steer_changes_nothing():
    rows = [standing(each) for each in Cohost.values]

    for row in rows:
        steering.let_cohost_steer(row)

    assert [row.cohost for row in rows] == [Cohost.SLIDES, Cohost.SLIDES, Cohost.STEERS]


@pytest.mark.parametrize(
    ("cohost", "code"), [(Cohost.TEXTS, "steer.denied"), (Cohost.SLIDES, "steer.other")]
)
def test_a_co_host_who_does_not_steer_takes_no_step(cohost: str, code: str):
    with pytest.raises(PollsError) as caught:
        steering.ensure_cohost_steers(standing(cohost))

    assert caught.value.code == code
    steering.ensure_cohost_steers(standing(Cohost.STEERS))
