"""docs/accessibility.md has every criterion of WCAG 2.2 A and AA, and names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEXT = (ROOT / "docs/accessibility.md").read_text()
ROW = re.compile(r"^\| (\d\.\d+\.\d+) ([^|]+) \| (A|AA) \| ([^|]+) \| ([^|]+) \|$", re.MULTILINE)
LEVEL_A = """
    1.1.1 1.2.1 1.2.2 1.2.3 1.3.1 1.3.2 1.3.3 1.4.1 1.4.2 2.1.1 2.1.2 2.1.4 2.2.1 2.2.2 2.3.1 2.4.1
    2.4.2 2.4.3 2.4.4 2.5.1 2.5.2 2.5.3 2.5.4 3.1.1 3.2.1 3.2.2 3.2.6 3.3.1 3.3.2 3.3.7 4.1.2
"""
LEVEL_AA = """
    1.2.4 1.2.5 1.3.4 1.3.5 1.4.3 1.4.4 1.4.5 1.4.10 1.4.11 1.4.12 1.4.13 2.4.5 2.4.6 2.4.7 2.4.11
    2.5.7 2.5.8 3.1.2 3.2.3 3.2.4 3.3.3 3.3.4 3.3.8 4.1.3
"""


def test_every_criterion_has_a_row_of_its_level() -> None:
    rows = {number: level for number, _name, level, _what, _how in ROW.findall(TEXT)}

    assert rows == dict.fromkeys(LEVEL_A.split(), "A") | dict.fromkeys(LEVEL_AA.split(), "AA")
    assert len(ROW.findall(TEXT)) == 55


def test_each_row_says_how_it_was_checked_by_something_that_exists() -> None:
    legend = TEXT.split("How: ")[1].split("\n")[0]
    known = {name for pair in re.findall(r"\*\*(\w+)\*\*|\*([\w ]+)\*", legend) for name in pair}

    ways = {way for row in ROW.findall(TEXT) for way in row[4].split(", ")}

    assert ways <= known
    assert [
        path for path in re.findall(r"`(tests/[\w/.]+)`", TEXT) if not (ROOT / path).exists()
    ] == []
