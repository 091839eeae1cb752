"""A workshop as a file to keep: its text, or a zip with its pictures beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from workshop.library import deck_versions
from workshop.models import Workshop

MOMENT = (1980, 1, 1, 0, 0, 0)  # the same workshop makes the same file


@dataclass(frozen=True, slots=True)
class Contents:
    """What a file of a workshop holds: its text, and its pictures by name."""

    text: str
    pictures: Mapping[str, bytes]


def read_workshop(workshop: Workshop) -> Contents:
    uses = workshop.pictures.select_related("picture")
    return Contents(workshop.draft, {use.name: bytes(use.picture.content) for use in uses})


def read_example(slug: str) -> Contents:
    """Of a deck on disk; raises PollsError when there is none of this name."""
    return Contents(deck_versions.read_source(slug), deck_versions.read_drawings(slug))


def make_text(contents: Contents) -> bytes:
    return contents.text.encode()


def make_zip(contents: Contents) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(deck_versions.FILE, MOMENT), make_text(contents))
        for name, content in contents.pictures.items():
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content)
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Contents], bytes]]] = {
    "md": ("text/markdown; charset=utf-8", make_text),
    "zip": ("application/zip", make_zip),
}
