"""Whole numbers as people and programs type them: the only place where text becomes one."""

from __future__ import annotations

import re

DIGITS = re.compile(r"[0-9]+", re.ASCII)


def whole_number(text: str, *, highest: int) -> int | None:
    """The number in a text of digits; None for any other text.

    Whatever is larger than `highest` becomes one more than that, for the caller to refuse as
    it refuses every number that is too large: Python itself fails on 5,000 digits.
    """
    if not DIGITS.fullmatch(text):
        return None
    digits = text.lstrip("0") or "0"
    too_long = len(digits) > len(str(highest))
    return highest + 1 if too_long else min(int(digits), highest + 1)
