"""How many were connected at once: what held, and nobody twice."""

from __future__ import annotations

import pytest

from polls.realtime.most_present import HOLDS, MostPresent
from polls.realtime.presence import BELIEVED


def note_all(counts: list[int], joined: int = 99) -> list[int]:
    most = MostPresent()
    return [most.note(present, joined) for present in counts]


def test_nothing_is_known_before_it_held():
    assert note_all([7] * HOLDS) == [0] * (HOLDS - 1) + [7]


def test_whoever_came_back_by_another_process_is_not_counted_twice():
    """A process that died is believed for a while, and its people are elsewhere by then."""
    twice = int(BELIEVED) + 2

    assert max(note_all([40] * HOLDS + [80] * twice + [40] * HOLDS)) == 40


def test_the_most_is_what_held_longest_of_all():
    assert max(note_all([5, *[9] * HOLDS, 12, *[3] * HOLDS])) == 9


@pytest.mark.parametrize(("joined", "most"), [(3, 3), (8, 5)])
def test_never_more_than_joined(joined: int, most: int):
    assert note_all([5] * HOLDS, joined)[-1] == most
