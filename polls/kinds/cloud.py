"""Where the words of a cloud stand: places by order alone, sizes by the square root of counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations
from math import sqrt

from polls.figures import HEIGHT, WIDTH
from polls.lettering import width

LARGEST = 150  # pixels of a letter
TALL = 1.02  # height of a word's box, in its size: from ascender to descender
BESIDE = 0.25  # space to the left and right of a word together, in its size
CANDIDATES = 900  # points that a new word may choose from
ACCENTS = re.compile("[\u0300-\u036f]")


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of a word in pixels from the left and the top, and the size of its letters."""

    x: float
    y: float
    size: float


@dataclass(frozen=True, slots=True)
class Box:
    """The middle of a word, and half of its width and height at a size of 1 pixel."""

    x: float
    y: float
    wide: float
    tall: float

    def room(self) -> float:
        """The largest size at which the box lies in the frame."""
        return min(
            min(self.x, WIDTH - self.x) / self.wide, min(self.y, HEIGHT - self.y) / self.tall
        )

    def apart(self, other: Box) -> float:
        """The largest size at which two boxes do not overlap."""
        return max(
            abs(self.x - other.x) / (self.wide + other.wide),
            abs(self.y - other.y) / (self.tall + other.tall),
        )


def place(words: Sequence[str], counts: Sequence[int]) -> list[Placed]:
    """A place and a size for every word; a count of 0 keeps a place without using it.

    Places depend on the words, however spelled, and their order: never on counts. They
    stay when words are added at the end. The size is s·√count, with the largest s at
    which no two words overlap, all lie in the frame and none is larger than LARGEST.
    """
    points = [(box.x, box.y) for box in reserved(tuple(map(merged, words)))]
    boxes = [
        box_of(word, sqrt(count), *point)
        for word, count, point in zip(words, counts, points, strict=True)
        if count
    ]
    limits = [LARGEST / sqrt(max(counts, default=1) or 1)]
    limits += [box.room() for box in boxes]
    limits += [one.apart(other) for one, other in combinations(boxes, 2)]
    scale = min(limits)
    return [Placed(x, y, scale * sqrt(count)) for (x, y), count in zip(points, counts, strict=True)]


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


def box_of(word: str, size: float, x: float, y: float) -> Box:
    return Box(x, y, (width(word, 1) + BESIDE) * size / 2, TALL * size / 2)


def reserved(words: tuple[str, ...]) -> tuple[Box, ...]:
    """A box of expected size for each word, found one by one so that earlier ones stay."""
    boxes: tuple[Box, ...] = ()
    for end in range(1, len(words) + 1):
        boxes = with_last(words[:end])
    return boxes


@lru_cache(maxsize=2048)
def with_last(words: tuple[str, ...]) -> tuple[Box, ...]:
    """The boxes of all words but the last, and the last where it has most room to grow."""
    before = with_last(words[:-1]) if len(words) > 1 else ()
    box = box_of(words[-1], expected(len(before)), WIDTH / 2, HEIGHT / 2)
    return (*before, roomiest(box, before) if before else box)


def roomiest(box: Box, others: Sequence[Box]) -> Box:
    """The box at the point where it can be largest. Plain numbers: this runs 50,000 times."""
    walls = [(other.x, other.y, box.wide + other.wide, box.tall + other.tall) for other in others]
    best, most = (box.x, box.y), 0.0
    for x, y in POINTS:
        room = min(min(x, WIDTH - x) / box.wide, min(y, HEIGHT - y) / box.tall)
        for other_x, other_y, wide, tall in walls:
            if room <= most:
                break
            beside, above = abs(x - other_x) / wide, abs(y - other_y) / tall
            room = min(room, max(beside, above))
        if room > most:
            best, most = (x, y), room
    return replace(box, x=best[0], y=best[1])


def expected(rank: int) -> float:
    """How large a word will be by when it came: what many mention is mentioned early."""
    return float((9 / (rank + 9)) ** 0.35)


def halton(index: int, base: int) -> float:
    """A number of Halton's sequence (1960): points that fill a space evenly, in any number."""
    fraction, value = 1.0, 0.0
    while index:
        index, digit = divmod(index, base)
        fraction /= base
        value += fraction * digit
    return value


POINTS = [(halton(n, 2) * WIDTH, halton(n, 3) * HEIGHT) for n in range(1, CANDIDATES + 1)]
