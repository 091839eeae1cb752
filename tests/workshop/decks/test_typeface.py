"""Widths of texts at the weights of the projector, against the static cuts of the typeface."""

from __future__ import annotations

from pathlib import Path

import font_manrope
import pytest
from fontTools.ttLib import TTFont

from workshop.decks.typeface import MISSING, count_lines, letter_width, text_width

FILES = Path(font_manrope.__file__).parent / "files"


@pytest.mark.parametrize(("weight", "cut"), [(700, "Bold"), (800, "ExtraBold"), (500, "Medium")])
def test_widths_are_those_of_the_cut_of_that_weight(weight: int, cut: str):
    with TTFont(FILES / f"Manrope-{cut}.ttf") as font:
        names, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        for letter in "aeën WZ,09":
            measured = widths[names[ord(letter)]][0] / em
            assert letter_width(letter, weight) == pytest.approx(measured, abs=0.002)


def test_a_letter_that_the_typeface_lacks_is_estimated():
    assert letter_width("字", 500) == MISSING


def test_letters_stand_closer_or_wider():
    assert text_width("samen", 100, 800, -0.02) == text_width("samen", 100, 800) - 10


@pytest.mark.parametrize(
    ("text", "lines"),
    [("", 0), ("samen", 1), ("samen werken", 2), ("samen we", 1), ("samenwerkingsverband", 3)],
)
def test_a_text_wraps_between_words_and_in_one_that_is_wider_than_its_room(text: str, lines: int):
    room = text_width("samen we", 40, 500) + 1

    assert count_lines(text, room, 40, 500) == lines
