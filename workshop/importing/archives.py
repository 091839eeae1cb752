"""A zip as `download` and `export_deck` make it: a deck with its pictures beside it.

Nothing is ever unpacked to a disk, and nothing before its size and its name are known.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.importing import packages
from workshop.importing.deck_text import read_text, unreadable
from workshop.importing.imported import File, Imported, LeftOut
from workshop.library.deck_versions import FILE

Made = TypeVar("Made")

FILES = 500
UNPACKED = 100 * 1024 * 1024  # bytes of all files together
INDEX = 256 * 1024  # bytes of the list of files, which is read at once
PICTURES = (".png", ".jpg", ".jpeg", ".webp", ".svg")
NAMED = re.compile(r"[^\s()/\\]{1,120}")  # what a deck can call a picture
ENCRYPTED = 1  # of the flags of a file
END, END_SIZE = b"PK\x05\x06", 22  # the record that ends a zip
END_64 = b"PK\x06\x07"


def is_archive(file: File) -> bool:
    """Any zip but that of an office program, and what is called one."""
    if file.content.startswith(packages.ZIP):
        return not packages.is_package(file)
    return file.ending == ".zip"


def read_archive(file: File) -> Imported:
    """Raises PollsError, which says why, when this is no zip of ours."""
    return _open(file.content, _read)


def read_files(content: bytes, endings: tuple[str, ...]) -> tuple[bytes, dict[str, bytes]]:
    """The text with one of these endings that lies highest, and all pictures by their path;
    raises PollsError."""

    def read(archive: zipfile.ZipFile) -> tuple[bytes, dict[str, bytes]]:
        infos = [info for info in _list(archive) if not info.filename.startswith("__MACOSX")]
        texts = [info for info in infos if info.filename.lower().endswith(endings)]
        highest = min(texts, key=lambda info: (info.filename.count("/"), info.filename))
        pictures = (info for info in infos if info.filename.lower().endswith(PICTURES))
        return archive.read(highest), {info.filename: archive.read(info) for info in pictures}

    return _open(content, read)


def _open(content: bytes, read: Callable[[zipfile.ZipFile], Made]) -> Made:
    refuse_index(content)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return read(archive)
    except packages.BROKEN:
        raise damaged() from None


def damaged() -> PollsError:
    return unreadable(_("Deze zip is niet te lezen. Maak die opnieuw."))


def refuse_index(content: bytes) -> None:
    """Refuse a zip that lists far more files than a workshop has, before that list is read."""
    at = len(content) - END_SIZE
    if content[at : at + 4] != END or content[-2:] != b"\0\0":
        at = content.rfind(END, max(at - 0xFFFF, 0))
    record = content[at : at + END_SIZE] if at >= 0 else b""
    if len(record) < END_SIZE or content[max(at - 20, 0) : at].startswith(END_64):
        raise damaged()
    (size,) = struct.unpack_from("<L", record, 12)
    if size > INDEX:
        raise too_much()


def too_much() -> PollsError:
    return PollsError(
        "file.unpacked",
        _("In deze zip zit te veel: hooguit %(files)d bestanden, samen %(size)d\u00a0MB.")
        % {"files": FILES, "size": UNPACKED // 2**20},
    )


def _list(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > FILES or sum(info.file_size for info in infos) > UNPACKED:
        raise too_much()
    for info in infos:
        refuse_name(info.filename)
        if info.flag_bits & ENCRYPTED:
            raise unreadable(_("Deze zip heeft een wachtwoord. Maak die opnieuw, zonder."))
    return infos


def _read(archive: zipfile.ZipFile) -> Imported:
    infos = _list(archive)
    deck = find_deck(infos)
    folder = PurePosixPath(deck.filename).parent
    pictures: dict[str, bytes] = {}
    left_out = []
    for info in infos:
        path = PurePosixPath(info.filename)
        if info is deck or path.parts[0] == "__MACOSX" or path.name.startswith("."):
            continue
        if path.parent == folder and is_picture(path.name) and path.name not in pictures:
            pictures[path.name] = archive.read(info)
        else:
            left_out.append(LeftOut("", info.filename))
    return Imported(read_text(archive.read(deck)), pictures, tuple(left_out))


def is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES) and bool(NAMED.fullmatch(name))


def refuse_name(name: str) -> None:
    """Refuse a name that points out of the folder: whoever made it means harm, or a mistake."""
    path = PurePosixPath(name.replace("\\", "/"))
    if not path.parts or path.is_absolute() or ".." in path.parts or ":" in name:
        raise PollsError(
            "file.names",
            _("In deze zip heet een bestand ‘%(name)s’. Zo’n naam nemen we niet aan.")
            % {"name": name[:80]},
        )


def find_deck(infos: Sequence[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """deck.md, also when the folder around it was packed."""
    found = [info for info in infos if PurePosixPath(info.filename).name == FILE]
    found = [info for info in found if not info.filename.startswith("__MACOSX")]
    if not found:
        raise unreadable(_("In deze zip zit geen %(file)s.") % {"file": FILE})
    return min(found, key=lambda info: len(PurePosixPath(info.filename).parts))
