"""Whether the points of a slide with tiles fit their tile, by the sizes of layouts.css."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workshop.decks.fitting import FOOT, WIDE, blocks_of
from workshop.decks.model import Slide
from workshop.decks.typeface import count_lines, text_width

BETWEEN, BELOW = 28, 44  # pixels between two tiles, and below the title
WEIGHT = 600
AIR = 10  # pixels of a tile's own room above and below that its words may take
NAMED = 40  # letters of a tile that is named
TENS = 10


@dataclass(frozen=True, slots=True)
class Tiles:
    """How the points of a slide are laid out, and the letters in them."""

    columns: int
    beside: int  # pixels of a tile that are not for words, left and right together
    around: int  # above and below together
    size: int
    leading: float

    @property
    def wide(self) -> float:
        return (WIDE - BETWEEN * (self.columns - 1)) / self.columns - self.beside


def tiles_of(slide: Slide, number: int) -> Tiles:
    if slide.picture:
        return Tiles(2, 350, 20, 36, 1.2)
    return Tiles(2 if number == 4 else 3, 80, 56, 42, 1.22)


def say_misfit(slide: Slide, head: float) -> str:
    """Which tile does not hold its words and what to do, below a title that ends at `head`; ''
    when all fit."""
    lead, points = split_body(slide.body)
    if not points:
        return ""
    tiles = tiles_of(slide, len(points))
    rows = -(-len(points) // tiles.columns)
    top = head + BELOW + sum(count_lines(each, WIDE, 42, 500) * 42 * 1.3 for each in lead)
    room = (FOOT - top - BETWEEN * (rows - 1)) / rows - tiles.around + 2 * AIR
    for point in points:
        if over := letters_over(point, tiles, room):
            return tell(slide, point, over)
    return ""


def split_body(html: str) -> tuple[Sequence[str], Sequence[str]]:
    """What stands above the tiles, and the words of each."""
    above, _list, points = html.partition("<ul")
    return (blocks_of(above), blocks_of(f"<ul{points}")) if points else ([], [])


def letters_over(point: str, tiles: Tiles, room: float) -> int:
    """About how many letters of a point are too many; a word that is too wide counts whole."""
    wide = [word for word in point.split() if text_width(word, tiles.size, WEIGHT) > tiles.wide]
    if wide:
        return len(wide[0])
    line = tiles.size * tiles.leading
    lines, most = count_lines(point, tiles.wide, tiles.size, WEIGHT), max(0, int(room / line))
    return -(-len(point) * (lines - most) // lines) if lines > most else 0


def tell(slide: Slide, point: str, over: int) -> str:
    named = point if len(point) <= NAMED else f"{point[:NAMED].rstrip()}…"
    said = _(
        "De tegel '%(tile)s' past niet op slide %(slide)s: haal er ongeveer %(letters)s letters "
        "uit, of maak minder tegels."
    )
    where: dict[str, Any] = {"tile": named, "slide": slide.number}
    return said % {**where, "letters": max(TENS, -(-over // TENS) * TENS)}
