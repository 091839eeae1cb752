"""Templates only draw: no line is longer than somebody can read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 200
ROOTED = re.compile(r'(?:href|src|action|formaction|data-[\w-]+)="/')
TEMPLATES = sorted(ROOT.glob("templates/**/*.html"))


def too_long(text: str) -> list[int]:
    """The numbers of the lines that are longer than LONGEST."""
    return [number for number, line in enumerate(text.splitlines(), 1) if len(line) > LONGEST]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_line_of_a_template_is_too_long(file: Path):
    assert too_long(file.read_text()) == []


def test_a_line_that_is_too_long_is_found():
    assert len(TEMPLATES) > 60
    assert too_long(f"<p>\n{'x' * LONGEST}\n{'x' * (LONGEST + 1)}\n") == [3]


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(ROOT)))
def test_no_address_is_written_out(file: Path):
    """A site can stand below a path: addresses are made by `url` and `static`."""
    assert ROOTED.findall(file.read_text()) == []


def test_an_address_that_is_written_out_is_found():
    assert ROOTED.findall('<a href="/desk/">, <body data-poll="/x/">, <a href="{% url %}">') == [
        'href="/',
        'data-poll="/',
    ]
