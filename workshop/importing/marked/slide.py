"""One slide of Markdown: its title, text, picture and note, and what of it is for a program."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape

from django.utils.translation import gettext as _

from workshop.authoring import markup
from workshop.decks.markdown import plain_words
from workshop.importing.guessing import Line, guess_question
from workshop.importing.imported import ReadSlide
from workshop.importing.marked.cutting import HEADING, Cut, next_fence
from workshop.importing.marked.pictures import Pictures, Shown

COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
INSTRUCTIONS = re.compile(  # those of Marp and reveal, which are no notes
    r"\s*(\.(slide|element)\b|_?(class|header|footer|paginate|color|backgroundColor|backgroundImage"
    r"|backgroundPosition|backgroundRepeat|backgroundSize|theme|style|size|math|headingDivider"
    r"|transition|marp|title|author|description|url|image|keywords|lang)\s*:|fit\s*$|$)"
)
NOTE = re.compile(r"^notes?:\s*", re.IGNORECASE)
ASIDE = re.compile(r"<aside[^>]*\bnotes\b[^>]*>(.*?)(?:</aside>|\Z)", re.DOTALL | re.IGNORECASE)
CODE = re.compile(r"<(style|script|svg|template)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
PICTURE = re.compile(
    r"!\[([^\[\]]*)\]\(\s*<?([^)\s>]+)>?(?:\s+[\"'][^\"']*[\"'])?\s*\)(?:\{[^}]*\})?"
)
TAGGED = re.compile(r"<img\b([^<>]*)>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"\b(src|alt)\s*=\s*[\"']([^\"']*)[\"']", re.IGNORECASE)
BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>")
SLOT = re.compile(r"::\s*[\w-]+\s*::\s*$")  # of Slidev: what follows stands elsewhere on the slide
MARKS = re.compile(r"\s*\{[.#:][^}]*\}\s*$")  # classes behind a heading
LISTED = re.compile(r"^\s*(?:[-*+]|\d+[.)])\s+")
DRAWN = ("mermaid", "plantuml", "graphviz", "dot")
COVERS, STATEMENTS = ("cover", "intro"), ("section", "statement", "quote", "fact", "center", "end")
SHORT = 90  # characters of a first line that can be a title
INDENT = "\u00a0"  # a space that stays one


@dataclass
class Slide:
    """A slide being read."""

    cut: Cut
    pictures: Pictures
    notes: list[str] = field(default_factory=list)
    shown: list[Shown] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def read(self, number: int, chapter: str) -> ReadSlide:
        text = self.take_pictures(self.take_notes("\n".join(self.cut.lines)))
        title, lines = self.take_title(self.write_lines(text.split("\n")))
        body = re.sub(r"\n{3,}", "\n\n", "\n".join(map(write_line, lines))).strip("\n")
        picture = self.shown[0] if self.shown else Shown("", "")
        self.left_out += [_("Nog een plaatje: een slide heeft er één.")] * (len(self.shown) > 1)
        title = title or self.cut.fields.get("title", "") or picture.alt
        return ReadSlide(
            number=str(number),
            title=title,
            body=body,
            note="\n\n".join(self.notes),
            layout=self.find_layout(number, body, picture.name),
            picture=picture.name,
            alt=picture.alt,
            chapter=chapter,
            question=guess_question(title, [read_line(line) for line in body.split("\n") if line]),
            skip=self.cut.fields.get("hide", self.cut.fields.get("disabled")) == "true",
        )

    def find_layout(self, number: int, body: str, picture: str) -> str:
        asked = self.cut.fields.get("layout", "")
        if asked in COVERS or (number == 1 and not asked and len(body) < SHORT):
            return "cover"
        if asked in STATEMENTS or not body:
            return "picture" if picture and asked not in STATEMENTS else "statement"
        return "list"

    def leave_out(self, what: str) -> None:
        if what not in self.left_out:
            self.left_out.append(what)

    def take_notes(self, text: str) -> str:
        """The text without its notes and without what only a program reads."""
        text = CODE.sub(self._take_code, text)
        text = ASIDE.sub(lambda found: self._take_note(found[1]), text)
        text = COMMENT.sub(lambda found: self._take_comment(found[1]), text)
        lines = text.split("\n")
        for at, line in enumerate(lines):
            if NOTE.match(line):
                self._take_note("\n".join([NOTE.sub("", line), *lines[at + 1 :]]))
                return "\n".join(lines[:at])
        return text

    def _take_code(self, _found: re.Match[str]) -> str:
        self.leave_out(_("Opmaak: instructies, stijlen en scripts."))
        return ""

    def _take_comment(self, inside: str) -> str:
        if all(INSTRUCTIONS.match(line) for line in inside.strip().split("\n")):
            self.leave_out(_("Opmaak: instructies, stijlen en scripts."))
        else:
            self._take_note(inside)
        return ""

    def _take_note(self, note: str) -> str:
        if shown := unescape(TAG.sub("", note)).strip():
            self.notes.append(shown)
        return ""

    def take_pictures(self, text: str) -> str:
        for address in filter(None, map(self.cut.fields.get, ("image", "background"))):
            if "." in address and "(" not in address:
                self._take_picture(address, "")
        text = PICTURE.sub(lambda found: self._take_picture(found[2], found[1]), text)
        return TAGGED.sub(self._take_tagged, text)

    def _take_tagged(self, found: re.Match[str]) -> str:
        told = {name.lower(): value for name, value in ATTRIBUTE.findall(found[1])}
        return self._take_picture(told.get("src", ""), unescape(told.get("alt", "")))

    def _take_picture(self, address: str, alt: str) -> str:
        found = self.pictures.find(address, alt)
        if isinstance(found, str):
            self.leave_out(found)
        else:
            self.shown.append(found)
        return ""

    def write_lines(self, lines: Iterable[str]) -> list[str]:
        """The lines as our Markdown has them: no tags, code as text, diagrams left out."""
        written: list[str] = []
        fence = kind = ""
        for line in lines:
            before, fence = fence, next_fence(fence, line)
            if fence and not before:
                kind = line.strip(" `~").split(" ")[0].partition("{")[0].lower()
                if kind in DRAWN:
                    self.leave_out(_("Een diagram dat uit tekst wordt getekend."))
                written.append("")
            elif before and not fence:
                written[-1] = written[-1].removesuffix("\\")
                written.append("")
            elif fence:
                written += [] if kind in DRAWN else [write_code(line)]
            elif not SLOT.match(line):
                written.append(self._write_line(line))
        return written

    def _write_line(self, line: str) -> str:
        shown = TAG.sub("", BREAK.sub(" ", line))
        if shown != line and not shown.strip():
            return ""
        return shown.rstrip()

    def take_title(self, lines: list[str]) -> tuple[str, list[str]]:
        """The first heading, or a short first line; and the rest, its headings one level lower."""
        place = next((at for at, line in enumerate(lines) if HEADING.match(line)), None)
        if place is None:
            place = next((at for at, line in enumerate(lines) if line.strip()), None)
            alone = place is not None and not any(line.strip() for line in lines[place + 1 :][:1])
            if place is None or not alone or len(lines[place]) > SHORT or is_list(lines[place]):
                return "", lines
        title = plain_words(MARKS.sub("", HEADING.sub("", lines[place])).rstrip("# "))
        return " ".join(title.split()), [
            lower(line) for at, line in enumerate(lines) if at != place
        ]


def is_list(line: str) -> bool:
    return bool(re.match(r"\s*([-*+>|]|\d+[.)])\s", line))


def read_line(line: str) -> Line:
    """A line as what looks for questions wants it."""
    bare = LISTED.sub("", line)
    return Line(plain_words(bare), bare != line, line)


def lower(line: str) -> str:
    """A heading below a title: ours are two levels."""
    found = HEADING.match(line)
    if not found:
        return line
    return f"{'##' if len(found[1]) < 3 else '###'} {MARKS.sub('', line[found.end() :])}"


def write_line(line: str) -> str:
    """A line that cannot cut the deck; headings of ours stay what they are."""
    found = HEADING.match(line)
    mark = found[0] if found else ""
    return mark + (markup.to_body(line[len(mark) :]) if line.strip() else "")


def write_code(line: str) -> str:
    """A line of code as text, with its indentation."""
    bare = line.expandtabs(4).lstrip(" ")
    if not bare:
        return ""
    return f"{INDENT * (len(line.expandtabs(4)) - len(bare))}{markup.to_plain_line(bare)}\\"
