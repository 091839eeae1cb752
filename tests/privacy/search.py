"""Looks for texts in every byte of files, also inside of archives, dumps and PDF files."""

from __future__ import annotations

import gzip
import hashlib
import io
import subprocess
import zipfile
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path

import pikepdf


def disguises(text: str) -> list[bytes]:
    """A text as it is, and as somebody could have kept it without a key."""
    plain = text.encode()
    digests = [hashlib.new(name, plain).hexdigest() for name in ("md5", "sha1", "sha256")]
    utf16 = text.encode("utf-16-le")
    return [plain, plain.hex().encode(), b64encode(plain)[:-4], utf16, *map(str.encode, digests)]


def found(texts: list[str], contents: bytes) -> set[str]:
    """Which of the texts are in these bytes."""
    parts = list(unpacked(contents))
    return {
        text
        for text in texts
        if any(disguise.lower() in part for disguise in disguises(text) for part in parts)
    }


def unpacked(contents: bytes) -> Iterator[bytes]:
    """The bytes themselves, and of what is packed what is in it; in lower case."""
    yield contents.lower()
    if contents.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(contents)) as archive:
            for name in archive.namelist():
                yield name.encode().lower()
                yield from unpacked(archive.read(name))
    elif contents.startswith(b"\x1f\x8b"):
        yield from unpacked(gzip.decompress(contents))
    elif contents.startswith(b"PGDMP"):  # as pg_dump packs it
        unpack = ["pg_restore", "--file=-"]
        yield subprocess.run(unpack, input=contents, check=True, capture_output=True).stdout.lower()
    elif contents.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(contents)) as document:
            for each in document.objects:
                if isinstance(each, pikepdf.Stream):
                    yield each.read_bytes().lower()
                else:
                    yield str(each).encode().lower()


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]
