"""A SQLite database with every table, made once for all servers: migrating takes each seconds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from functools import cache
from hashlib import blake2b
from pathlib import Path

from django.conf import settings

from tests.environment import DATA

NAME = "db.sqlite3"
# What migrations are, and which release it is that writes down that it made them.
SOURCES = ("*/migrations/*.py", "requirements.txt", "workshop/release.py", "pyproject.toml")


def copy_database(data: Path, environment: Mapping[str, str]) -> None:
    """Let a server begin with that database, unless it has one of its own."""
    if "DATABASE_URL" not in environment and not (data / NAME).exists():
        shutil.copy(make_database(), data / NAME)


@cache
def make_database() -> Path:
    file = DATA / f"migrated-{mark_sources()}.sqlite3"
    if not file.exists():
        with tempfile.TemporaryDirectory(dir=DATA) as folder:
            subprocess.run(
                [sys.executable, "manage.py", "migrate", "--verbosity=0"],
                env={**os.environ, "DATA_DIR": folder},
                cwd=settings.BASE_DIR,
                check=True,
            )
            Path(folder, NAME).rename(file)  # another worker may have made the same
    return file


def mark_sources() -> str:
    found = blake2b(digest_size=8)
    for pattern in SOURCES:
        for file in sorted(settings.BASE_DIR.glob(pattern)):
            found.update(file.read_bytes())
    return found.hexdigest()
