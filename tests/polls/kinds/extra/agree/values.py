"""What agreeing is tried with: a block, answers to it, and answers that are refused."""

from __future__ import annotations

from typing import Any

BLOCK: dict[str, Any] = {}
GOOD: list[Any] = [
    "ja",
    "nee",
    ["ja"],
]
BAD: list[tuple[Any, str]] = [
    ([], "answer.empty"),
    ("misschien", "answer.option_unknown"),
]
