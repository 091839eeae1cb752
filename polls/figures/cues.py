"""What stands out in a result: the signs on which a deck can tell its facilitator what to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from polls.figures.pair_classes import DIVIDED, Side, classify_options

SIGNS = ("few", "majority", "tie", "both-high")


class Vote(NamedTuple):
    """The counts of a question by option (none for own words), and of how many people."""

    counts: Mapping[str, int]
    answered: int
    of: int  # how many could have answered


def find_cues(votes: Sequence[Vote]) -> list[str]:
    """'few': fewer than half answered; 'majority': more than half chose one option; 'tie':
    two options, no more, share the first place; 'both-high': of a pair, an option is high on both
    sides (from eight votes on each)."""
    found = {
        "few": any(2 * vote.answered < vote.of for vote in votes),
        "majority": any(2 * highest_count(vote) > vote.answered > 1 for vote in votes),
        "tie": any(is_tied(vote) for vote in votes),
        "both-high": len(votes) == 2 and both_high(*votes),
    }
    return [sign for sign in SIGNS if found[sign]]


def highest_count(vote: Vote) -> int:
    return max(vote.counts.values(), default=0)


def is_tied(vote: Vote) -> bool:
    top = highest_count(vote)
    return top > 0 and list(vote.counts.values()).count(top) == 2


def both_high(good: Vote, less: Vote) -> bool:
    sides = (Side("", vote.counts, vote.answered) for vote in (good, less))
    return DIVIDED in classify_options(*sides).values()
