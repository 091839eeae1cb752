"""Questions in plain text: marks are taken off, and say what a line is."""

from __future__ import annotations

import pytest

from workshop.importing.questions.asked import Asked
from workshop.importing.questions.lines import read_text, take_mark

GOOD = Asked("Hoe gaat het?", ("Goed", "Slecht"))
WHY = Asked("Waarom?")


@pytest.mark.parametrize(
    "text",
    [
        "Hoe gaat het?\nGoed\nSlecht\n\nWaarom?",
        "Hoe gaat het?\n\n- Goed\n- Slecht\nWaarom?",
        "1. Hoe gaat het?\n   a) Goed\n   b) Slecht\n2. Waarom?",
        "1) Hoe gaat het?\n(a) Goed\n(b) Slecht\n\n2) Waarom?",
        "Vraag 1: Hoe gaat het?\n• Goed\n• Slecht\nVraag 2: Waarom?",
        "**Hoe gaat het?**\n☐ Goed\n☐ Slecht\n\n*Waarom?*",
        "Hoe gaat het?\n1. Goed\n2. Slecht\n\nWaarom?",
        "- Hoe gaat het?\n  - Goed\n  - Slecht\n- Waarom?",
        "Hoe gaat het?\n\tGoed\n\tSlecht\nWaarom?",
        "A. Hoe gaat het?\n[ ] Goed\n[x] Slecht\nB. Waarom?",
        "\n\n  Hoe gaat het?\n    Goed\n    Slecht\n\n\n  Waarom?  \n",
    ],
)
def test_however_it_is_written_the_questions_are_the_same(text: str):
    assert read_text(text) == [GOOD, WHY]


def test_a_line_a_question():
    assert read_text("Wie ben je?\nWaarom?\nWat neem je mee?") == [
        *(Asked("Wie ben je?"), WHY, Asked("Wat neem je mee?"))
    ]


def test_a_request_above_points_is_a_question_without_a_question_mark():
    assert read_text("Waarom?\nZet op volgorde\n* Geld\n* Tijd") == [
        WHY,
        Asked("Zet op volgorde", ("Geld", "Tijd")),
    ]


def test_headings_are_chapters():
    assert read_text("# Begin\nWaarom?\n## Slot\nHoe?") == [
        Asked("Waarom?", chapter="Begin"),
        Asked("Hoe?", chapter="Slot"),
    ]


@pytest.mark.parametrize("text", ["", "\n \n", "# Alleen een kop"])
def test_nothing_is_no_question(text: str):
    assert read_text(text) == []


@pytest.mark.parametrize(
    ("text", "mark", "bare"),
    [
        ("10% vindt van wel", "", "10% vindt van wel"),
        ("2026 was een goed jaar", "", "2026 was een goed jaar"),
        ("B2B of niet?", "", "B2B of niet?"),
        ("-", "", "-"),
        ("12. Twaalf", "number", "Twaalf"),
        ("Q3: Derde", "number", "Derde"),
    ],
)
def test_only_what_is_a_mark_is_taken_off(text: str, mark: str, bare: str):
    assert take_mark(text) == (mark, bare)
