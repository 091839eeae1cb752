"""The parts of a presentation: found, bounded and parsed, one by one, without a network."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import unquote

from django.utils.translation import gettext as _
from lxml import etree

from polls.errors import PollsError
from polls.whole_numbers import whole_number
from workshop.importing.deck_text import unreadable
from workshop.importing.packages import BROKEN

ENTRIES = 5_000  # files in a presentation; the largest we met had 392
UNPACKED = 512 * 1024 * 1024  # bytes of all of them
RATIO = 200  # times that a file may be larger than it was packed; real ones stay below 42
SMALL = 1024 * 1024  # bytes below which a ratio says nothing
PART = 8 * 1024 * 1024  # bytes of a part that is XML
MEDIA = 64 * 1024 * 1024  # bytes of a picture
SHAPES = 2_000  # on one slide

HIGHEST = 10**8  # of what is counted, ordered or measured in a file
NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "a14": "http://schemas.microsoft.com/office/drawing/2010/main",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "cx": "http://schemas.microsoft.com/office/drawing/2014/chartex",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
}
STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)")
DOCTYPES = (b"<!DOCTYPE", "<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))


def number_in(text: str | None) -> int | None:
    """A whole number as an attribute or a name has it; None for anything else."""
    return whole_number(text or "", highest=HIGHEST)


def tag(name: str) -> str:
    """`p:sp` as lxml calls it."""
    prefix, _colon, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}"


@dataclass(frozen=True, slots=True)
class Relation:
    """Where a part points: `kind` is the last word of its type."""

    kind: str
    target: str
    outside: bool


class Package:
    """An opened presentation; raises PollsError when it is none, or holds too much."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            infos = self._zip.infolist()
        except BROKEN:
            raise damaged() from None
        refuse_size(infos)
        self._infos = {info.filename.lstrip("/").lower(): info for info in infos}

    def has(self, name: str) -> bool:
        return name.lower() in self._infos

    @cached_property
    def names(self) -> list[str]:
        return [*self._infos]

    def read(self, name: str, most: int = MEDIA) -> bytes | None:
        """The bytes of a part; None when it is not there, too large or broken."""
        info = self._infos.get(name.lower())
        if info is None or info.file_size > most or info.flag_bits & 1:
            return None
        try:
            return self._zip.read(info)
        except (*BROKEN, RuntimeError):
            return None

    def parse(self, name: str) -> Any:
        """The root of a part that is XML; None when it is missing or broken."""
        content = self.read(name, PART)
        if content is None or any(doctype in content for doctype in DOCTYPES):
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        try:
            root = etree.fromstring(STRICT.sub(_as_usual, content), parser)
        except (etree.XMLSyntaxError, ValueError):
            return None
        return None if root.getroottree().docinfo.internalDTD is not None else root

    def relations(self, name: str) -> dict[str, Relation]:
        """By their ids the relations of a part; of the package itself with ''."""
        folder, file = posixpath.split(name)
        root = self.parse(posixpath.join(folder, "_rels", f"{file}.rels"))
        found = {}
        for each in root if root is not None else ():
            if not isinstance(each.tag, str):
                continue
            outside = each.get("TargetMode") == "External"
            target = each.get("Target", "")
            kind = each.get("Type", "").rstrip("/").rpartition("/")[2]
            where = target if outside else find_path(folder, target)
            found[each.get("Id", "")] = Relation(kind, where, outside)
        return found


def _as_usual(found: re.Match[bytes]) -> bytes:
    """A name of the strict form of the standard as everybody writes it."""
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (found[1], found[2])


def find_path(folder: str, target: str) -> str:
    """The name of a part that another one in this folder points at; never out of the package."""
    path = unquote(target.partition("#")[0]).replace("\\", "/")
    joined = path if path.startswith("/") else posixpath.join("/", folder, path)
    return posixpath.normpath(joined).lstrip("/")


def refuse_size(infos: list[zipfile.ZipInfo]) -> None:
    """Before anything is unpacked."""
    swollen = [
        info
        for info in infos
        if info.file_size > SMALL and info.file_size > RATIO * max(info.compress_size, 1)
    ]
    if len(infos) > ENTRIES or sum(info.file_size for info in infos) > UNPACKED or swollen:
        raise too_much()


def too_much() -> PollsError:
    return PollsError(
        "file.unpacked",
        _("In dit bestand zit meer dan een presentatie heeft. Bewaar het opnieuw, of splits het."),
    )


def damaged() -> PollsError:
    return unreadable(_("Dit bestand is beschadigd. Open het in PowerPoint en bewaar het opnieuw."))
