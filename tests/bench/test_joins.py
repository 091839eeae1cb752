"""What a join costs is said in bare GETs of the same round."""

from __future__ import annotations

from bench import joins


def test_parts_are_told_as_medians_and_beside_a_bare_get():
    rounds = [
        {"bare": 0.05, "bare_connection": 0.1, "requests": 9, **dict.fromkeys(joins.NAMES, cost)}
        for cost in (1.0, 2.0, 90.0)
    ]

    told = joins.report(rounds).splitlines()

    assert told[0].startswith("A bare GET: 50 us, over a connection of its own 100 us.")
    assert [line.split(" | ")[1:] for line in told[4:]] == [["2.00", "40.0", "20.0 |"]] * len(
        joins.NAMES
    )
