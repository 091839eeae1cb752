"""A line a file: what was in it, and how many of its words came over, compared with the flat ODP
that LibreOffice makes of the same file. Without LibreOffice the words are not compared."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree

SECONDS = 120  # for LibreOffice, a file
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
BREAKS = {f"{{{TEXT}}}{name}" for name in ("p", "h", "line-break", "tab", "s")}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "workshop.settings")
    import django

    django.setup()
    from django.utils import translation

    translation.activate("en")
    expected = found = 0
    print("| file | slides | pictures | notes | left out | words | came over |")
    print("| --- | ---: | ---: | ---: | --- | ---: | ---: |")
    for folder in sys.argv[1:]:
        for file in sorted(Path(folder).iterdir()):
            there, over = tell(file)
            expected, found = expected + there, found + over
    if expected:
        print(f"\n{found} of {expected} words: {100 * found / expected:.2f} %")


def tell(file: Path) -> tuple[int, int]:
    """Print the line of a file; how many words LibreOffice found, and how many of them we did."""
    from polls.errors import PollsError
    from workshop.importing import reading, taking

    try:
        read = reading.read_path(file)
        taking.check_deck(read)
    except PollsError as problem:
        print(f"| {file.name} | | | | {problem.message} | | |")
        return 0, 0
    ours = Counter(
        word
        for slide in read.slides
        for text in (slide.title, plain(slide.body), plain(slide.note))
        for word in split(text)
    )
    theirs = Counter(split(" ".join(read_odp(file))))
    over = sum((theirs & ours).values())
    share = f"{100 * over / theirs.total():.1f} %" if theirs else ""
    notes = sum(bool(slide.note) for slide in read.slides)
    left_out = ", ".join(dict.fromkeys(each.what for each in read.left_out))
    cells = (file.name, len(read.slides), len(read.pictures), notes, left_out)
    print(f"| {' | '.join(map(str, cells))} | {theirs.total() or ''} | {share} |", flush=True)
    return theirs.total(), over


def split(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def plain(markdown: str) -> str:
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable("table").parse(markdown)
    lines = (token.children or [] for token in tokens if token.type == "inline")
    return "\n".join("".join(each.content or " " for each in line) for line in lines)


def read_odp(file: Path) -> Iterator[str]:
    """The text of each slide and its note, as LibreOffice has it."""
    if not shutil.which("soffice"):
        return
    with tempfile.TemporaryDirectory() as folder:
        home = f"-env:UserInstallation=file://{folder}/home"
        command = ["soffice", home, "--headless", "--convert-to", "fodp", "--outdir", folder]
        subprocess.run([*command, str(file)], timeout=SECONDS, capture_output=True, check=False)
        for made in Path(folder).glob("*.fodp"):
            root = etree.parse(str(made), etree.XMLParser(huge_tree=True)).getroot()
            for page in root.iter(f"{{{DRAW}}}page"):
                yield "".join(words_of(page))


def words_of(element: Any) -> Iterator[str]:
    skipped = not isinstance(element.tag, str) or element.tag in SKIPPED
    if not skipped and element.get(f"{{{SHOWN}}}class") not in FOOTERS:
        yield " " if element.tag in BREAKS else ""
        yield element.text or ""
        for child in element:
            yield from words_of(child)
        yield " " if element.tag in BREAKS else ""
    yield element.tail or ""


if __name__ == "__main__":
    main()
