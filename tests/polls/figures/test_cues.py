"""What stands out in a result."""

from __future__ import annotations

import pytest

from polls.figures import Vote, find_cues


def vote(answered: int, joined: int, **counts: int) -> Vote:
    return Vote(counts, answered, joined)


@pytest.mark.parametrize(
    ("votes", "expected"),
    [
        ([vote(0, 0)], []),
        ([vote(4, 10, A=2, B=1, C=1)], ["few"]),
        ([vote(5, 10, A=2, B=1, C=2)], ["tie"]),
        ([vote(5, 10, A=3, B=2)], ["majority"]),
        ([vote(4, 4, A=2, B=2)], ["tie"]),
        ([vote(3, 3, A=1, B=1, C=1)], []),
        ([vote(6, 6, A=2, B=2, C=2, D=0)], []),
        ([vote(1, 1, A=1, B=0)], []),
        ([vote(10, 10, A=6, B=4, C=0), vote(10, 10, A=4, B=6, C=0)], ["majority", "both-high"]),
        ([vote(7, 10, A=5, B=2), vote(7, 10, A=5, B=2)], ["majority"]),
        ([vote(30, 40)], []),
    ],
)
def test_signs(votes: list[Vote], expected: list[str]):
    assert find_cues(votes) == expected
