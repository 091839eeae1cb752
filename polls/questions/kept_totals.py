"""What is kept of a round when its answers are removed: numbers, and texts that lead to nobody.

Reading them again is in answer_rows.py, beside the answers that they stand for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from polls import kinds
from polls.models import Question


def make_totals(
    question: Question, tally: Mapping[str, Any], late: int, by_hand: int, texts: Counter[str]
) -> dict[str, Any]:
    """A round as it is stored in `Question.totals`."""
    kind = kinds.of(question)
    return {
        "numbers": kind.numbers(tally),
        "late": late,
        "by_hand": by_hand,
        "texts": [[kind.wording(text), count] for text, count in texts.items()],
    }
