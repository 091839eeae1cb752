"""Files that are made once and read for years: whole, or not there."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from tempfile import NamedTemporaryFile

# A disk without room, or a user who has had their share of it; Windows knows no shares.
FULL = {errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)}


def cannot_keep(folder: Path, problem: OSError, setting: str = "DATA_DIR") -> str:
    """What to do where nothing can be written, for whoever starts a program."""
    advice = f"Set {setting} to a folder that this user may write to."
    if problem.errno in FULL:
        advice = "Make room there, and try again."
    return f"Nothing can be kept in {folder} ({problem.strerror}). {advice}"


def is_read_only(folder: Path) -> bool:
    """Whether it stands on a disk that nobody may write to now."""
    if not hasattr(os, "statvfs"):  # Windows
        return False
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)


def write_where_asked(path: Path, content: bytes) -> None:
    """Write whole to the place that somebody named; a device or a link there stays one."""
    if path.is_symlink() or (path.exists() and not path.is_file()):
        path.write_bytes(content)
    else:
        write_whole(path, content)


def write_whole(path: Path, content: bytes) -> None:
    """Write beside it, to the disk, and then into its place: a full disk or a power cut leaves
    no half of it. Only its owner can read it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as made:
        try:
            made.write(content)
            made.flush()
            os.fsync(made.fileno())
        except OSError:
            Path(made.name).unlink()
            raise
    Path(made.name).replace(path)
