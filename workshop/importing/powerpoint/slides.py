"""One slide of a presentation as we would have made it: title, text, picture, note, layout."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workshop.importing.guessing import Line, guess_question
from workshop.importing.imported import GuessedQuestion, ReadSlide
from workshop.importing.powerpoint.boxes import Box, Frame
from workshop.importing.powerpoint.drawing import is_drawing
from workshop.importing.powerpoint.inheritance import Parents, read_placeholder
from workshop.importing.powerpoint.ordering import in_order
from workshop.importing.powerpoint.package import NAMES, Package, tag
from workshop.importing.powerpoint.paragraphs import Paragraph, read_paragraphs, to_markdown
from workshop.importing.powerpoint.pictures import Placed, Unreadable, make_picture, read_cut
from workshop.importing.powerpoint.shapes import Item, Reader

LETTER = re.compile(r"\w")
POINT = re.compile(r"^( *)- ", re.MULTILINE)  # of a list
RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LONGEST_TITLE = 15  # words of a text that is taken for the title
PHOTO = 0.02  # of the slide: a smaller picture is an icon
MOST_TOGETHER = 4  # pictures that become one
UNEVEN = 2  # points that one of two columns may have more, at most
SHORT = 12  # words beside a large picture
SENTENCE = 25  # words that are one statement


@dataclass(frozen=True, slots=True)
class Source:
    """Which slide this is: its part, its number, and the chapter that it stands in."""

    name: str
    number: str
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A slide with the bytes of its picture, and what did not come over."""

    slide: ReadSlide
    picture: bytes | None
    left_out: tuple[str, ...]


def read_slide(package: Package, source: Source, root: Any, frame: Frame) -> Made:
    parents = Parents(package, source.name)
    reader = Reader(package, source.name, parents)
    items = in_order(reader.read(root, frame))
    if RTL.search(" ".join(item.text for item in items)):
        items = in_order(items, mirrored=True)
    title = _find_title(items)
    body = [item for item in items if item is not title and item.words]
    _tell_rest(reader, root)
    shown = _find_pictures(items) or _find_background(reader, root, has_text=bool(body))
    picture, placed = _make_picture(reader, package, shown)
    heading = " ".join(title.words) if title else ""
    layout = _choose_layout(source, parents, title, body, placed if picture else ())
    slide = ReadSlide(
        number=source.number,
        title=heading or _first_words(body),
        body=_write_body(body, layout),
        note=_read_note(package, reader),
        layout=layout,
        picture=f"slide-{source.number}.webp" if picture else "",
        alt=" ".join(dict.fromkeys(each.cut.alt for each in placed if each.cut.alt)),
        chapter=source.chapter,
        skip=root.get("show") in ("0", "false"),
        words=_describe(items),
        drawing=is_drawing(items),
        question=_guess(heading, body),
    )
    return Made(slide, picture, tuple(reader.left_out))


# Its words


def _write_body(body: Sequence[Item], layout: str) -> str:
    """Of two lists beside each other the second has other marks: Markdown keeps them apart."""
    written = [item.to_markdown() for item in body]
    if layout == "columns":
        written[1] = POINT.sub(r"\1* ", written[1])
    return "\n\n".join(written)


def _describe(items: Sequence[Item]) -> str:
    """All that it says, for whoever cannot see it; of tables without their lines."""
    said = (" ".join(filter(LETTER.search, item.words)) for item in items)
    return " · ".join(filter(None, said))


def _find_title(items: Sequence[Item]) -> Item | None:
    """The title by its place, else the text with the largest letters near the top."""
    found = next((item for item in items if item.is_title), None)
    if found:
        return found
    texts = [item for item in items if item.paragraphs and item.box.in_sight() > 0.5]
    short = [item for item in texts if len(item.words) <= LONGEST_TITLE and item.box.top < 0.45]
    if not short:
        return None
    return min(short, key=lambda item: (-_size(item), item.box.top))


def _size(item: Item) -> int:
    return max(each.size for each in item.paragraphs)


