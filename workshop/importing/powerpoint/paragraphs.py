"""The text of a shape: paragraphs with their levels and emphasis, and the Markdown of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from workshop.authoring import markup
from workshop.importing.powerpoint.package import NAMES, Relation, number_in, tag

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
TYPED = re.compile(r"^[•·▪▫◦‣⁃●○■□➢➤✓✔–—-]\s+(?=\S)")  # a bullet that somebody typed
NUMBERED = re.compile(r"^(\d{1,2})[.)]\s+(?=\S)")
SCHEMES = ("http://", "https://", "mailto:")
LOCAL_FIELDS = ("slidenum", "datetime")
TEXTS = (tag("a:t"), tag("m:t"), tag("a:br"))
LEVELS = 9
BREAK = "\\\n"  # of a line, in Markdown


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same; `link` is where they lead."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`mark` is '-' in a list, its number as '1.' in one with numbers, '' elsewhere."""

    runs: tuple[Run, ...]
    level: int = 0
    mark: str = ""
    size: int = 0  # of its letters, in hundredths of a point; 0 when not said here

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)

    @property
    def words(self) -> list[str]:
        return self.text.split()


Marks = Callable[[int], str]  # by level what a paragraph without a mark of its own has


def no_marks(level: int) -> str:
    return ""


def read_paragraphs(
    body: Any, relations: Mapping[str, Relation], marks: Marks = no_marks
) -> list[Paragraph]:
    """Those of a text body that say something."""
    read = [
        _read_paragraph(each, relations, marks)
        for each in (body.iterfind("a:p", NAMES) if body is not None else ())
    ]
    said = [each for each in read if each.words]
    return [_as_typed(each, said) for each in said]


def _read_paragraph(element: Any, relations: Mapping[str, Relation], marks: Marks) -> Paragraph:
    style = element.find("a:pPr", NAMES)
    level = min(_number(style.get("lvl") if style is not None else None), LEVELS - 1)
    own = read_mark(style)
    runs = tuple(_read_runs(element, relations))
    return Paragraph(runs, level, marks(level) if own is None else own, _read_size(element))


def read_mark(style: Any) -> str | None:
    """What a style says of the mark before a paragraph; None when it says nothing."""
    if style is None:
        return None
    names = {child.tag: child for child in style}
    if tag("a:buNone") in names:
        return ""
    if tag("a:buAutoNum") in names:
        return f"{_number(names[tag('a:buAutoNum')].get('startAt')) or 1}."
    return "-" if {tag("a:buChar"), tag("a:buBlip")} & set(names) else None


def _read_size(element: Any) -> int:
    sizes = [_number(each.get("sz")) for each in element.iterfind("a:r/a:rPr", NAMES)]
    return max(sizes, default=0)


def _number(text: str | None) -> int:
    return number_in(text) or 0


def _read_runs(element: Any, relations: Mapping[str, Relation]) -> Iterator[Run]:
    for child in element:
        if child.tag == tag("a:br"):
            yield Run("\n")
        elif child.tag == tag("a:fld") and child.get("type", "").startswith(LOCAL_FIELDS):
            continue
        elif child.tag in (tag("a:r"), tag("a:fld")):
            yield _read_run(child, relations)
        elif child.tag == tag("mc:AlternateContent"):
            chosen = child.find("mc:Choice", NAMES)
            yield Run(said_in(child if chosen is None else chosen))
        elif isinstance(child.tag, str):  # an equation
            yield Run(said_in(child))


def said_in(element: Any) -> str:
    """All words below an element, on one line."""
    return clean("".join(each.text or " " for each in element.iter(*TEXTS)))


def _read_run(element: Any, relations: Mapping[str, Relation]) -> Run:
    text = clean("".join(each.text or "" for each in element.iterfind("a:t", NAMES)))
    style = element.find("a:rPr", NAMES)
    if style is None:
        return Run(text)
    click = style.find("a:hlinkClick", NAMES)
    relation = relations.get(click.get(tag("r:id"), "")) if click is not None else None
    link = relation.target if relation and relation.outside else ""
    return Run(
        text,
        bold=style.get("b") in ("1", "true"),
        italic=style.get("i") in ("1", "true"),
        link=link if link.lower().startswith(SCHEMES) else "",
    )


def clean(text: str) -> str:
    """Text of a file as people see it: escaped letters become themselves, tabs a space."""
    shown = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return markup.clean_pasted(shown).replace("\t", " ").replace("\n", " ").replace("\xa0", " ")


