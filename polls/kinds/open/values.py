"""What an open question is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

BLOCK: dict[str, Any] = {"max": 3}
GOOD: list[Any] = [
    ["te druk", "leuk"],
    ["<script>alert(1)</script>"],
    ["x & y"],
]
BAD: list[tuple[Any, str]] = [
    ("leuk", "answer.malformed"),
    ([], "answer.empty"),
    ([" "], "answer.empty"),
    ([3], "answer.malformed"),
    (["\x00"], "answer.text_invalid"),
    (["a", "b", "c", "d"], "answer.too_many"),
    (["x" * 121], "answer.too_long"),
]
