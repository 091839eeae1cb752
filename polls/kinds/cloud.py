"""Where the words of a cloud stand: packed around the middle, sizes by the root of counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, reduce
from math import ceil, cos, pi, sin, sqrt

from polls.figures import HEIGHT, WIDTH
from polls.figures.clouds import STRIP
from polls.lettering import text_width, wrap_text

HIGH = HEIGHT - STRIP  # of the frame that words may fill
LARGEST = 170  # pixels of a letter
SMALLEST = 36  # the least that the back row reads
LEAST = 0.3  # of the largest size: what is mentioned seldom is not drawn smaller than that
TALL = 1.0  # height of a line's box, in its size: from ascender to descender
LEADING = 1.3  # from line to line, in the size of the letters
BESIDE = 0.3  # space to the left and right of a word together, in its size
LINE = 12  # width of a line, in its size, from which a phrase takes more than one
LINES = 4
WIDEST = WIDTH / SMALLEST - BESIDE  # what fits beside nothing, in the size of its letters
RAYS = 20  # directions in which a word looks for room
TURN = pi * (3 - sqrt(5))  # the golden angle: directions of successive words never line up
ACCENTS = re.compile("[\u0300-\u036f]")

Point = tuple[float, float]
Edges = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Placed:
    """The middle of a word in pixels from the left and the top, the size of its letters (0 of
    a word that found no room), and its lines."""

    x: float
    y: float
    size: float
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Box:
    """The middle of a word, half of its width and height, and the size of its letters."""

    x: float
    y: float
    wide: float
    tall: float
    size: float


def place(words: Sequence[str], counts: Sequence[int]) -> list[Placed]:
    """A place and a size for every word; one that counts 0 or finds no room has the size 0.

    The most mentioned stands in the middle and the others come as near to it as they can,
    in order of their counts, then of their first mention. So a word that is new and rare
    moves no other: the cloud only shrinks. Sizes follow the root of the counts, down to LEAST
    of the largest; the cloud is as large as the frame allows, with no letters above LARGEST.
    A word with which letters would fall below SMALLEST is left out, and so is every word that
    is mentioned less.
    """
    ranked = sorted(
        (index for index, count in enumerate(counts) if count), key=lambda i: -counts[i]
    )
    boxes: dict[int, Box] = {}
    left_out = 0  # the most that a word counts that found no room
    for rank, index in enumerate(ranked):
        if counts[index] < left_out:
            break
        size = max(LEAST, sqrt(counts[index] / counts[ranked[0]]))
        half = half_of(fold(words[index]), size)
        x, y = nearest(*half, [*boxes.values()], (rank + 1) * TURN, size)
        box = Box(x, y, *half, size)
        if boxes and framed([*boxes.values(), box])[0] * size < SMALLEST:
            left_out = counts[index]
        else:
            boxes[index] = box
    return spread(words, boxes)


def spread(words: Sequence[str], boxes: Mapping[int, Box]) -> list[Placed]:
    """The boxes of words as large as they fill the frame."""
    scale, left, top = framed([*boxes.values()])
    placed = [Placed(WIDTH / 2, HIGH / 2, 0)] * len(words)
    for index, box in boxes.items():
        x, y = (box.x - left) * scale, (box.y - top) * scale
        placed[index] = Placed(x, y, scale * box.size, fold(words[index]))
    return placed


@lru_cache(maxsize=4096)
def fold(text: str) -> tuple[str, ...]:
    """A long phrase on some lines of about the same width. No word is broken, and only one
    that is wider than the frame is cut short."""
    said, whole = " ".join(text.split()), text_width(text, 1)
    longest = min(WIDEST, max(text_width(word, 1) for word in text.split()))
    if whole <= max(LINE, longest):
        return (text,)
    lines = min(LINES, ceil(whole / max(LINE, longest)))
    room = max(longest, whole / lines)
    folded = wrap_text(text, 1, room, lines)
    while " ".join(folded) != said and room < WIDEST:
        room *= 1.1
        folded = wrap_text(text, 1, room, lines)
    return folded


def half_of(lines: Sequence[str], size: float) -> Point:
    """Half of the width and height of a text."""
    wide = max(text_width(line, 1) for line in lines) + BESIDE
    return wide * size / 2, (TALL + LEADING * (len(lines) - 1)) * size / 2


def framed(boxes: Sequence[Box]) -> tuple[float, float, float]:
    """The scale at which the boxes fill the frame, and its left and top in their unit."""
    if not boxes:
        return 1, 0, 0
    edges = edges_of(boxes)
    left, top, right, bottom = edges
    scale = min(scale_of(edges), LARGEST / max(box.size for box in boxes))
    return scale, (left + right - WIDTH / scale) / 2, (top + bottom - HIGH / scale) / 2


def scale_of(edges: Edges) -> float:
    """How large what lies between these edges can be in the frame."""
    left, top, right, bottom = edges
    return min(WIDTH / (right - left), HIGH / (bottom - top))


def edges_of(boxes: Sequence[Box]) -> Edges:
    """Left, top, right and bottom of all boxes; those of nothing are in the middle."""
    return reduce(widened, boxes, (0.0, 0.0, 0.0, 0.0))


def widened(edges: Edges, box: Box) -> Edges:
    left, top, right, bottom = edges
    return (
        min(left, box.x - box.wide),
        min(top, box.y - box.tall),
        max(right, box.x + box.wide),
        max(bottom, box.y + box.tall),
    )


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


def nearest(wide: float, tall: float, boxes: Sequence[Box], turned: float, size: float) -> Point:
    """The middle nearest to the cloud's, by the form of the frame, where a box overlaps none;
    if it can be, where letters of its size are not too small with all of it in the frame."""
    best, least = (0.0, 0.0), (True, float("inf"))
    edges = edges_of(boxes)
    for ray in range(RAYS):
        angle = turned + ray * 2 * pi / RAYS
        across, down = cos(angle) * WIDTH / HIGH, sin(angle)
        far = free(sorted(taken(across, down, wide, tall, boxes)))
        box = Box(far * across, far * down, wide, tall, size)
        outside = scale_of(widened(edges, box)) * size < SMALLEST
        if (outside, far) < least:
            best, least = (box.x, box.y), (outside, far)
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
