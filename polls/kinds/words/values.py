"""What a question for words is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

BLOCK: dict[str, Any] = {"max": 3}
GOOD: list[Any] = [
    ["leuk", "druk"],
    ["Leuk!", "<i>"],
    ["x & y"],
]
BAD: list[tuple[Any, str]] = [
    ("leuk", "answer.malformed"),
    ([], "answer.empty"),
    ([" "], "answer.empty"),
    ([3], "answer.malformed"),
    (["\x00"], "answer.text_invalid"),
    (["a", "b", "c", "d"], "answer.too_many"),
    (["x" * 31], "answer.too_long"),
]
