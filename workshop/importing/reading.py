"""Which reader a file gets, and how large it may be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.importing.archives import is_picture, read_archive
from workshop.importing.deck_text import read_markdown, read_text, unreadable
from workshop.importing.imported import Imported, LeftOut
from workshop.library.deck_versions import FILE

LARGEST = 50 * 1024 * 1024  # bytes of a file
READERS: Mapping[str, Callable[[bytes], Imported]] = {
    ".md": read_markdown,
    ".zip": read_archive,
}


def read_file(name: str, content: bytes) -> Imported:
    """What a file holds, by the ending of its name; raises PollsError, which says why not."""
    if not content:
        raise unreadable(_("Dit bestand is leeg. Kies een ander."))
    refuse_large(len(content))
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        raise PollsError(
            "file.format",
            _("Dit soort bestand kunnen we niet lezen. Kies een .md of een .zip van een workshop."),
        )
    return reader(content)


def refuse_large(size: int) -> None:
    if size > LARGEST:
        raise too_large()


def too_large() -> PollsError:
    return PollsError(
        "file.large",
        _("Dit bestand is groter dan %(most)d MB. Maak het eerst kleiner.")
        % {"most": LARGEST // 2**20},
    )


def read_path(path: Path) -> Imported:
    """A file, or a folder with a deck and its pictures; raises PollsError."""
    if path.is_dir() or path.name == FILE:
        return read_folder(path if path.is_dir() else path.parent)
    try:
        refuse_large(path.stat().st_size)
        return read_file(path.name, path.read_bytes())
    except OSError:
        raise unreadable(_("Dit bestand is er niet, of is niet te lezen.")) from None


def read_folder(folder: Path) -> Imported:
    files = sorted(file for file in folder.iterdir() if file.is_file() and file.name != FILE)
    try:
        text = read_text((folder / FILE).read_bytes())
        pictures = {file.name: file.read_bytes() for file in files if is_picture(file.name)}
    except OSError:
        raise unreadable(_("In deze map staat geen %(file)s.") % {"file": FILE}) from None
    others = (file.name for file in files if file.name not in pictures)
    return Imported(text, pictures, tuple(LeftOut("", name) for name in others))
