"""Files that were damaged on their way, of every kind that can be brought; the same seed makes
the same files."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from random import Random

import openpyxl

from tests.workshop.importing.powerpoint.making import (
    Page,
    frame,
    item,
    photograph,
    picture,
    presentation,
    text,
    title,
)
from workshop.exports.formats import pdf

QUESTIONS = "# Start\n1. Hoe gaat het?\n   a) Goed\n   b) Slecht\n\n2. Waarom?\n"
SLIDES = (
    "---\nmarp: true\ntitle: Team\n---\n\n# Eén\n\n- a\n- b\n\n---\n\n## Twee\n\nTekst & [l](x)\n"
)
DECK = """+++
title = "Team"
language = "nl"

[[chapters]]
id = "deel"
title = "Deel"
+++

```slide
id = "welkom"
chapter = "deel"
layout = "statement"
```

# Welkom

Hallo
"""
HTML = "<title>Team</title><h1>Hoe gaat het?</h1><p>Goed</p><h1 style='break-before:page'>Twee</h1>"
CELL = "<a:tc><a:txBody><a:p><a:r><a:t>cel</a:t></a:r></a:p></a:txBody></a:tc>"
TABLE = f"<a:tbl><a:tr>{CELL}{CELL}</a:tr><a:tr>{CELL}{CELL}</a:tr></a:tbl>"
URI = "http://schemas.openxmlformats.org/drawingml/2006/table"
ODD = (
    b"<",
    b">",
    b"&",
    b'"',
    b"\0",
    b"-1",
    b"9" * 40,
    b"1e999",
    b"../",
    b"\xff\xfe",
    b"<a:p>" * 99,
)


def make_presentation() -> bytes:
    listed = text(
        item("a) Overleg"), item("b) Budget", 1), place='idx="1"', box=(0.1, 0.3, 0.4, 0.5)
    )
    pages = (
        Page(title("Wat helpt?") + listed, note="Zeg hallo"),
        Page(title("Een foto") + picture(), {"p": ("image", "../media/foto.jpg")}),
        Page(title("Een tabel") + frame(URI, TABLE), attributes='show="0"'),
        Page("".join(text(f"Blok {at}", box=(at / 9, at / 9, 0.1, 0.1)) for at in range(8))),
    )
    return presentation(*pages, parts={"ppt/media/foto.jpg": photograph()})


def make_spreadsheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Vraag", "Optie 1", "Optie 2"], ["Hoe gaat het?", "Goed", 1], ["Waarom?"]):
        book["Sheet"].append(row)
    book.save(out)
    return out.getvalue()


def make_archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("deck.md", DECK)
        archive.writestr("foto.jpg", photograph())
    return out.getvalue()


def make_files() -> Mapping[str, bytes]:
    """A good file of each kind, by its name."""
    return {
        "slides.pptx": make_presentation(),
        "pages.pdf": pdf.weasyprint().HTML(string=HTML).write_pdf(),
        "table.xlsx": make_spreadsheet(),
        "deck.zip": make_archive(),
        "slides.md": SLIDES.encode(),
        "deck.md": DECK.encode(),
        "list.txt": QUESTIONS.encode(),
        "list.csv": b"Vraag;Optie 1;Optie 2\r\nHoe gaat het?;Goed;Slecht\r\nWaarom?;;\r\n",
    }


def flip(content: bytes, chance: Random) -> bytes:
    changed = bytearray(content)
    for _turn in range(chance.choice((1, 8, 200))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(content: bytes, chance: Random) -> bytes:
    return content[: chance.randrange(len(content))]


def move(content: bytes, chance: Random) -> bytes:
    """A piece of it stands somewhere else as well, or instead."""
    first, last = sorted(chance.randrange(len(content)) for _end in range(2))
    rest = content if chance.random() < 0.5 else content[:first] + content[last:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + content[first:last] + rest[at:]


def put_in(content: bytes, chance: Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.choice(ODD) + content[at + chance.randrange(3) :]


def repack(content: bytes, chance: Random) -> bytes:
    """Of a zip a part is damaged, gone, or another one; packed again as if nothing happened."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name, other = chance.sample(sorted(parts), 2)
    harm = chance.choice((*HARMS, None, "swap"))
    if harm is None:
        del parts[name]
    elif harm == "swap":
        parts[name], parts[other] = parts[other], parts[name]
    elif parts[name]:
        parts[name] = harm(parts[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return out.getvalue()


HARMS: tuple[Callable[[bytes, Random], bytes], ...] = (flip, cut, move, put_in)


def damage(content: bytes, chance: Random) -> bytes:
    packed = content.startswith(b"PK\x03\x04") and chance.random() < 0.7
    harm = repack if packed else chance.choice(HARMS)
    return harm(content, chance)
