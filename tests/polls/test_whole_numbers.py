"""Text becomes a number in one place, however long it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from polls.whole_numbers import whole_number

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0),
        ("7", 7),
        ("0012", 12),
        ("500", 500),
        ("501", 501),
        ("502", 501),
        ("9" * 5000, 501),
        ("0" * 5000, 0),
        ("0" * 5000 + "9", 9),
        ("", None),
        ("-1", None),
        ("+1", None),
        ("1.0", None),
        ("1e3", None),
        (" 1", None),
        ("1\n", None),
        ("١٢", None),
        ("²", None),
        ("x", None),
    ],
)
def test_only_digits_are_a_number_and_none_is_too_long(text: str, number: int | None):
    assert whole_number(text, highest=500) == number


def test_no_other_place_asks_whether_a_text_is_a_number():
    """`isdecimal` and then int() fails on 5,000 digits, and takes those of other scripts."""
    files = [*ROOT.glob("polls/**/*.py"), *ROOT.glob("workshop/**/*.py")]
    asks = {
        str(file.relative_to(ROOT))
        for file in files
        if re.search(r"\.is(decimal|digit|numeric)\(", file.read_text())
    }

    assert asks <= {"workshop/authoring/steps.py"}  # the end of a name, which it only cuts off
