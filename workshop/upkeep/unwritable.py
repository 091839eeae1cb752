"""A disk that is full or that may only be read, as a command says it: one sentence, what to do."""

from __future__ import annotations

import errno
import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from workshop.files import FULL, cannot_keep

DISK_FULL = "53100"  # of PostgreSQL: its appendix A
ASKED = 64 * 1024  # bytes; SQLite wants half of that before it reads anything
# What SQLite says of a disk; which of them it says where depends on what it was doing.
SQLITE = {
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
}


def explain(problem: BaseException) -> str:
    """What to do; '' when it is something else."""
    for each in list_causes(problem):
        if isinstance(each, OSError) and (each.errno in FULL or each.errno == errno.EROFS):
            return explain_file(each)
        if isinstance(each, sqlite3.Error) and code_of(each) in SQLITE:
            return explain_sqlite(each)
        if getattr(each, "sqlstate", None) == DISK_FULL:
            return "The disk of PostgreSQL is full. Make room there, and try again."
    return ""


def list_causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__


def code_of(problem: sqlite3.Error) -> int:
    """Without its second byte, which says more exactly what failed."""
    return getattr(problem, "sqlite_errorcode", 0) & 0xFF


def explain_file(problem: OSError) -> str:
    """A file that is open is written to without its name."""
    file = Path(problem.filename) if isinstance(problem.filename, str) else None
    if file and not file.is_relative_to(settings.DATA_DIR):
        return f"{file} cannot be written ({problem.strerror}). Make room there, or choose another."
    if file or try_to_write(settings.DATA_DIR):
        return cannot_keep(settings.DATA_DIR, problem)
    return (
        f"There is no room to write ({problem.strerror}). Make some where it was to be written, "
        f"and in {tempfile.gettempdir()}, and try again."
    )


def explain_sqlite(problem: sqlite3.Error) -> str:
    used = settings.DATABASES["default"]
    # A backup of SQLite is unpacked in DATA_DIR, also where it goes into PostgreSQL.
    name = Path(used["NAME"] if "sqlite3" in used["ENGINE"] else settings.DATA_DIR / "backup")
    if found := try_to_write(name.parent):
        return cannot_keep(name.parent, found, "DATA_DIR or DATABASE_URL")
    return (
        f"The database {name} cannot be written ({problem}). See that there is room and that this "
        f"user may write to it, to {name.parent} and to {tempfile.gettempdir()}, and try again."
    )


def try_to_write(folder: Path) -> OSError | None:
    """Why nothing can be written there; None when it can."""
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(bytes(ASKED))
            probe.flush()
    except OSError as problem:
        return problem
    return None