def _first_words(body: Sequence[Item]) -> str:
    """A heading for a slide without one: the words that it begins with."""
    words = next((item.text.split() for item in body if item.text), [])
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def _read_note(package: Package, reader: Reader) -> str:
    pages = (each for each in reader.relations.values() if each.kind == "notesSlide")
    name = next((each.target for each in pages if not each.outside), "")
    root = package.parse(name) if name else None
    if root is None:
        return ""
    relations = package.relations(name)
    told: list[Paragraph] = []
    for shape in root.iter(tag("p:sp")):
        place = read_placeholder(shape)
        if place is None or place.type == "body":  # some write it in a box of their own
            told += read_paragraphs(shape.find("p:txBody", NAMES), relations)
    return to_markdown(told)


def _guess(title: str, body: Sequence[Item]) -> GuessedQuestion | None:
    if any(item.table for item in body):
        return None
    lines = [
        Line(" ".join(each.words), bool(each.mark), to_markdown([each]))
        for item in body
        for each in item.paragraphs
    ]
    return guess_question(title, lines)


# Its picture


def _find_pictures(items: Sequence[Item]) -> list[Placed]:
    return [
        Placed(item.picture, item.box)
        for item in items
        if item.picture and item.box.area >= PHOTO and item.box.in_sight() > 0.5
    ]


def _find_background(reader: Reader, root: Any, *, has_text: bool) -> list[Placed]:
    """The picture behind a slide without text of its own, which is there to be seen."""
    fill = root.find("p:cSld/p:bg/p:bgPr/a:blipFill", NAMES)
    cut = read_cut(fill, reader.relations, root) if fill is not None and not has_text else None
    return [Placed(cut, Box(0, 0, 1, 1))] if cut else []


def _make_picture(
    reader: Reader, package: Package, shown: Sequence[Placed]
) -> tuple[bytes | None, list[Placed]]:
    """The picture of a slide out of those on it: the largest, or a few together."""
    by_size = sorted(shown, key=lambda each: -each.box.area)
    kept = by_size if len(by_size) <= MOST_TOGETHER else by_size[:1]
    if len(kept) < len(by_size):
        reader.leave(_("Plaatjes, behalve het grootste"))
    kept = [each for each in shown if each in kept]
    while kept:
        try:
            return make_picture(package, tuple(kept)), kept
        except Unreadable as problem:
            reader.leave(str(problem))
            kept = [each for each in kept if _is_readable(package, each)] if len(kept) > 1 else []
    return None, []


def _is_readable(package: Package, placed: Placed) -> bool:
    try:
        make_picture(package, (placed,))
    except Unreadable:
        return False
    return True


# How it looks


def _choose_layout(
    source: Source,
    parents: Parents,
    title: Item | None,
    body: Sequence[Item],
    pictures: Sequence[Placed],
) -> str:
    words = sum(len(item.words) for item in body)
    listed = any(each.mark for item in body for each in item.paragraphs)
    begins = source.number == "1" and not listed and words <= SENTENCE
    if begins or (title and title.place and title.place.type == "ctrTitle" and words <= SENTENCE):
        return "cover" if source.number == "1" else "statement"
    if pictures and words <= SHORT and not listed:
        return "picture"
    if any(item.table for item in body):
        return "list"
    if not pictures and _stand_beside(body):
        return "columns"
    return "list" if listed or words > SENTENCE else "statement"


def _stand_beside(body: Sequence[Item]) -> bool:
    """Whether there are two lists next to each other, about as long, and no more."""
    lists = [item for item in body if any(each.mark for each in item.paragraphs)]
    if len(lists) != 2 or len(body) != 2:
        return False
    if abs(len(lists[0].paragraphs) - len(lists[1].paragraphs)) > UNEVEN:
        return False
    first, second = sorted((item.box for item in lists), key=lambda box: box.left)
    return second.left >= first.right - 0.05 and abs(first.top - second.top) < 0.1


# What does not come over


def _tell_rest(reader: Reader, root: Any) -> None:
    kinds: Mapping[str, str] = {
        "comments": _("Opmerkingen"),
        "comment": _("Opmerkingen"),
        "control": _("Een knop of veld dat iets doet"),
    }
    for relation in reader.relations.values():
        if relation.kind in kinds:
            reader.leave(kinds[relation.kind])
    if any(each.get("presetClass") for each in root.iter(tag("p:cTn"))):
        reader.leave(_("Animaties"))
