"""What office programs write, told apart by content: packages of XML in a zip, and older files."""

from __future__ import annotations

import zipfile
import zlib

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.importing.imported import File

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # office files before 2007, and any with a password
PDF = b"%PDF-"
PASSWORD = "EncryptedPackage".encode("utf-16-le")  # the stream in which such a file is kept
# What reading a zip raises when it is damaged
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)
CONTENT_TYPES = b"[Content_Types].xml"


def is_package(file: File) -> bool:
    return file.content.startswith(ZIP) and CONTENT_TYPES in file.content


def is_kind(file: File, folder: str) -> bool:
    """Whether this is a package with such a folder in it: ppt/, xl/ or word/."""
    return is_package(file) and folder.encode() in file.content


def refuse_known(file: File) -> None:
    """Say what to do with a file that we know and cannot read."""
    if file.content.startswith(OLE):
        if PASSWORD in file.content:
            raise PollsError(
                "file.password",
                _("Op dit bestand zit een wachtwoord. Bewaar het zonder, en probeer het opnieuw."),
            )
        raise PollsError(
            "file.old",
            _("Dit is een bestand van vóór 2007. Open het en bewaar het als .pptx of .xlsx."),
        )
    if is_kind(file, "word/"):
        raise PollsError(
            "file.format", _("Dit is een tekst van Word. Kies een presentatie: .pptx of .pdf.")
        )