def _as_typed(paragraph: Paragraph, others: list[Paragraph]) -> Paragraph:
    """A list that somebody typed, with signs or numbers, as a list."""
    if paragraph.mark:
        return paragraph
    numbered = sum(bool(NUMBERED.match(each.text)) for each in others if not each.mark)
    for pattern in (TYPED, *([NUMBERED] if numbered > 1 else [])):
        first = paragraph.text.lstrip()
        if len(others) > 1 and (found := pattern.match(first)):
            mark = "-" if pattern is TYPED else f"{int(found[1])}."
            return replace(_without(paragraph, found.end()), mark=mark)
    return paragraph


def _without(paragraph: Paragraph, letters: int) -> Paragraph:
    """A paragraph without so many of its first letters, blanks before them not counted."""
    letters += len(paragraph.text) - len(paragraph.text.lstrip())
    runs = []
    for run in paragraph.runs:
        runs.append(replace(run, text=run.text[letters:]))
        letters = max(letters - len(run.text), 0)
    return replace(paragraph, runs=tuple(runs))


# Markdown


def to_markdown(paragraphs: Iterable[Paragraph]) -> str:
    """Lists stand together, everything else has blank lines around it."""
    blocks = []
    for listed, found in groupby(paragraphs, lambda each: bool(each.mark)):
        together = [*found]
        lines = _write_list(together) if listed else [_write_line(each) for each in together]
        blocks.append(("\n" if listed else "\n\n").join(lines))
    return "\n\n".join(blocks)


def _write_list(paragraphs: list[Paragraph]) -> list[str]:
    """The items with their levels one by one deeper, whatever steps the file takes."""
    depths: list[int] = []
    lines = []
    for each in paragraphs:
        while depths and depths[-1] > each.level:
            depths.pop()
        if not depths or depths[-1] < each.level:
            depths.append(each.level)
        indent = "   " * (len(depths) - 1)
        lines.append(f"{indent}{each.mark} {_write_line(each).replace(BREAK, ' ')}")
    return lines


def _write_line(paragraph: Paragraph) -> str:
    """One paragraph; lines in it end with a backslash."""
    lines: list[list[Run]] = [[]]
    for run in _joined(paragraph.runs):
        first, *more = run.text.split("\n")
        lines[-1].append(replace(run, text=first))
        lines += [[replace(run, text=text)] for text in more]
    written = [_write_runs(line) for line in lines if any(run.text.strip() for run in line)]
    return BREAK.join(written)


def _joined(runs: Iterable[Run]) -> list[Run]:
    """Neighbours that look the same as one; what is all bold is a look, and no emphasis."""
    said = [run for run in runs if run.text]
    worded = [run for run in said if run.text.strip()]
    plain_bold, plain_italic = (
        all(getattr(run, name) for run in worded) for name in ("bold", "italic")
    )
    found: list[Run] = []
    for run in said:
        bold, italic = run.bold and not plain_bold, run.italic and not plain_italic
        if not run.text.strip() and found:
            found[-1] = replace(found[-1], text=found[-1].text + run.text)
            continue
        run = replace(run, bold=bold, italic=italic)
        if found and replace(found[-1], text="") == replace(run, text=""):
            run = replace(run, text=found.pop().text + run.text)
        found.append(run)
    return found


def _write_runs(runs: list[Run]) -> str:
    made = ""
    for at, run in enumerate(runs):
        following = runs[at + 1].text[:1] if at + 1 < len(runs) else ""
        made += _write_run(run, made[-1:], following)
    return markup.escape_start(" ".join(made.split()))


def _write_run(run: Run, before: str, after: str) -> str:
    """A run between its neighbours; what Markdown would not see as emphasis stays plain."""
    core = run.text.strip()
    start, _core, end = run.text.partition(core) if core else (run.text, "", "")
    words = markup.escape_words(core)
    mark = "**" if run.bold else "*" if run.italic else ""
    if run.link:
        return f"{start}[{words}]({_as_address(run.link)}){end}"
    clear = not (start or before) or (start or before).isspace()
    closed = not (end or after) or (end or after)[:1].isspace() or core[-1:].isalnum()
    if mark and core and closed and (clear or (core[:1].isalnum() and before not in "*\\")):
        return f"{start}{mark}{words}{mark}{end}"
    return f"{start}{words}{end}"


def _as_address(link: str) -> str:
    unsafe = {" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C", "!": "%21"}
    return "".join(unsafe.get(letter, letter) for letter in clean(link))
