"""A workshop as a file to keep: its text, or a zip with its pictures beside it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

from workshop.library.deck_versions import FILE
from workshop.models import Workshop

MOMENT = (1980, 1, 1, 0, 0, 0)  # the same workshop makes the same file


def make_text(workshop: Workshop) -> bytes:
    return workshop.draft.encode()


def make_zip(workshop: Workshop) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo(FILE, MOMENT), make_text(workshop))
        for use in workshop.pictures.select_related("picture"):
            archive.writestr(zipfile.ZipInfo(use.name, MOMENT), bytes(use.picture.content))
    return out.getvalue()


FORMATS: dict[str, tuple[str, Callable[[Workshop], bytes]]] = {
    "md": ("text/markdown; charset=utf-8", make_text),
    "zip": ("application/zip", make_zip),
}
