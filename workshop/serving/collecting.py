"""Static files are collected at a start when anything about them is other than it was.

Django reads, hashes and rewrites each of them every time: that was most of a start.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from workshop.files import write_whole
from workshop.release import VERSION
from workshop.serving import assets

MAKERS = ("django", "servestatic", "brotli")  # another release may make another file


def collect_files() -> None:
    """What is broken goes first, so that it is missed."""
    assets.remove_broken(settings.STATIC_ROOT)
    record = settings.DATA_DIR / "collected"
    if record.exists() and record.read_text("utf-8") == describe_files():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    write_whole(record, describe_files().encode())


def describe_files() -> str:
    """Of what the files are made and what was made, without reading any of them."""
    lines = [VERSION, settings.STATIC_URL, str(settings.STATIC_ROOT), *map(version, MAKERS)]
    lines += [
        describe_file(Path(assets.__file__)),
        *sorted(map(describe_file, find_sources())),
        *sorted(map(describe_file, settings.STATIC_ROOT.rglob("*"))),
    ]
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def find_sources() -> Iterator[Path]:
    for finder in get_finders():
        for name, storage in finder.list([]):
            yield Path(storage.path(name))


def describe_file(file: Path) -> str:
    found = file.stat()
    return f"{file} {found.st_size} {found.st_mtime_ns}" if file.is_file() else f"{file}"
