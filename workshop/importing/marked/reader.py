"""Slides in Markdown, alone or in a zip with their pictures."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import PurePosixPath

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.decks import limits
from workshop.importing import archives, assembling, packages
from workshop.importing.deck_text import unreadable
from workshop.importing.imported import File, Imported, LeftOut
from workshop.importing.marked.cutting import cut_document
from workshop.importing.marked.pictures import Pictures
from workshop.importing.marked.slide import Slide
from workshop.importing.plain_text import decode, guess_language, is_plain
from workshop.library.deck_versions import FILE

ENDINGS = (".md", ".markdown")
SECTION = "section"  # a layout of Slidev that begins a part
LANGUAGES = ("nl", "en")


def is_markdown(file: File) -> bool:
    return file.ending in ENDINGS and is_plain(file)


def is_archive(file: File) -> bool:
    """A zip in which a text in Markdown stands, and no deck of ours."""
    if not archives.is_archive(file):
        return False
    try:
        archives.refuse_index(file.content)
        with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
            names = [PurePosixPath(name).name for name in archive.namelist()]
    except (*packages.BROKEN, PollsError):
        return False  # its reader says what is wrong with it
    return FILE not in names and any(name.lower().endswith(ENDINGS) for name in names)


def read_markdown(file: File) -> Imported:
    return read_slides(file, file.content, Pictures())


def read_archive(file: File) -> Imported:
    text, pictures = archives.read_files(file.content, ENDINGS)
    return read_slides(file, text, Pictures(pictures))


def read_slides(file: File, content: bytes, pictures: Pictures) -> Imported:
    text = decode(content)
    if len(text) > limits.SOURCE or text.count("\n") > limits.LINES:
        raise unreadable(
            _("Deze tekst is te lang voor een workshop: hooguit %(most)d regels.")
            % {"most": limits.LINES}
        )
    document = cut_document(text)
    assembling.refuse_number(len(document.cuts))
    slides, left_out, chapter = [], [], ""
    for number, cut in enumerate(document.cuts, 1):
        slide = Slide(cut, pictures)
        read = slide.read(number, chapter)
        if cut.fields.get("layout") == SECTION and read.title:
            chapter = read.title
            read = replace(read, chapter=chapter)
        slides.append(read)
        if cut.fields.get("src"):
            slide.leave_out(_("Slides uit een ander bestand."))
        left_out += [LeftOut(str(number), what) for what in slide.left_out]
        file.progress(number, len(document.cuts))
    language = document.fields.get("lang", document.fields.get("language", ""))[:2].lower()
    return assembling.assemble(
        title=document.fields.get("title", "") or file.title,
        language=language if language in LANGUAGES else guess_language(text),
        slides=slides,
        pictures=pictures.taken,
        left_out=left_out,
    )
