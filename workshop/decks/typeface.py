"""How wide the projector's typeface sets a text, read from Manrope itself."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

MISSING = 0.8  # of the size: the width of a letter that another typeface draws


@lru_cache(maxsize=1)
def read_font() -> tuple[TTFont, dict[int, str]]:
    from fontTools.ttLib import TTFont  # here: a command that reads no deck needs none

    font = TTFont(str(files("font_manrope") / "files" / "Manrope-VariableFont_wght.ttf"))
    return font, font.getBestCmap()


@lru_cache(maxsize=8)
def glyphs_of(weight: int) -> Any:
    font, _names = read_font()
    return font.getGlyphSet(location={"wght": weight})


@lru_cache(maxsize=8192)
def letter_width(letter: str, weight: int) -> float:
    """In parts of the size."""
    font, names = read_font()
    name = names.get(ord(letter))
    if name is None:
        return MISSING
    return float(glyphs_of(weight)[name].width / font["head"].unitsPerEm)


def text_width(text: str, size: float, weight: int, spacing: float = 0) -> float:
    """In pixels; `spacing` is between letters, in parts of the size."""
    return sum(letter_width(letter, weight) + spacing for letter in text) * size


@lru_cache(maxsize=4096)
def count_lines(text: str, room: float, size: float, weight: int, spacing: float = 0) -> int:
    """On how many lines a text stands; a word that is wider than its room breaks."""
    lines, left = 0, 0.0
    space = text_width(" ", size, weight, spacing)
    for word in text.split():
        wide = text_width(word, size, weight, spacing)
        if lines and wide <= left - space:
            left -= space + wide
            continue
        lines += max(1, int(-(-wide // room)))
        left = room - wide % room if wide > room else room - wide
    return lines
