"""What stands beside the deck of an example: whose drawings it shows, in which words, and what
a copy says of somebody else instead."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, unescape

from django.utils.translation import gettext as _

from workshop.decks.problems import DeckError, Problem, suggest_word

FILE = "example.toml"
DETAILS = ("name", "organisation", "contact")  # of whoever makes a copy
KEYS = ("drawings", "words", "slides")
SLIDE_KEYS = ("id", "body", "words")
FOLDER = re.compile(r"[a-z0-9-]+")
WRITTEN = re.compile(r"(<text\b[^>]*>)([^<]*)(?=</text>)")

Words = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Change:
    """What a slide of a copy says instead: another text, in which {name} and the other
    `DETAILS` stand for what was filled in, and other words wherever the slide had these."""

    slide: str
    body: str
    words: Words


@dataclass(frozen=True, slots=True)
class Example:
    """`drawings` is the folder of the example whose drawings this one shows too, with `words`
    in place of theirs."""

    drawings: str = ""
    words: Words = ()
    changes: tuple[Change, ...] = ()

    @property
    def details(self) -> list[str]:
        """Which of the `DETAILS` a copy has a place for."""
        return [
            name for name in DETAILS if any(f"{{{name}}}" in each.body for each in self.changes)
        ]


def read_example(folder: Path) -> Example:
    """Of the folder of a deck; one without such a file is an example all the same. Raises
    DeckError."""
    file = folder / FILE
    try:
        changed = file.stat().st_mtime
    except FileNotFoundError:
        return Example()
    return _read(file, changed)


@lru_cache(maxsize=16)
def _read(file: Path, changed: float) -> Example:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise _wrong(_("Dit is geen geldige TOML: %(error)s.") % {"error": error}) from None
    _refuse_others(table, KEYS)
    drawings = table.get("drawings", "")
    slides = table.get("slides", [])
    if not isinstance(drawings, str) or not (drawings == "" or FOLDER.fullmatch(drawings)):
        raise _wrong(_("Schrijf bij 'drawings' de naam van een map met een deck."))
    if not isinstance(slides, list):
        raise _wrong(_("Begin elke slide die in een kopie verandert met [[slides]]."))
    return Example(drawings, _words(table), tuple(_change(each) for each in slides))


def _change(table: Any) -> Change:
    if not isinstance(table, dict) or not isinstance(table.get("id"), str):
        raise _wrong(_("Schrijf bij elke slide de 'id'."))
    _refuse_others(table, SLIDE_KEYS)
    body = table.get("body", "")
    if not isinstance(body, str):
        raise _wrong(_("Schrijf bij 'body' de tekst van de slide."))
    return Change(table["id"], body.strip("\n"), _words(table))


def _words(table: Mapping[str, Any]) -> Words:
    words = table.get("words", {})
    if not isinstance(words, dict) or not all(isinstance(each, str) for each in words.values()):
        raise _wrong(_('Schrijf bij \'words\' steeds "deze woorden" = "andere woorden".'))
    return tuple(words.items())


def _refuse_others(table: Mapping[str, Any], known: tuple[str, ...]) -> None:
    for key in table:
        if key not in known:
            raise _wrong(
                _("Onbekend veld '%(key)s'. %(help)s")
                % {"key": key, "help": suggest_word(key, known)}
            )


def _wrong(message: str) -> DeckError:
    return DeckError([Problem(FILE, 1, message)])


def find_changes(example: Example, source: str, slides: frozenset[str]) -> list[Problem]:
    """What the deck does not have (any more) of what a copy would say otherwise."""
    gone = _("Het deck heeft geen slide '%(id)s' (meer).")
    unsaid = _("In het deck staat niet (meer): %(words)s")
    problems = [gone % {"id": each.slide} for each in example.changes if each.slide not in slides]
    problems += [
        unsaid % {"words": find}
        for each in example.changes
        for find, _other in each.words
        if find not in source
    ]
    return [Problem(FILE, 1, message) for message in problems]


# Drawings


def find_drawing(folder: Path, name: str) -> tuple[Path, Words] | None:
    """The file of a drawing, with the words in which this deck has it: of the deck itself, else
    of the example whose drawings it shows. Raises DeckError."""
    own = folder / name
    if own.is_file():
        return own, ()
    example = read_example(folder)
    shared = folder.parent / example.drawings / name
    return (shared, example.words) if example.drawings and shared.is_file() else None


def list_drawings(folder: Path) -> list[str]:
    """The names of all drawings that a deck can show. Raises DeckError."""
    shared = read_example(folder).drawings
    folders = [folder, folder.parent / shared] if shared else [folder]
    return sorted({file.name for each in folders for file in each.glob("*.svg")})


def list_others(folder: Path) -> set[str]:
    """The files in a deck's folder, and one folder deeper, that are none of its drawings."""
    found = [file for form in ("*", "*/*") for file in folder.glob(form) if file.is_file()]
    own = {file.relative_to(folder).as_posix() for file in found}
    return own - {*list_drawings(folder)}


def read_drawing(file: Path, words: Words) -> bytes:
    """The content of a drawing, with other words in it."""
    content = file.read_bytes()
    if not words:
        return content
    other = dict(words)
    text = content.decode("utf-8", errors="surrogateescape")
    translated = WRITTEN.sub(lambda found: found[1] + _in(other, found[2]), text)
    return translated.encode("utf-8", errors="surrogateescape")


def _in(words: Mapping[str, str], written: str) -> str:
    said = unescape(written).strip()
    return escape(words[said]) if said in words else written
