"""An outage is two lines in the log, however often it is noticed."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from polls import outages
from polls.outages import Outage


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time as outages see it, in seconds."""
    clock = SimpleNamespace(now=1000.0)
    monkeypatch.setattr(outages, "time", SimpleNamespace(monotonic=lambda: clock.now))
    return clock


def test_it_is_told_once_and_so_is_its_end(
    clock: SimpleNamespace, caplog: pytest.LogCaptureFixture
):
    outage = Outage("The database")

    outage.began(OSError("no route"))
    outage.began(OSError("no route"))
    clock.now += 12.4
    outage.ended()
    outage.ended()

    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
        ("ERROR", "The database is away: OSError (no route)"),
        ("WARNING", "The database is back after 12 seconds"),
    ]


def test_what_was_never_away_does_not_come_back(caplog: pytest.LogCaptureFixture):
    Outage("The database").ended()

    assert caplog.records == []


def test_a_second_outage_is_told_again(clock: SimpleNamespace, caplog: pytest.LogCaptureFixture):
    outage = Outage("The channel layer")

    for seconds in (1, 2):
        outage.began(ConnectionError())
        clock.now += seconds
        outage.ended()

    assert [each.getMessage() for each in caplog.records] == [
        "The channel layer is away: ConnectionError ()",
        "The channel layer is back after 1 seconds",
        "The channel layer is away: ConnectionError ()",
        "The channel layer is back after 2 seconds",
    ]


def test_only_the_first_line_of_a_problem_is_told_and_not_all_of_a_long_one(
    caplog: pytest.LogCaptureFixture,
):
    Outage("The database").began(OSError("a" * 300 + "\nDETAIL: Key (value)=(secret)"))

    assert caplog.records[0].getMessage() == f"The database is away: OSError ({'a' * 200})"
