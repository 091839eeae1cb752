"""A line a file: what was in it, and how many of its words came over, compared with the flat ODP
that LibreOffice makes of the same file. Without LibreOffice the words are not compared.

A word came over when it stands anywhere in the workshop. It came in order when the paragraph that
it stands in is on the same slide, word for word; in which order paragraphs are read is judged by
eye (docs/import.md). A deck is in order when 98 % of its words are.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

SECONDS = 120  # for LibreOffice, a file
IN_ORDER = 0.98
SPACES = "urn:oasis:names:tc:opendocument:xmlns:{}:1.0"
DRAW, TEXT, SHOWN, OFFICE, SVG = (
    SPACES.format(name) for name in ("drawing", "text", "presentation", "office", "svg-compatible")
)
SKIPPED = {  # what stands on no slide, or is another number on each
    *(f"{{{TEXT}}}{name}" for name in ("page-number", "date", "time")),
    *(f"{{{OFFICE}}}{name}" for name in ("annotation", "binary-data")),
    *(f"{{{SVG}}}{name}" for name in ("title", "desc")),
    *(f"{{{DRAW}}}{name}" for name in ("object", "object-ole")),
}
FOOTERS = ("page-number", "date-time", "footer", "header")
PARAGRAPHS = {f"{{{TEXT}}}{name}" for name in ("p", "h")}
BREAKS = {f"{{{TEXT}}}{name}" for name in ("line-break", "tab", "s")}
LINES = ("softbreak", "hardbreak")  # of Markdown
Paragraph = Sequence[str]  # its words


@dataclass
class Found:
    """What is known of all files together."""

    files: int = 0
    words: int = 0
    over: int = 0
    in_order: int = 0  # files


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    import django

    django.setup()
    from django.utils import translation

    translation.activate("en")
    found = Found()
    print(
        "| file | made by | slides | pictures | notes | left out | words | came over | in order |"
    )
    print("| --- | --- | ---: | ---: | ---: | --- | ---: | ---: | ---: |")
    for folder in map(Path, sys.argv[1:]):
        files = sorted(folder.resolve().iterdir())
        with tempfile.TemporaryDirectory() as made:
            convert(files, Path(made))
            for file in files:
                tell(file, Path(made), found)
    if found.files:
        share = f"{100 * found.over / found.words:.2f} %"
        print(
            f"\n{found.over} of {found.words} words: {share}; in order: {found.in_order} ", end=""
        )
        print(f"of {found.files} files with words")


def tell(file: Path, made: Path, found: Found) -> None:
    """Print the line of a file, and add it to what is known of all."""
    from polls.errors import PollsError
    from workshop.importing import reading, taking

    try:
        read = reading.read_path(file)
        taking.check_deck(read)
    except PollsError as problem:
        print(f"| {file.name} | {maker(file)} | | | | {problem.message} | | | |", flush=True)
        return
    ours = {
        slide.number: split(f"{slide.title}\n{plain(slide.body)}\n{plain(slide.note)}")
        for slide in read.slides
    }
    pages = read_odp(made / f"{file.stem}.fodp")
    theirs = Counter(word for page in pages for each in page for word in each)
    cells = ["", ""]
    if theirs:
        all_ours = Counter(word for words in ours.values() for word in words)
        over, placed = (theirs & all_ours).total(), count_placed(pages, ours)
        found.files, found.words = found.files + 1, found.words + theirs.total()
        found.over += over
        found.in_order += placed >= IN_ORDER * theirs.total()
        cells = [f"{100 * each / theirs.total():.1f} %" for each in (over, placed)]
    notes = sum(bool(slide.note) for slide in read.slides)
    left_out = ", ".join(dict.fromkeys(each.what for each in read.left_out))
    known = (file.name, maker(file), len(read.slides), len(read.pictures), notes, left_out)
    print(f"| {' | '.join(map(str, [*known, theirs.total() or '', *cells]))} |", flush=True)


def count_placed(pages: Sequence[Sequence[Paragraph]], ours: dict[str, list[str]]) -> int:
    """The words of paragraphs that are on the same slide here, word for word."""
    placed = 0
    for number, page in enumerate(pages, start=1):
        there = f" {' '.join(ours.get(str(number), []))} "
        placed += sum(len(each) for each in page if f" {' '.join(each)} " in there)
    return placed


def maker(file: Path) -> str:
    """The program that wrote a file last, as it says itself."""
    import zipfile

    try:
        with zipfile.ZipFile(file) as package:
            root = etree.fromstring(package.read("docProps/app.xml"))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError):
        return ""
    said = {etree.QName(each).localname: (each.text or "").strip() for each in root}
    version = said.get("AppVersion", "")
    return f"{said.get('Application', '')} {version}".strip().replace("|", "/")


def split(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def plain(markdown: str) -> str:
    from markdown_it import MarkdownIt

    said = []
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "inline":
            said.append("".join(words_in(each) for each in token.children or []))
        elif token.type == "list_item_open" and token.info:
            said.append(token.info)  # its number, which may have been typed
    return "\n".join(said)


def words_in(token: Any) -> str:
    """Emphasis may begin within a word, which stays one; only lines are apart."""
    return " " if token.type in LINES else str(token.content)


def convert(files: Sequence[Path], into: Path) -> None:
    """All at once: to start LibreOffice takes longer than most files. Where one of them ends it,
    the rest is tried again."""
    from workshop.importing import office

    office.refuse_without()
    todo = list(files)
    while todo:
        room = [*office.enclosed(), "--ro-bind", str(todo[0].parent), "/in", "--bind", str(into)]
        command = [*room, "/out", "soffice", "-env:UserInstallation=file:///tmp/office"]
        command += ["--headless", "--convert-to", "fodp", "--outdir", "/out"]
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [*command, *(f"/in/{each.name}" for each in todo)],
                timeout=SECONDS + len(todo) * SECONDS / 10,
                capture_output=True,
                check=False,
            )
        made = [at for at, each in enumerate(todo) if (into / f"{each.stem}.fodp").exists()]
        todo = todo[max(made) + 2 :] if made else todo[1:]


def read_odp(file: Path) -> list[list[Paragraph]]:
    """The paragraphs of each slide with its note, as LibreOffice has them; none without it."""
    if not file.exists():
        return []
    root = etree.parse(str(file), etree.XMLParser(huge_tree=True)).getroot()
    return [
        [words for each in paragraphs_of(page) if (words := split(each))]
        for page in root.iter(f"{{{DRAW}}}page")
    ]


def paragraphs_of(element: Any) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in SKIPPED:
        return
    if element.get(f"{{{SHOWN}}}class") in FOOTERS:
        return
    if element.tag in PARAGRAPHS:
        yield "".join(words_of(element))
        return
    for child in element:
        yield from paragraphs_of(child)


def words_of(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in SKIPPED:
        yield " " if element.tag in BREAKS else ""
        yield element.text or ""
        for child in element:
            yield from words_of(child)
            yield child.tail or ""


if __name__ == "__main__":
    main()
