"""What the room's questions are tried with: a block, answers, and answers that are refused."""

from __future__ import annotations

from typing import Any

BLOCK: dict[str, Any] = {}
GOOD: list[Any] = [
    ["te druk?", "leuk"],
    ["<script>alert(1)</script>"],
    ["x & y"],
]
BAD: list[tuple[Any, str]] = [
    ("leuk", "answer.malformed"),
    ([], "answer.empty"),
    ([" "], "answer.empty"),
    ([3], "answer.malformed"),
    (["\x00"], "answer.text_invalid"),
    (["x" * 201], "answer.too_long"),
]
