"""What a division of points is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

from polls.kinds.example_options import OPTIONS

BLOCK: dict[str, Any] = {"options": OPTIONS}
GOOD: list[Any] = [
    {"A": 100},
    {"A": 60, "C": 40},
    {"B": "99", "C": "1"},
]
BAD: list[tuple[Any, str]] = [
    ({}, "answer.empty"),
    ({"A": 60, "B": 39}, "answer.sum"),
    ({"A": 101}, "answer.out_of_range"),
    ({"Z": 100}, "answer.option_unknown"),
]
