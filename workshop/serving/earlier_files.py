"""Static files of the release before this one: pages that were loaded from it still ask for them.

They are kept in DATA_DIR, beside those of this release, which the next one will want: so it makes
no difference whether STATIC_ROOT is the same folder as before or one of a new image.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

from workshop.files import write_whole
from workshop.release import VERSION

KEPT = 2  # releases: this one, and the one that served here before it
PACKED = ("", ".gz", ".br")


def find_roots() -> list[Path]:
    """The folders with files of the releases that are kept."""
    home = settings.DATA_DIR / "releases"
    return sorted(each for each in home.glob("*") if each.is_dir())


def keep_files() -> None:
    """Keep what pages of this release load; what is older than the release before it goes."""
    home = settings.DATA_DIR / "releases"
    keep_own(home / VERSION)
    record = home / "served.json"
    served = json.loads(record.read_bytes()) if record.exists() else []
    kept = [*(each for each in served if each != VERSION), VERSION][-KEPT:]
    write_whole(record, json.dumps(kept).encode())
    for folder in find_roots():
        if folder.name not in kept:
            forget(folder)


def keep_own(folder: Path) -> None:
    manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_bytes())
    for name in sorted(set(manifest["paths"].values())):
        for ending in PACKED:
            source, target = settings.STATIC_ROOT / f"{name}{ending}", folder / f"{name}{ending}"
            if source.exists() and not target.exists():
                link_or_copy(source, target)


def link_or_copy(source: Path, target: Path) -> None:
    """Under another name where that can be: on the same disk it takes no room."""
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        os.link(source, target)
    except OSError:
        write_whole(target, source.read_bytes())


def forget(folder: Path) -> None:
    """Here, and where they were collected, which nothing else clears."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder)
        if file.is_file() and not any((root / name).exists() for root in others(folder)):
            with suppress(OSError):  # it may be of an image, which cannot be written
                (settings.STATIC_ROOT / name).unlink(missing_ok=True)
    shutil.rmtree(folder)


def others(folder: Path) -> list[Path]:
    return [root for root in find_roots() if root != folder]
