"""What a quadrant is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

from polls.kinds.example_options import OPTIONS

BLOCK: dict[str, Any] = {"options": OPTIONS, "x": "Nu <goed>", "y": "Belangrijk & nodig"}
GOOD: list[Any] = [
    {"A.x": 1, "A.y": 5},
    {"A.x": 2, "A.y": 2, "C.x": 5, "C.y": 5},
    {"B.x": "3", "B.y": "4"},
]
BAD: list[tuple[Any, str]] = [
    ({}, "answer.empty"),
    ({"A.x": 3}, "answer.half"),
    ({"A": 3}, "answer.option_unknown"),
    ({"A.x": 3, "A.y": 6}, "answer.out_of_range"),
]
