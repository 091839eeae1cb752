"""Where slides begin in Markdown, and what stands in front of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

SEPARATOR = re.compile(r"-{3,}\s*$")
RULE = re.compile(r"([*_])( ?\1){2,}\s*$")  # what parts slides in Marp, too
DOWN = re.compile(r"--\s*$")  # a slide below another, in reveal
FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
FIELD = re.compile(r"([A-Za-z_$][\w.-]*)\s*:(?:\s+(.*)|$)")
UNDER = re.compile(r"\s|#|-\s|\]|\}")  # goes on with a field, or is a remark
PARAGRAPH = re.compile(r"[^\s#>|<`*+\-\d]")  # a line that a line of dashes would make a heading
UNDERLINED = re.compile(r"(=|-)\1{2,}\s*$")
DOCUMENT = (1, 2)  # levels of the headings that part a text without separators

Fields = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cut:
    """The lines of a slide, with the fields in front of it."""

    lines: Sequence[str]
    fields: Fields = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """`fields` are those of the whole, with names in small letters."""

    fields: Fields
    cuts: Sequence[Cut]


def cut_document(text: str) -> Document:
    lines = text.strip("\n").split("\n")
    fields, begin = read_fields(lines, 0) if SEPARATOR.match(lines[0]) else ({}, 0)
    marp = "marp" in fields
    cuts = cut_at_separators([*mark_headings(lines[begin:], marp=marp)], marp=marp)
    if levels := find_levels(fields, cuts):
        cuts = [part for cut in cuts for part in cut_at_headings(cut, levels)]
    first = Cut(cuts[0].lines, {**fields, **cuts[0].fields}) if cuts else Cut(())
    return Document(fields, [each for each in (first, *cuts[1:]) if says_something(each)])


def says_something(cut: Cut) -> bool:
    return bool(cut.fields.keys() & {"src", "image"}) or any(line.strip() for line in cut.lines)


def read_fields(lines: Sequence[str], at: int) -> tuple[dict[str, str], int]:
    """The fields between the separator at this line and the next, and the line after; none when
    what stands there is no list of fields."""
    found: dict[str, str] = {}
    for number in range(at + 1, len(lines)):
        line = lines[number]
        if SEPARATOR.match(line):
            return (found, number + 1) if found else ({}, at + 1)
        if named := FIELD.match(line):
            found[named[1].lower()] = (named[2] or "").strip().strip("'\"")
        elif line.strip() and not (found and UNDER.match(line)) and not line.startswith("#"):
            break
    return {}, at + 1


def cut_at_separators(lines: Sequence[str], *, marp: bool) -> list[Cut]:
    cuts: list[Cut] = []
    fields: dict[str, str] = {}
    begin = number = 0
    fence = ""
    while number < len(lines):
        line = lines[number]
        fence = next_fence(fence, line)
        if fence or not parts_slides(line, marp=marp):
            number += 1
            continue
        cuts.append(Cut(lines[begin:number], fields))
        follows = number + 1 < len(lines) and lines[number + 1].strip() and not marp
        fields, begin = read_fields(lines, number) if follows else ({}, number + 1)
        number = begin
    return [*cuts, Cut(lines[begin:], fields)]


def parts_slides(line: str, *, marp: bool) -> bool:
    return bool(SEPARATOR.match(line) or (RULE if marp else DOWN).match(line))


def mark_headings(lines: Sequence[str], *, marp: bool) -> Iterator[str]:
    """The same lines, with a sign before headings that are underlined. Only Marp takes a line
    of dashes for that: the others begin a slide there."""
    fence = ""
    taken = False
    for line, after in zip_longest(lines, lines[1:], fillvalue=""):
        fence = next_fence(fence, line)
        under = UNDERLINED.match(after) if not fence and PARAGRAPH.match(line) else None
        level = {"=": "# ", "-": "## " if marp else ""}[under[1]] if under else ""
        if not taken:
            yield f"{level}{line}"
        taken = bool(level)


def next_fence(fence: str, line: str) -> str:
    """The sign of the block of code that is open after this line; '' when none is."""
    found = FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found[1]
    closes = found[1].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence


def find_levels(fields: Fields, cuts: Sequence[Cut]) -> Sequence[int]:
    """The levels of headings at which slides begin, too."""
    asked = [int(level) for level in re.findall(r"[1-6]", fields.get("headingdivider", ""))]
    if len(asked) == 1 and "[" not in fields["headingdivider"]:
        return range(1, asked[0] + 1)
    return asked or (DOCUMENT if len(cuts) == 1 else ())


def cut_at_headings(cut: Cut, levels: Sequence[int]) -> Iterator[Cut]:
    lines: list[str] = []
    fence = ""
    for line in cut.lines:
        fence = next_fence(fence, line)
        heading = None if fence else HEADING.match(line)
        if heading and len(heading[1]) in levels and any(each.strip() for each in lines):
            yield Cut(lines, cut.fields)
            lines = []
        lines.append(line)
    yield Cut(lines, cut.fields)
