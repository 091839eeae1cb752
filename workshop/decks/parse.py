"""Reads a deck file into a Deck, or tells everything that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext as _

from polls import kinds
from workshop.decks import example, limits
from workshop.decks.check import check_slides
from workshop.decks.front import parse_front
from workshop.decks.model import Deck
from workshop.decks.pictures import PictureError, inline_drawing
from workshop.decks.problems import DeckError, Problem, Report
from workshop.decks.scan import FRONT, scan
from workshop.decks.slides import Context, parse_slide

__all__ = ["DeckError", "Problem", "file_of", "load_deck", "parse", "read_deck_file"]

DECK_FILE = "deck.md"
KEPT = 8  # decks that were read last, without mistakes
_UNWANTED = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


def load_deck(path: Path) -> Deck:
    """The deck in a file or in the folder that holds it; its pictures are in order too, and so
    is what a copy of it changes."""
    file = file_of(path)
    pictures = example.list_drawings(file.parent)
    broken = [problem for name in pictures if (problem := _problem_of(file.parent, name))]
    try:
        source = read_deck_file(file)
        deck = parse(source, file.name, pictures, example.list_others(file.parent))
    except DeckError as error:
        raise DeckError([*error.problems, *broken]) from None
    changes = example.read_example(file.parent)
    broken += example.find_changes(changes, source, frozenset(each.id for each in deck.slides))
    if broken:
        raise DeckError(broken)
    return deck


def file_of(path: Path) -> Path:
    """The deck file that a path means: itself, or the one in that folder."""
    return path / DECK_FILE if path.is_dir() else path


def _problem_of(folder: Path, name: str) -> Problem | None:
    found = example.find_drawing(folder, name)
    try:
        if found:
            inline_drawing(name, example.read_drawing(*found))
    except PictureError as error:
        return Problem(name, 1, str(error).removeprefix(f"{name}: "))
    return None


def read_deck_file(path: Path) -> str:
    """The text of a deck file; DeckError when there is no such file or it is not UTF-8."""
    try:
        if path.stat().st_size > 4 * limits.SOURCE:  # bytes of a character
            raise DeckError([Problem(path.name, 1, _too_large())])
        content = path.read_bytes()
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        message = _("Dit bestand is er niet: controleer de naam.")
        raise DeckError([Problem(path.name, 1, message)]) from None
    except OSError:
        message = _("Dit bestand is niet te lezen: controleer van wie het is.")
        raise DeckError([Problem(path.name, 1, message)]) from None
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        message = _("Hier staat een teken dat geen UTF-8 is: sla het bestand op als UTF-8.")
        raise DeckError([Problem(path.name, line, message)]) from None


def _too_large() -> str:
    return _("Dit bestand is te groot: een deck heeft hooguit %(most)s tekens.") % {
        "most": limits.SOURCE
    }


def _too_many_lines(lines: int) -> str:
    return _("Dit deck heeft %(n)s regels: een deck heeft er hooguit %(most)s.") % {
        "n": lines,
        "most": limits.LINES,
    }


def parse(
    source: str,
    filename: str,
    pictures: Collection[str] | None = None,
    others: Collection[str] = (),
) -> Deck:
    """The deck in `source`; DeckError lists all problems at once.

    `pictures` are the names of those that the deck has, None leaves them unchecked; `others`
    are files in its folder that it cannot show.
    """
    names = None if pictures is None else frozenset(pictures)
    return _read(source, filename, names, frozenset(others))


# A tenth of a second for 41 slides, while votes wait: sessions begin with the same text.
@lru_cache(maxsize=KEPT)
def _read(
    source: str, filename: str, pictures: frozenset[str] | None, others: frozenset[str]
) -> Deck:
    report = Report(filename)
    source = source.removeprefix("\ufeff").replace("\r\n", "\n")
    if len(source) > limits.SOURCE:
        report.stop(1, _too_large())
    if (lines := source.count("\n") + 1) > limits.LINES:
        report.stop(1, _too_many_lines(lines))
    _refuse_control_characters(source, report)
    block, raw = scan(source, report)
    front = parse_front(block, report)
    context = Context(front, kinds.all(), pictures, report, others)
    slides = [slide for slide in (parse_slide(one, context) for one in raw) if slide]
    check_slides(slides, pictures, report, others)
    if not raw:
        report.add(
            block.line,
            _("Dit deck heeft nog geen slide: schrijf er een na de regel %(front)s.")
            % {"front": FRONT},
        )
    report.raise_if_any()
    return Deck(front.title, front.language, front.attribution, front.chapters, tuple(slides))


def _refuse_control_characters(source: str, report: Report) -> None:
    found = _UNWANTED.search(source)
    if found:
        line = source.count("\n", 0, found.start()) + 1
        code = f"U+{ord(found[0]):04X}"
        report.stop(
            line, _("Hier staat een onzichtbaar teken (%(code)s): haal het weg.") % {"code": code}
        )
