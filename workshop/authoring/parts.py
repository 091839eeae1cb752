"""One slide taken apart: its blocks, title, picture, text and note, each rewritten alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from workshop.decks.scan import FENCE, NOTE_CLOSES, NOTE_OPENS, SLIDE
from workshop.decks.slides import PICTURE_LINE, TITLE_LINE

PartKind = Literal["separator", "block", "title", "picture", "text", "note"]
_LINES = re.compile(r"[^\n]*\n|[^\n]+")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a slide; `name` is that of a block, such as 'slide' or 'question'."""

    kind: PartKind
    source: str
    name: str = ""

    @property
    def inner(self) -> str:
        """What stands between the lines that open and close a block."""
        return "".join(_LINES.findall(self.source)[1:-1])

    @property
    def blank(self) -> bool:
        return not self.source.strip()


def split_slide(piece: str) -> list[Part]:
    """The parts of a slide; joined they are the same text."""
    lines = iter(_LINES.findall(piece))
    parts: list[Part] = []
    for line in lines:
        part = _read_part(line, lines)
        if part.kind == "text" and parts and parts[-1].kind == "text":
            parts[-1] = replace(parts[-1], source=parts[-1].source + part.source)
        else:
            parts.append(part)
    return parts


def _read_part(line: str, lines: Iterator[str]) -> Part:
    text = line.rstrip()
    if text == SLIDE:
        return Part("separator", line)
    if text.startswith(FENCE):
        return Part("block", _read_until(line, lines, _closes_block), text.strip("` \t"))
    if NOTE_OPENS in line and not line.partition(NOTE_OPENS)[0].strip():
        closed = NOTE_CLOSES in line.partition(NOTE_OPENS)[2]
        return Part("note", line if closed else _read_until(line, lines, _closes_note))
    if TITLE_LINE.match(line):
        return Part("title", line)
    if PICTURE_LINE.fullmatch(text.strip()):
        return Part("picture", line)
    return Part("text", line)


def _closes_block(line: str) -> bool:
    return line.rstrip() == FENCE


def _closes_note(line: str) -> bool:
    return NOTE_CLOSES in line


def _read_until(first: str, lines: Iterator[str], closes: Callable[[str], bool]) -> str:
    taken = [first]
    for line in lines:
        taken.append(line)
        if closes(line):
            break
    return "".join(taken)


def join_parts(parts: Sequence[Part]) -> str:
    return "".join(part.source for part in parts)


def find_block(parts: Sequence[Part], name: str, nth: int = 0) -> int | None:
    """The place of the nth block of this name; None when there are not so many."""
    places = [at for at, part in enumerate(parts) if part.kind == "block" and part.name == name]
    return places[nth] if 0 <= nth < len(places) else None


def find_part(parts: Sequence[Part], kind: PartKind) -> int | None:
    """The place of the first part of this kind that says something."""
    found = (at for at, part in enumerate(parts) if part.kind == kind and not part.blank)
    return next(found, None)
