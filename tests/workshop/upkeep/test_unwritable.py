"""What a full or read-only disk makes a command say; real ones: tests/faults/test_no_room.py."""

from __future__ import annotations

import errno
import os
import sqlite3
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import OperationalError

from workshop.upkeep import unwritable


def wrapped(cause: Exception) -> OperationalError:
    """As Django hands on what a database says."""
    try:
        raise OperationalError("x") from cause
    except OperationalError as problem:
        return problem


def failed(code: int) -> sqlite3.OperationalError:
    problem = sqlite3.OperationalError("disk I/O error")
    problem.sqlite_errorcode = code
    return problem


def os_error(number: int, name: str | None = None) -> OSError:
    return OSError(number, os.strerror(number), name)


def test_a_file_is_named_and_what_to_do_about_it(settings: Any):
    full, kept = os_error(errno.ENOSPC, "/x/a.pdf"), f"{settings.DATA_DIR}/server.lock"

    assert unwritable.explain(full) == (
        "/x/a.pdf cannot be written (No space left on device). Make room there, or choose another."
    )
    assert unwritable.explain(os_error(errno.EROFS, kept)) == (
        f"Nothing can be kept in {settings.DATA_DIR} (Read-only file system). Set DATA_DIR to a "
        "folder that this user may write to."
    )
    assert unwritable.explain(os_error(errno.ENOSPC)).startswith("There is no room to write (No sp")


def test_a_database_names_its_place(settings: Any, tmp_path: Path):
    settings.DATABASES["default"]["NAME"] = tmp_path / "gone" / "db.sqlite3"
    gone = unwritable.explain(wrapped(failed(sqlite3.SQLITE_CANTOPEN)))
    settings.DATABASES["default"]["NAME"] = tmp_path / "db.sqlite3"
    there = unwritable.explain(wrapped(failed(sqlite3.SQLITE_IOERR_WRITE)))

    assert gone.startswith(f"Nothing can be kept in {tmp_path}/gone (No such file or directory).")
    assert there.startswith(f"The database {tmp_path}/db.sqlite3 cannot be written (disk I/O error")
    assert "PostgreSQL is full" in unwritable.explain(wrapped(psycopg.errors.DiskFull()))


@pytest.mark.parametrize(
    "problem",
    [
        ValueError("x"),
        os_error(errno.ENOENT, "/x"),
        wrapped(failed(sqlite3.SQLITE_ERROR)),
        wrapped(psycopg.errors.UndefinedTable()),
    ],
)
def test_a_mistake_of_ours_is_no_disk(problem: Exception):
    assert unwritable.explain(problem) == ""
