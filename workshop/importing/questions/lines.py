"""Questions in plain text: a line a question, its options below it.

Numbers, letters and signs in front of a line are taken off; they say what it is. Without them an
empty line, a question mark and the first line say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import zip_longest
from typing import Literal

from workshop.importing.questions.asked import Asked

Mark = Literal["", "number", "letter", "sign"]
MARKS: tuple[tuple[Mark, re.Pattern[str]], ...] = (
    ("number", re.compile(r"(?:vraag|question|q)\s*\d{1,3}\s*[.:)–-]?\s+(?=\S)", re.IGNORECASE)),
    ("number", re.compile(r"\(?\d{1,3}(?:[.)]|\s*[:–])\s+(?=\S)")),
    ("letter", re.compile(r"(?:\([a-jA-J]\)|[a-jA-J][.)])\s+(?=\S)")),
    ("sign", re.compile(r"(?:\[[ xX]?\]|\([ xX]?\)|[-*+])\s+(?=\S)|[•◦▪‣–·●○■□☐☑✓✔]\s*(?=\S)")),
)
HEADING = re.compile(r"#{1,6}\s+(?=\S)")
SHOUTED = "*_"  # what surrounds words that stand out


@dataclass(frozen=True, slots=True)
class Line:
    text: str
    mark: Mark = ""
    indented: bool = False
    first: bool = False  # after an empty line, or at the top
    heading: bool = False

    @property
    def marked(self) -> bool:
        """Whether it stands there as a point."""
        return self.mark in ("letter", "sign")

    @property
    def asks(self) -> bool:
        return self.text.rstrip(" )").endswith("?")


def read_text(text: str) -> list[Asked]:
    found: list[Asked] = []
    chapter = ""
    before: Line | None = None  # the line of the latest question
    lines = [*split_lines(text)]
    for line, after in zip_longest(lines, lines[1:]):
        if line.heading:
            chapter, before = line.text, None
        elif found and before and is_option(line, before, after):
            found[-1] = replace(found[-1], options=(*found[-1].options, line.text))
        else:
            found.append(Asked(line.text, chapter=chapter))
            before = line
    return found


def is_option(line: Line, question: Line, after: Line | None) -> bool:
    """Whether a line belongs to the question above it."""
    if line.mark == question.mark and line.mark and line.indented == question.indented:
        return False
    if line.marked or line.indented > question.indented:
        return True
    has_options = after is not None and after.marked and not after.first
    return not line.first and not line.asks and not has_options


def split_lines(text: str) -> Iterator[Line]:
    first = True
    for raw in text.split("\n"):
        if not raw.strip():
            first = True
            continue
        heading = HEADING.match(raw)
        mark, shown = take_mark(raw.strip())
        if heading:
            mark, shown = "", raw[heading.end() :].strip()
        indented = len(raw.expandtabs(4)) - len(raw.expandtabs(4).lstrip()) >= 2
        yield Line(take_emphasis(shown), mark, indented, first, bool(heading))
        first = False


def take_mark(text: str) -> tuple[Mark, str]:
    """What stands in front of a line, and the line without it."""
    for mark, pattern in MARKS:
        if found := pattern.match(text):
            return mark, text[found.end() :].strip()
    return "", text


def take_emphasis(text: str) -> str:
    """'**Wat vind je?**' without its stars."""
    bare = text.strip(SHOUTED).strip()
    return bare if bare and text[:1] in SHOUTED and text[-1:] in SHOUTED else text
