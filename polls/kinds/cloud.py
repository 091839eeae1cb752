"""Where the words of a cloud stand: packed around the middle, sizes by the root of counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import cos, pi, sin, sqrt

from polls.figures import HEIGHT, WIDTH
from polls.lettering import text_width

LARGEST = 170  # pixels of a letter
TALL = 1.0  # height of a word's box, in its size: from ascender to descender
BESIDE = 0.3  # space to the left and right of a word together, in its size
RAYS = 20  # directions in which a word looks for room
TURN = pi * (3 - sqrt(5))  # the golden angle: directions of successive words never line up
ACCENTS = re.compile("[\u0300-\u036f]")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of a word in pixels from the left and the top, and the size of its letters."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """The middle of a word, and half of its width and height."""

    x: float
    y: float
    wide: float
    tall: float


def place(words: Sequence[str], counts: Sequence[int]) -> list[Placed]:
    """A place and a size for every word; a count of 0 has the size 0.

    The most mentioned stands in the middle and the others come as near to it as they can,
    in order of their counts, then of their first mention. So a word that is new and rare
    moves no other: the cloud only shrinks. The size is s·√count, with the largest s at
    which the whole cloud lies in the frame and no word is larger than LARGEST.
    """
    ranked = sorted(
        (index for index, count in enumerate(counts) if count), key=lambda i: -counts[i]
    )
    boxes: list[Box] = []
    for rank, index in enumerate(ranked):
        size = sqrt(counts[index])
        half = (text_width(words[index], 1) + BESIDE) * size / 2, TALL * size / 2
        boxes.append(Box(*nearest(*half, boxes, (rank + 1) * TURN), *half))
    scale, left, top = framed(boxes)
    placed = [Placed(WIDTH / 2, HEIGHT / 2, 0)] * len(words)
    for index, box in zip(ranked, boxes, strict=True):
        x, y = (box.x - left) * scale, (box.y - top) * scale
        placed[index] = Placed(x, y, scale * sqrt(counts[index]))
    return placed


def framed(boxes: Sequence[Box]) -> tuple[float, float, float]:
    """The scale at which the boxes fill the frame, and its left and top in their unit."""
    if not boxes:
        return 1, 0, 0
    left, right = min(b.x - b.wide for b in boxes), max(b.x + b.wide for b in boxes)
    top, bottom = min(b.y - b.tall for b in boxes), max(b.y + b.tall for b in boxes)
    largest = max(box.tall for box in boxes) * 2 / TALL
    scale = min(WIDTH / (right - left), HEIGHT / (bottom - top), LARGEST / largest)
    return scale, (left + right - WIDTH / scale) / 2, (top + bottom - HEIGHT / scale) / 2


@lru_cache(maxsize=4096)
def merged(word: str) -> str:
    """What the spellings of one word share: no capitals, accents or signs around it."""
    letters = ACCENTS.sub("", unicodedata.normalize("NFKD", word.casefold()))
    start, end = 0, len(letters)
    while start < end and is_sign(letters[start]):
        start += 1
    while start < end and is_sign(letters[end - 1]):
        end -= 1
    return letters[start:end] or letters


def is_sign(letter: str) -> bool:
    """Punctuation, a symbol, a space, or what joins and colours emoji."""
    return unicodedata.category(letter)[0] in "PSZC" or letter == "\ufe0f"


def nearest(wide: float, tall: float, boxes: Sequence[Box], turned: float) -> Point:
    """The middle nearest to the cloud's, by the form of the frame, where a box overlaps none."""
    best, least = (0.0, 0.0), float("inf")
    for ray in range(RAYS):
        angle = turned + ray * 2 * pi / RAYS
        across, down = cos(angle) * WIDTH / HEIGHT, sin(angle)
        far = free(sorted(taken(across, down, wide, tall, boxes)))
        if far < least:
            best, least = (far * across, far * down), far
    return best


def taken(
    across: float, down: float, wide: float, tall: float, boxes: Iterable[Box]
) -> Iterator[Point]:
    """From where to where along a ray a box would overlap each of the others."""
    for other in boxes:
        x, y = other.x / across, other.y / down
        beside = abs((wide + other.wide) / across)
        above = abs((tall + other.tall) / down)
        start, end = max(x - beside, y - above), min(x + beside, y + above)
        if start < end and end > 0:
            yield start, end


def free(spans: Iterable[Point]) -> float:
    """The first place from 0 on that lies in none of the spans, which are in order."""
    here = 0.0
    for start, end in spans:
        if start >= here:
            break
        here = max(here, end)
    return here
