"""Widths of texts, checked against the font itself."""

from __future__ import annotations

from pathlib import Path

import font_manrope
import pytest
from fontTools.ttLib import TTFont

from polls.lettering import ADVANCES, OTHER, WIDE, letter_width, text_width, wrap_text

BOLD = Path(font_manrope.__file__).parent / "files" / "Manrope-Bold.ttf"


def test_the_table_is_that_of_the_font():
    with TTFont(BOLD) as font:
        glyphs, widths, em = font.getBestCmap(), font["hmtx"], font["head"].unitsPerEm
        measured = [widths[glyphs[code]][0] * 1000 / em for code in range(ord(" "), ord("~") + 1)]

    assert list(ADVANCES) == pytest.approx(measured, abs=1)


@pytest.mark.parametrize(
    ("letter", "thousandths"),
    [("e", 602), ("ë", 602), ("\u0301", 0), ("Ж", OTHER), ("字", WIDE), ("😀", WIDE)],
)
def test_letters_outside_the_table_are_estimated(letter: str, thousandths: int):
    assert letter_width(letter) == thousandths


def test_a_text_is_as_wide_as_its_letters():
    assert text_width("Een", 100) == pytest.approx((585 + 602 + 626) / 10, abs=0.2)


@pytest.mark.parametrize(
    ("room", "lines", "wrapped"),
    [
        (900, 1, ("Niemand hakt de knoop door",)),
        (400, 2, ("Niemand hakt de", "knoop door")),
        (400, 1, ("Niemand hakt de…",)),
        (70, 3, ("N…",)),
    ],
)
def test_a_text_wraps_between_words_and_ends_in_an_ellipsis(
    room: int, lines: int, wrapped: tuple[str, ...]
):
    found = wrap_text("Niemand hakt de knoop door", 44, room, lines)

    assert found == wrapped
    assert all(text_width(line, 44) <= room for line in found)
