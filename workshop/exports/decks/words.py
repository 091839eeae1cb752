"""The text of a slide as paragraphs: how deep each stands, and which words stand out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from lxml import etree, html

Mark = Literal["", "bullet", "number"]
HEADS = ("h2", "h3", "th")
LISTS = {"ul": "bullet", "ol": "number"}


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look the same; `link` is where they lead."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` counts from 0; `start` is the number of the first item of a numbered list."""

    runs: tuple[Run, ...]
    level: int = 0
    mark: Mark = ""
    start: int = 1

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table, of which the first row may be its head."""

    rows: tuple[tuple[Paragraph, ...], ...]
    head: bool


def read_words(body: str) -> list[Paragraph | Grid]:
    """What stands in the clean HTML of a slide or a note, from the top down."""
    if not body.strip():
        return []
    return [*_blocks(html.fragment_fromstring(body, create_parent="div"), 0)]


def plain(text: str, *, bold: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold),))


def _blocks(parent: etree._Element, level: int) -> Iterator[Paragraph | Grid]:
    for element in parent:
        if element.tag in LISTS:
            yield from _items(element, level)
        elif element.tag == "table":
            yield _grid(element)
        elif element.tag == "blockquote":
            yield from _blocks(element, level + 1)
        else:
            yield Paragraph(_runs(element), level)


def _items(parent: etree._Element, level: int) -> Iterator[Paragraph | Grid]:
    mark: Mark = "number" if parent.tag == "ol" else "bullet"
    start = int(parent.get("start") or 1)
    for item in parent:
        inner = [child for child in item if child.tag in (*LISTS, "p", "blockquote", "table")]
        first = item if not inner or inner[0].tag != "p" else inner.pop(0)
        yield Paragraph(_runs(first), level, mark, start)
        for child in inner:
            if child.tag in LISTS:
                yield from _items(child, level + 1)
            else:
                yield Paragraph(_runs(child), level + 1)


def _grid(table: etree._Element) -> Grid:
    rows = [tuple(Paragraph(_runs(cell)) for cell in row) for row in table.iter("tr")]
    return Grid(tuple(rows), head=table.find("thead") is not None)


def _runs(element: etree._Element) -> tuple[Run, ...]:
    found = [run for run in _inline(element, Run("", bold=element.tag in HEADS)) if run.text]
    while found and found[-1].text == " ":
        found.pop()  # what stood between the words and a list in them
    if found:
        found[0] = _with(found[0], found[0].text.lstrip(" "))
        found[-1] = _with(found[-1], found[-1].text.rstrip(" "))
    return tuple(run for run in found if run.text)


def _inline(element: etree._Element, look: Run) -> Iterator[Run]:
    """The words in an element, without those of the lists in it."""
    yield _with(look, _spaced(element.text))
    for child in element:
        if child.tag == "br":
            yield _with(look, "\v")
        elif child.tag not in (*LISTS, "table"):
            yield from _inline(child, _looks(child, look))
        after = _spaced(child.tail)
        yield _with(look, after.lstrip(" ") if child.tag == "br" else after)


def _looks(element: etree._Element, look: Run) -> Run:
    return Run(
        "",
        bold=look.bold or element.tag == "strong",
        italic=look.italic or element.tag == "em",
        link=element.get("href", "") if element.tag == "a" else look.link,
    )


def _with(look: Run, text: str) -> Run:
    return Run(text, look.bold, look.italic, look.link)


def _spaced(text: str | None) -> str:
    """As a browser shows it: line ends of the source are spaces."""
    return (text or "").replace("\n", " ")
