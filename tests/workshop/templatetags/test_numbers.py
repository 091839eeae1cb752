"""Numbers in pages, in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest
from django.template import Context, Template
from django.utils import translation

from polls.figures import Cell, Count, Label, Mean, Share
from workshop.templatetags.numbers import grouped


@pytest.mark.parametrize(
    ("value", "dutch", "english"),
    [
        (1000, "1.000", "1,000"),
        (999, "999", "999"),
        (0, "0", "0"),
        (1234567, "1.234.567", "1,234,567"),
    ],
)
def test_a_count_is_grouped(value: int, dutch: str, english: str):
    with translation.override("nl"):
        assert grouped(value) == dutch
    with translation.override("en"):
        assert grouped(value) == english


@pytest.mark.parametrize("value", ["1000", None, "67%", 2.5])
def test_all_else_stays_as_it_is(value: Any):
    assert grouped(value) is value


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Count(1000), "1.000"),
        (Share(2, 3), "67%"),
        (Mean(15, 4), "3,8"),
        (Label("A & B"), "A &amp; B"),
    ],
)
def test_a_cell_is_written_in_a_page(cell: Cell, text: str):
    page = Template("{% load numbers %}{{ cell|written }}")

    with translation.override("nl"):
        assert page.render(Context({"cell": cell})) == text
