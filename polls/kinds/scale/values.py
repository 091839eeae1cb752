"""What a scale is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

from polls.kinds.example_options import OPTIONS

BLOCK: dict[str, Any] = {"options": OPTIONS, "low": "nee <b>", "high": "ja & zeker"}
GOOD: list[Any] = [
    {"A": 5, "B": 1, "C": 3},
    {"A": 1},
    {"B": "2", "C": ""},
]
BAD: list[tuple[Any, str]] = [
    ({}, "answer.empty"),
    ([], "answer.empty"),
    ({"A": ""}, "answer.empty"),
    (["A"], "answer.malformed"),
    ({"A": 6}, "answer.out_of_range"),
    ({"A": 0}, "answer.out_of_range"),
    ({"A": 1.5}, "answer.malformed"),
    ({"A": True}, "answer.malformed"),
    ({"A": "veel"}, "answer.malformed"),
    ({"Z": 3}, "answer.option_unknown"),
]
