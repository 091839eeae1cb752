"""The words of the interface in other languages: catalogues that are compiled when they change."""

from __future__ import annotations

import os
from io import BytesIO
from pathlib import Path

from django.conf import settings

from workshop.files import write_whole

CATALOGUES = "*/LC_MESSAGES/*.po"


def compile_catalogues(source: Path | None = None, target: Path | None = None) -> list[Path]:
    """Write a .mo file for each .po file that is newer or other; return those that it wrote.

    Django reads .mo files only. They are made here and not kept in the repository, so that
    no tool has to be installed and none is ever older than its text.
    """
    source, target = source or settings.BASE_DIR / "locale", target or settings.LOCALE_PATHS[0]
    written = []
    for po in sorted(source.glob(CATALOGUES)):
        mo = (target / po.relative_to(source)).with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime_ns != po.stat().st_mtime_ns:
            compile_catalogue(po, mo)
            written.append(mo)
    return written


def compile_catalogue(po: Path, mo: Path) -> None:
    """Several processes may start at once: each writes a file of its own and moves it there."""
    from babel.messages import mofile, pofile  # only needed when something changed

    changed = po.stat().st_mtime_ns
    with po.open("rb") as text:
        catalogue = pofile.read_po(text, abort_invalid=True)
    made = BytesIO()
    mofile.write_mo(made, catalogue)
    write_whole(mo, made.getvalue())
    os.utime(mo, ns=(changed, changed))
