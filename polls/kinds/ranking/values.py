"""What a ranking is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

from polls.kinds.example_options import OPTIONS

BLOCK: dict[str, Any] = {"options": OPTIONS}
GOOD: list[Any] = [
    {"A": 1, "B": 2, "C": 3},
    {"B": 1},
    {"C": "1", "A": "2", "B": ""},
]
BAD: list[tuple[Any, str]] = [
    ({}, "answer.empty"),
    ({"A": 1, "B": 1}, "answer.places"),
    ({"A": 2}, "answer.places"),
    ({"A": 4}, "answer.out_of_range"),
]
