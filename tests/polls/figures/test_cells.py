"""Cells hold numbers as exact as they are known."""

from __future__ import annotations

from fractions import Fraction

import pytest

from polls.figures.cells import Change, CountedShare, Mean, Share


def test_a_share_is_exact():
    assert Share(2, 3).fraction == Fraction(2, 3)
    assert Share(2, 3).value == 2 / 3
    assert Share.of(Fraction(4, 6)) == Share(2, 3)
    assert CountedShare(1, 4).value == 0.25


def test_nothing_of_nothing_is_nothing():
    assert (Share(0, 0).fraction, Share(0, 0).value) == (Fraction(), 0.0)


def test_a_mean_is_a_sum_over_so_many():
    assert Mean(15, 4).value == 3.75
    assert Mean(0, 4).value == 0.0
    assert Mean(0, 0).value is None


@pytest.mark.parametrize(
    ("before", "after", "points"),
    [
        ((1, 4), (3, 4), 50),
        ((3, 4), (1, 4), -50),
        ((1, 3), (1, 3), 0),
        ((0, 0), (1, 2), 50),
        ((0, 200), (1, 200), 1),  # half a point goes away from zero, up
        ((1, 200), (0, 200), -1),  # and down
        ((0, 1000), (4, 1000), 0),
        ((1, 3), (2, 3), 33),
    ],
)
def test_a_change_is_in_whole_points(before: tuple[int, int], after: tuple[int, int], points: int):
    assert Change(Share(*before), Share(*after)).points == points
