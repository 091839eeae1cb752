"""The check of a history finds every kind of mistake that it exists for."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.faults.crowd import History, Plan, Tap, plan, problems


def true_history(plan: Plan) -> History:
    """What a server without faults leaves behind when it gets the taps in this order."""
    history = History()
    stored: dict[tuple[int, str, int], tuple[int, list[str]]] = {}
    told: dict[str, str] = {}
    for tap in plan.all:
        if tap.id not in told:
            seq, _value = stored.get(tap.slot, (0, []))
            newer = tap.seq > seq
            told[tap.id] = ("changed" if seq else "stored") if newer else "duplicate"
            if newer:
                stored[tap.slot] = (tap.seq, tap.value)
        history.replies[tap.id][told[tap.id]] += len(tap.sockets)
    history.rows = [(slot, *row) for slot, row in stored.items()]
    return history


@pytest.fixture
def small() -> Plan:
    return plan(messages=2_000, people=10, seed=1)


def first_tap(plan: Plan, history: History, outcome: str) -> Tap:
    return next(tap for tap in plan.all if history.replies[tap.id][outcome])


def test_a_plan_has_the_shares_it_promises():
    made = plan(messages=20_000, people=100, seed=7)

    ids = Counter(tap.id for tap in made.all)
    repeats = sum(ids.values()) - len(ids)
    at_once = sum(len(tap.sockets) == 2 for tap in made.all)
    changes = len({tap.id for tap in made.all if tap.seq > 1})
    assert 0.9 < made.messages / 20_000 < 1.15
    assert 0.28 < repeats / made.messages < 0.35
    assert 0.05 < at_once / made.messages < 0.12
    assert 0.08 < changes / made.messages < 0.12
    assert plan(messages=20_000, people=100, seed=7) == made


def test_a_history_without_faults_has_no_problems(small: Plan):
    assert problems(small, true_history(small)) == set()


def test_a_lost_row_is_found(small: Plan):
    history = true_history(small)

    history.rows.pop()

    assert problems(small, history) == {"lost", "acknowledged untruly"}


def test_a_doubled_row_is_found(small: Plan):
    history = true_history(small)

    history.rows.append(history.rows[0])

    assert problems(small, history) == {"doubled"}


def test_an_invented_row_is_found(small: Plan):
    history = true_history(small)

    history.rows.append(((999, "goed", 1), 1, ["A"]))

    assert problems(small, history) == {"invented", "not the newest"}


def test_an_older_answer_that_won_is_found(small: Plan):
    history = true_history(small)
    slot = first_tap(small, history, "changed").slot
    older = next(tap for tap in small.all if tap.slot == slot and tap.seq == 1)

    history.rows = [row for row in history.rows if row[0] != slot] + [(slot, 1, older.value)]

    assert problems(small, history) == {"not the newest", "acknowledged untruly"}


def test_a_tap_that_heard_two_things_is_found(small: Plan):
    history = true_history(small)
    tap = next(tap for tap in small.all if history.replies[tap.id]["stored"] > 1)

    history.replies[tap.id] = Counter(stored=history.replies[tap.id].total() - 1, duplicate=1)

    assert problems(small, history) == {"two answers to one id"}


def test_a_tap_without_an_answer_is_found(small: Plan):
    history = true_history(small)

    history.replies.pop(small.all[0].id)

    assert "not answered" in problems(small, history)


def test_two_firsts_in_one_place_are_found(small: Plan):
    history = true_history(small)
    tap = first_tap(small, history, "changed")

    history.replies[tap.id] = Counter(stored=history.replies[tap.id].total())

    assert problems(small, history) == {"first twice"}
