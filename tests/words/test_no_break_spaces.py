"""A number and its unit stay on one line, and so does 'n = 36': in every message, both languages,
in what is put together out of several, and in templates."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from tests.words import catalogue
from tests.words.test_every_sentence import LANGUAGES, said_of_results

UNITS = {
    "nl": "minuut minuten min seconde seconden uur dag dagen MB procentpunt procentpunten punt "
    "punten",
    "en": "minute minutes min second seconds hour hours day days MB percentage point points",
}
NUMBER = r"(?:%\(\w+\)[sd]|\{\w+\}|\}\}|(?<![\w.,])\d[\d.,]*)"


def find_breaks(text: str, language: str) -> list[str]:
    """Where a line could break between a number and what it counts, or around the '=' of n."""
    units = "|".join(UNITS[language].split())
    parts = rf"{NUMBER} (?:{units})\b|\bn = |\bn =\u00a0|\bn\u00a0= "
    return [found[0] for found in re.finditer(parts, text)]


def test_no_message_breaks_between_a_number_and_its_unit() -> None:
    said = [
        (language, text)
        for message in catalogue.english()
        for language, string in (("nl", message.id), ("en", message.string))
        for text in catalogue.texts(string)
    ]

    assert [text for language, text in said if find_breaks(text, language)] == []
    assert sum("\u00a0" in text for _language, text in said) > 50


@pytest.mark.parametrize("language", LANGUAGES)
def test_nor_does_what_is_put_together(language: str) -> None:
    with translation.override(language):
        said = [*said_of_results()]

    assert [text for text in said if find_breaks(text, language)] == []


def test_nor_does_a_template() -> None:
    pages = [path for path in catalogue.sources() if path.suffix == ".html"]

    found = {path.name: find_breaks(path.read_text(), "nl") for path in pages}

    assert {name: breaks for name, breaks in found.items() if breaks} == {}


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("Nog 3 minuten", "nl", ["3 minuten"]),
        ("nog {n} min", "nl", ["{n} min"]),
        ("%(points)s percentage points (n = %(n)s)", "en", ["%(points)s percentage", "n = "]),
        ("{{ days }} dagen", "nl", ["}} dagen"]),
        ("3\u00a0minuten, n\u00a0=\u00a036, 12 mensen", "nl", []),
    ],
)
def test_a_break_is_found(text: str, language: str, found: list[str]) -> None:
    assert find_breaks(text, language) == found
