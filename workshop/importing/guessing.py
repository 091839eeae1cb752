"""A slide that looks like a question with answers to choose from; it is offered, never made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workshop.decks.markdown import plain_words
from workshop.importing.imported import GuessedQuestion

LETTERED = re.compile(r"^\(?(?P<key>[A-Ja-j])[).:]\s+(?P<label>\S.*)$")
FEWEST, MOST = 2, 10  # options
LONGEST = 100  # characters of one
KEYS = "ABCDEFGHIJ"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a slide as plain words; `markdown` is how it stands in the text."""

    text: str
    listed: bool
    markdown: str


def guess_question(title: str, lines: Sequence[Line]) -> GuessedQuestion | None:
    """Options that are lettered (a), (b) and on, or one list below a question mark."""
    lettered = [LETTERED.match(line.text.strip()) for line in lines]
    keys = "".join(found["key"].upper() for found in lettered if found)
    if len(keys) + 1 > FEWEST and KEYS.startswith(keys) and len(keys) >= FEWEST:
        options = [found["label"] for found in lettered if found]
        rest = [line for line, found in zip(lines, lettered, strict=True) if not found]
        return _make(options, rest)
    rest = [line for line in lines if not line.listed]
    asks = [text for text in (title, *(line.text for line in rest)) if text.rstrip().endswith("?")]
    return _make([line.text for line in lines if line.listed], rest) if asks else None


def _make(options: Sequence[str], rest: Sequence[Line]) -> GuessedQuestion | None:
    labels = [" ".join(option.split()) for option in options]
    fits = FEWEST <= len(labels) <= MOST and all(0 < len(label) <= LONGEST for label in labels)
    if not fits or len({label.lower() for label in labels}) < len(labels):
        return None
    listed = [{"key": KEYS[at], "label": label} for at, label in enumerate(labels)]
    return GuessedQuestion("choice", {"options": listed}, "\n\n".join(_said(rest)))


def _said(lines: Sequence[Line]) -> list[str]:
    return [
        line.markdown for line in lines if plain_words(line.markdown.replace("\n", " ")).strip()
    ]
