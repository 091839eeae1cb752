"""The reader of sentences finds each kind of mistake, and nothing in what is right."""

from __future__ import annotations

import pytest

from tests.words.grammar import find_faults


@pytest.mark.parametrize(
    ("sentence", "language", "faults"),
    [
        ("1 mens gaf 1 antwoorden.", "nl", ["1 antwoorden"]),
        ("1 mens antwoordden.", "nl", ["1 mens antwoordden"]),
        ("1 van de 1 deelnemers antwoordden.", "nl", ["1 deelnemers", "1 van de 1 "]),
        ("Deze slides duurden samen 1 minuten.", "nl", ["1 minuten"]),
        ("Er tellen 1 verschillende woorden mee.", "nl", ["1 verschillende woorden"]),
        ("2 mens antwoordde.", "nl", ["2 mens"]),
        ("12 mensen antwoordde.", "nl", ["12 mensen antwoordde"]),
        ("Gemiddeld 3.8 van de 5.", "nl", ["3.8"]),
        ("Gemiddeld 3,8 van de 1.000 punten.", "nl", []),
        ("A mean of 3,8.", "en", ["3,8"]),
        ("3.8 of 1,000 people.", "en", []),
        ("1 person answered; 21 people did not (n = 1).", "en", []),
        ("1 people answered.", "en", ["1 people"]),
    ],
)
def test_faults(sentence: str, language: str, faults: list[str]) -> None:
    assert find_faults(sentence, language) == faults
