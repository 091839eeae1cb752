"""Files that are made once and read for years: whole, or not there."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import NamedTemporaryFile


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
