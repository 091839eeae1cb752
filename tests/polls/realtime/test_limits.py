"""A bucket that refills: above what people tap, below what floods."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from polls.realtime import limits
from polls.realtime.limits import BURST, RATE, Bucket


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def taken(bucket: Bucket) -> int:
    """How many messages it takes at once, up to one too many of a full bucket."""
    return sum(bucket.take() for _message in range(int(BURST) + 1))


def test_a_full_bucket_takes_a_burst_and_no_more(clock: SimpleNamespace):
    bucket = Bucket()

    assert (taken(bucket), bucket.take()) == (200, False)


@pytest.mark.parametrize(("seconds", "more"), [(0.0, 0), (0.025, 1), (1.0, 50), (2.0, 100)])
def test_it_refills_with_time(clock: SimpleNamespace, seconds: float, more: int):
    bucket = Bucket()
    taken(bucket)

    clock.now += seconds

    assert taken(bucket) == more


def test_it_never_holds_more_than_a_burst(clock: SimpleNamespace):
    bucket = Bucket()
    taken(bucket)

    clock.now += 3600

    assert taken(bucket) == 200


def test_what_comes_no_faster_than_the_rate_is_always_fine(clock: SimpleNamespace):
    bucket = Bucket()
    taken(bucket)

    for _message in range(1000):
        clock.now += 1.01 / RATE
        assert bucket.take()
