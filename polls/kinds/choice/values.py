"""What a choice is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

from polls.kinds.example_options import OPTIONS

BLOCK: dict[str, Any] = {"options": OPTIONS, "max": 2, "other": "Iets anders"}
GOOD: list[Any] = [
    ["A"],
    ["A", "B"],
    {"options": ["anders"], "other": "<i>tijd</i>"},
]
BAD: list[tuple[Any, str]] = [
    ("A", "answer.malformed"),
    ([], "answer.empty"),
    ([3], "answer.malformed"),
    (["Z"], "answer.option_unknown"),
    (["A", "A"], "answer.option_double"),
    (["A", "B", "C"], "answer.too_many"),
    ({"options": ["anders"], "other": "x" * 81}, "answer.too_long"),
]
