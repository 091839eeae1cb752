"""Numbers read as the language writes them."""

from __future__ import annotations

from django.utils import translation

from polls import figures


def test_numbers_are_written_as_in_the_language() -> None:
    told = {}
    for language in ("nl", "en"):
        with translation.override(language):
            told[language] = (figures.people(1234), figures.people(1), figures.decimal(3.75))

    assert told == {
        "nl": ("1.234 mensen", "1 mens", "3,8"),
        "en": ("1,234 people", "1 person", "3.8"),
    }
