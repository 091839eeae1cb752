"""Which reader a file gets, and how large it may be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.importing import archives, deck_text, packages, pdf_pages
from workshop.importing.archives import is_picture
from workshop.importing.deck_text import read_text, unreadable
from workshop.importing.imported import File, Imported, LeftOut
from workshop.importing.marked import reader as marked
from workshop.importing.powerpoint import reader as powerpoint
from workshop.importing.questions import reader as questions
from workshop.library.deck_versions import FILE

LARGEST = 50 * 1024 * 1024  # bytes of a file


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: `holds` tells it by its content, for a name can say anything. A file that
    is `ours` has nothing to choose, and becomes a workshop at once."""

    endings: tuple[str, ...]
    holds: Callable[[File], bool]
    read: Callable[[File], Imported]
    ours: bool = False


# In this order: the first that knows a file reads it.
FORMATS = (
    Format((".md",), deck_text.is_deck, deck_text.read_markdown, ours=True),
    Format((".pptx",), powerpoint.is_presentation, powerpoint.read_presentation),
    Format((".md",), marked.is_markdown, marked.read_markdown),
    Format((".zip",), marked.is_archive, marked.read_archive),
    Format((".zip",), archives.is_archive, archives.read_archive, ours=True),
    Format((".pdf",), pdf_pages.is_pdf, pdf_pages.read_pdf),
    Format((".xlsx",), questions.is_workbook, questions.read_spreadsheet),
    Format((".csv",), questions.is_table, questions.read_table),
    Format((".txt",), questions.is_text, questions.read_questions),
)


def find_format(file: File) -> Format:
    """The format of a file, by its content; raises PollsError, which says why it has none."""
    if not file.content:
        raise unreadable(_("Dit bestand is leeg. Kies een ander."))
    refuse_large(len(file.content))
    found = next((each for each in FORMATS if each.holds(file)), None)
    if found is None:
        packages.refuse_known(file)
        raise PollsError(
            "file.format",
            _("Dit soort bestand kunnen we niet lezen. Kies een van deze: %(endings)s.")
            % {"endings": ", ".join(list_endings())},
        )
    return found


def list_endings(*, ours: bool = True) -> list[str]:
    """Of all files that can be read, or only of those that slides are chosen from."""
    found = (ending for each in FORMATS if ours or not each.ours for ending in each.endings)
    return list(dict.fromkeys(found))


def read_file(file: File) -> Imported:
    """What a file holds; raises PollsError, which says why not."""
    return find_format(file).read(file)


def refuse_large(size: int) -> None:
    if size > LARGEST:
        raise too_large()


def too_large() -> PollsError:
    return PollsError(
        "file.large",
        _("Dit bestand is groter dan %(most)d\u00a0MB. Maak het eerst kleiner.")
        % {"most": LARGEST // 2**20},
    )


def read_path(path: Path) -> Imported:
    """A file, or a folder with a deck and its pictures; raises PollsError."""
    if path.is_dir() or path.name == FILE:
        return read_folder(path if path.is_dir() else path.parent)
    try:
        refuse_large(path.stat().st_size)
        return read_file(File(path.name, path.read_bytes()))
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
