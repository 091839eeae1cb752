"""Cuts the text of a deck into front matter, slides, blocks and notes; knows no keys yet."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from django.utils.translation import gettext as _

from workshop.decks import limits
from workshop.decks.problems import Report

FRONT = "+++"
FENCE = "```"
SLIDE = "---"
NOTE_OPENS = "<!--"
NOTE_CLOSES = "-->"


class Line(NamedTuple):
    """A line of the file and its number, counted from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of TOML: its name, the line it opens on, and what stands below that line."""

    name: str
    line: int
    text: str

    def line_of(self, key: str, after: int = 0) -> int:
        """Where `key` is first set from line `after` on, else that line or the opening one."""
        setting = re.compile(rf"[\s\[{{\"]*(?:[\w-]+\.)?{re.escape(key)}(?=[\s\"\].=])")
        found = (line.number for line in self.lines(after) if setting.match(line.text))
        return next(found, after or self.line)

    def line_of_table(self, name: str, nth: int) -> int:
        """Where the nth table of a list opens: its [[name]] or its { in name = [{…}]."""
        start = self.line_of(name)
        header = re.compile(rf"\s*\[\[(?:[\w-]+\.)?{re.escape(name)}\]\]")
        found = [line.number for line in self.lines(start) if header.match(line.text)]
        found = found or [line.number for line in self.lines(start) if "{" in line.text]
        return found[nth] if nth < len(found) else start

    def lines(self, after: int = 0) -> list[Line]:
        """The lines of the TOML, numbered as in the file, from line `after` on."""
        numbered = enumerate(self.text.split("\n"), start=self.line + 1)
        return [Line(number, text) for number, text in numbered if number >= after]


@dataclass(slots=True)
class RawSlide:
    """One slide before any of its blocks is understood."""

    number: int
    line: int
    blocks: list[Block] = field(default_factory=list)
    text: list[Line] = field(default_factory=list)
    note: str = ""
    note_line: int = 0


def scan(source: str, report: Report) -> tuple[Block, list[RawSlide]]:
    """The front matter and the slides; stops when it cannot tell them apart."""
    lines = [Line(number, text) for number, text in enumerate(source.split("\n"), start=1)]
    rest = iter(lines)
    first = next((line for line in rest if line.text.strip()), None)
    if first is None or first.text.rstrip() != FRONT:
        report.stop(
            1,
            _("Begin het bestand met de gegevens van het deck tussen regels %(front)s.")
            % {"front": FRONT},
        )
    front = _read_until(FRONT, first, "deck", rest)
    if front is None:
        report.stop(
            first.number,
            _("Sluit de gegevens van het deck af met een regel %(front)s.") % {"front": FRONT},
        )
    return front, _split_slides(rest, report)


def _read_until(closing: str, opening: Line, name: str, rest: Iterator[Line]) -> Block | None:
    taken: list[str] = []
    for line in rest:
        if line.text.rstrip() == closing:
            return Block(name, opening.number, "\n".join(taken))
        taken.append(line.text)
    return None


def _split_slides(rest: Iterator[Line], report: Report) -> list[RawSlide]:
    parts: list[list[Line]] = [[]]
    for line in rest:
        if line.text.rstrip() == SLIDE:
            parts.append([])
        parts[-1].append(line)
    if not any(_has_text(line) for line in parts[0]):
        parts.pop(0)
    if len(parts) > limits.SLIDES:
        report.stop(
            parts[limits.SLIDES][0].number,
            _("Dit deck heeft %(n)s slides: maak er hooguit %(most)s van, of twee decks.")
            % {"n": len(parts), "most": limits.SLIDES},
        )
    return [_read_slide(number, part, report) for number, part in enumerate(parts, start=1)]


def _has_text(line: Line) -> bool:
    return line.text.rstrip() not in ("", SLIDE)


def _read_slide(number: int, lines: list[Line], report: Report) -> RawSlide:
    content = [line for line in lines if line.text.rstrip() != SLIDE]
    slide = RawSlide(number, next((line for line in content if _has_text(line)), lines[0]).number)
    rest = iter(content)
    for line in rest:
        if slide.note_line and line.text.strip():
            report.add(
                line.number, _("Zet de notitie onderaan de slide: erna mag niets meer staan.")
            )
            slide.note_line = 0
        if line.text.startswith(FENCE):
            _take_block(slide, line, rest, report)
        elif NOTE_OPENS in line.text:
            _take_note(slide, line, rest, report)
        else:
            slide.text.append(line)
    _refuse_too_much(slide, report)
    return slide


def _refuse_too_much(slide: RawSlide, report: Report) -> None:
    """What is too long is said, and not read."""
    long = [block for block in slide.blocks if len(block.text) > limits.BLOCK]
    if long or len(slide.blocks) > limits.BLOCKS:
        blamed = (long or slide.blocks[limits.BLOCKS :])[0]
        report.stop(
            blamed.line,
            _("Houd het bij %(blocks)s blokken op een slide, elk van hooguit %(most)s tekens.")
            % {"blocks": limits.BLOCKS, "most": limits.BLOCK},
        )
    if max(sum(len(line.text) for line in slide.text), len(slide.note)) > limits.TEXT:
        report.stop(
            slide.line,
            _("Deze slide is te lang: gebruik hooguit %(most)s tekens voor de tekst of de notitie.")
            % {"most": limits.TEXT},
        )


def _take_block(slide: RawSlide, line: Line, rest: Iterator[Line], report: Report) -> None:
    name = line.text.strip("` \t")
    block = _read_until(FENCE, line, name, rest)
    if block is None:
        report.add(
            line.number,
            _("Sluit dit blok '%(name)s' af met een regel %(fence)s.")
            % {"name": name, "fence": FENCE},
        )
        report.incomplete = True
    else:
        slide.blocks.append(block)


def _take_note(slide: RawSlide, line: Line, rest: Iterator[Line], report: Report) -> None:
    before, _open, text = line.text.partition(NOTE_OPENS)
    slide.text.append(Line(line.number, before))
    taken, last = [text], line
    while NOTE_CLOSES not in taken[-1]:
        following = next(rest, None)
        if following is None:
            report.add(
                line.number,
                _("Sluit de notitie af met %(note_closes)s, vóór de regel %(slide)s.")
                % {"note_closes": NOTE_CLOSES, "slide": SLIDE},
            )
            return
        last = following
        taken.append(following.text)
    ending, _close, after = taken[-1].partition(NOTE_CLOSES)
    if after.strip():
        report.add(
            last.number,
            _("Zet na %(note_closes)s niets meer op deze regel.") % {"note_closes": NOTE_CLOSES},
        )
    slide.note = "\n".join([*taken[:-1], ending]).strip()
    slide.note_line = last.number
