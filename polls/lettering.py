"""How wide Manrope sets a text: Python lays out what browsers draw."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Advance widths of Manrope Bold from the space to the tilde, in thousandths of the size.
# fmt: off
ADVANCES = (
    200, 360, 467, 931, 628, 900, 668, 260, 453, 453, 464, 571, 303, 420, 303, 433,
    658, 438, 595, 581, 608, 586, 621, 533, 612, 621, 342, 343, 637, 750, 637, 553,
    913, 670, 631, 738, 700, 585, 523, 732, 721, 280, 500, 647, 533, 855, 718, 749,
    638, 749, 660, 657, 606, 720, 640, 975, 655, 611, 663, 423, 433, 423, 680, 660,
    538, 576, 616, 575, 617, 602, 378, 616, 625, 280, 288, 538, 280, 899, 625, 618,
    616, 617, 399, 541, 433, 625, 553, 802, 554, 559, 533, 449, 300, 449, 716,
)
# fmt: on
OTHER = 780  # letters that are not in the table: other scripts and signs
WIDE = 1350  # emoji, and the letters of East Asia
ELLIPSIS = "…"


@lru_cache(maxsize=4096)
def text_width(text: str, size: float) -> float:
    """The pixels that `text` takes at this size; other scripts are estimated."""
    return sum(map(letter_width, text)) * size / 1000


@lru_cache(maxsize=4096)
def letter_width(letter: str) -> int:
    base = unicodedata.normalize("NFD", letter)[0]
    if " " <= base <= "~":
        return ADVANCES[ord(base) - ord(" ")]
    if unicodedata.combining(base):
        return 0
    return WIDE if unicodedata.east_asian_width(base) in "WF" else OTHER


@lru_cache(maxsize=1024)
def wrap_text(text: str, size: float, room: float, lines: int) -> tuple[str, ...]:
    """`text` in at most `lines` lines no wider than `room` pixels; what is left out is '…'."""
    done: list[str] = []
    words = [word for word in text.split(" ") if word]  # a no-break space stays in its word
    while words:
        taken = count_fitting(words, size, room)
        if not taken or (len(done) == lines - 1 and taken < len(words)):
            return (*done, shorten_text(" ".join(words), size, room))
        done.append(" ".join(words[:taken]))
        words = words[taken:]
    return tuple(done)


def count_fitting(words: list[str], size: float, room: float) -> int:
    """How many of the words fit on one line."""
    taken = len(words)
    while taken and text_width(" ".join(words[:taken]), size) > room:
        taken -= 1
    return taken


def shorten_text(text: str, size: float, room: float) -> str:
    """As much of the text as fits on one line, with '…'."""
    while text and text_width(text + ELLIPSIS, size) > room:
        text = text[:-1]
    return text.rstrip() + ELLIPSIS
