"""The whole database as one file, made while people answer, and back again."""

from __future__ import annotations

import logging
import os
import re
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Protocol
from urllib.parse import quote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from psycopg.pq import Conninfo

from polls.models import LiveSession, Response
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.upkeep import agreed, data_lock, moving, unwritable

logger = logging.getLogger(__name__)
Migrations = set[tuple[str, str]]  # app and name
ROTATED = re.compile(r"polshoogte-\d{8}-\d{6}\.backup")
NEW_EPOCHS = "UPDATE polls_livesession SET epoch ="
RANDOM_EPOCHS = f"{NEW_EPOCHS} substr(md5(random()::text || id), 1, 16)"  # PostgreSQL's


class BackupError(Exception):
    """Why there is no backup, or why it was not restored: a sentence for a person."""


class Engine(Protocol):
    """What differs between databases."""

    def dump(self, file: Path) -> None:
        """Write one consistent state of the database to an empty file."""

    def migrations(self, file: Path) -> Migrations:
        """The migrations that a backup has gone through; raises when it is not a sound one."""

    def rows(self, file: Path, table: str) -> int:
        """How many rows of a table are in it; reads all of them."""

    def load(self, file: Path) -> None:
        """Put a backup with new epochs in the place of everything, or on failure nothing."""


class SQLite:
    def dump(self, file: Path) -> None:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(file)])

    def migrations(self, file: Path) -> Migrations:
        try:
            with closing(self.opened(file)) as backup:
                damage = backup.execute("PRAGMA integrity_check").fetchone()
                if damage != ("ok",):
                    raise BackupError(f"{file} is damaged: {damage[0]}")
                return set(backup.execute("SELECT app, name FROM django_migrations"))
        except sqlite3.DatabaseError as problem:
            raise BackupError(f"{file} is no backup of a SQLite database: {problem}.") from None

    def rows(self, file: Path, table: str) -> int:
        with closing(self.opened(file)) as backup:
            return int(backup.execute(f"SELECT count(*) FROM {table}").fetchone()[0])  # noqa: S608

    def load(self, file: Path) -> None:
        """By way of a file without a name, of which a crash leaves nothing."""
        connection.ensure_connection()
        with closing(self.opened(file)) as backup, closing(sqlite3.connect("")) as between:
            backup.backup(between)
            with between:
                between.execute(f"{NEW_EPOCHS} lower(hex(randomblob(8)))")
            between.backup(connection.connection)

    def opened(self, file: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"file:{quote(str(file))}?mode=ro&immutable=1", uri=True)


class PostgreSQL:
    def dump(self, file: Path) -> None:
        run_program("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={file}")

    def migrations(self, file: Path) -> Migrations:
        rows = run_program(
            "pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(file)
        )
        return set(re.findall(r"^\d+\t(\S+)\t(\S+)\t", rows, re.MULTILINE))

    def rows(self, file: Path, table: str) -> int:
        text = run_program("pg_restore", "--data-only", f"--table={table}", "--file=-", str(file))
        found = re.search(r"^COPY .*?;\n(.*?)^\\\.$", text, re.MULTILINE | re.DOTALL)
        return found[1].count("\n") if found else 0

    def load(self, file: Path) -> None:
        """As one transaction: the tables go, those of the backup come."""
        with tempfile.TemporaryDirectory() as folder:
            script = Path(folder) / "restore.sql"
            run_program(
                "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file)
            )
            run_program(
                *("psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", "--output=/dev/null"),
                *("--single-transaction", f"--command={without_tables()}", f"--file={script}"),
                "--command=RESET search_path",  # which the script has emptied
                f"--command={RANDOM_EPOCHS}",
            )


def without_tables() -> str:
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
    names = ", ".join(connection.ops.quote_name(name) for name in tables)
    return f"DROP TABLE {names} CASCADE" if names else "SELECT"


def run_program(program: str, *arguments: str) -> str:
    """What a program of PostgreSQL prints; raises with what it says when it fails."""
    if not shutil.which(program):
        raise BackupError(
            f"{program} is missing. Install PostgreSQL's client, no older than your server: "
            "apt-get install postgresql-client"
        )
    done = subprocess.run(  # noqa: S603  # a program by its name, and our own settings
        [program, *arguments],
        env={**os.environ, **asked_of_libpq()},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{program} failed: {done.stderr.strip()}")
    return done.stdout


def asked_of_libpq() -> dict[str, str]:
    """All that DATABASE_URL says, in the variables that PostgreSQL's programs read.

    Without TLS as it is asked for, a backup would cross the network for all to read.
    """
    variables = {option.keyword: option.envvar for option in Conninfo.get_defaults()}
    asked = connection.get_connection_params()
    return {
        variable.decode(): str(asked[name.decode()])
        for name, variable in variables.items()
        if variable and name.decode() in asked
    }


class Moved(SQLite):
    """A backup of SQLite that PostgreSQL gets."""

    def load(self, file: Path) -> None:
        moving.load_rows(file, after=RANDOM_EPOCHS)


def choose_engine(file: Path | None = None) -> Engine:
    """Of this database; for a file that comes in, of what it is."""
    if connection.vendor == "sqlite":
        return SQLite()
    return Moved() if file and moving.is_of_sqlite(file) else PostgreSQL()


# There


def write_backup(file: Path) -> None:
    """Write the database to a new file that only its owner can read."""
    if file.exists():
        raise BackupError(f"{file} exists already. Choose another name, or remove it first.")
    try:
        handle, part = tempfile.mkstemp(dir=file.parent, prefix=f"{file.name}.", suffix=".part")
    except OSError as problem:
        raise BackupError(f"{file} cannot be written: {problem.strerror}.") from None
    try:
        try:
            choose_engine().dump(Path(part))
            os.fsync(handle)
        finally:
            os.close(handle)  # before it gets its name: Windows renames no file that is open
        Path(part).rename(file)
    except DatabaseError as problem:
        raise BackupError(
            f"{file} was not written: {problem}. Make room there, or choose another place."
        ) from None
    finally:
        Path(part).unlink(missing_ok=True)
    record(file.name[:200])


def send_backup(to: IO[bytes]) -> int:
    """Write the database to a stream, such as a program that encrypts it; how many bytes."""
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA_DIR, prefix="backup.") as folder:
            file = Path(folder) / "backup"
            file.touch(mode=0o600)
            choose_engine().dump(file)
            with file.open("rb") as made:
                shutil.copyfileobj(made, to)
            to.flush()
            size = file.stat().st_size
    except (DatabaseError, OSError) as problem:
        raise BackupError(f"The backup is not whole: {problem}.") from None
    record("standard output")
    return size


def record(about: str) -> None:
    """A backup that is made is one, also where a full disk takes no line that says so."""
    try:
        audit.record_event(who=audit.TERMINAL, what=What.BACKUP, about=about)
    except DatabaseError as problem:
        logger.warning("The log of what people did does not name this backup: %s", problem)


def rotate_backups(folder: Path, *, keep: int) -> tuple[Path, list[Path]]:
    """A new backup in a folder, and those that went for it: of its own, the oldest."""
    if not folder.is_dir():
        raise BackupError(f"There is no folder {folder}. Make it first.")
    now = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    made = folder / f"polshoogte-{now}.backup"
    write_backup(made)
    kept = sorted(file for file in folder.iterdir() if ROTATED.fullmatch(file.name))
    gone = kept[:-keep]
    for file in gone:
        file.unlink()
    return made, gone


# And back


def restore_backup(file: Path, *, force: bool = False) -> None:
    """Put a backup in the place of the database, while no server runs.

    Every session gets a new epoch, in the same step as its rows come: a page that is still
    open then takes what the database has, although it knows of later versions.
    """
    with no_server():
        check_backup(file)
        if not force and (found := describe_kept()):
            raise BackupError(
                f"There is something in this database already: {found}. With --force the backup "
                "takes its place; make a backup of it first."
            )
        try:
            choose_engine(file).load(file)
        except (DatabaseError, sqlite3.Error) as problem:
            said = str(problem).partition("\n")[0]  # below it stands the very row
            advice = unwritable.explain(problem)
            raise BackupError(f"{file} was not restored: {said}. {advice}".strip()) from None
        call_command("migrate", interactive=False, verbosity=0)  # as the next start does
        agreed.forget(agreed.KEY)  # on another machine it may well be another one
        audit.record_event(who=audit.TERMINAL, what=What.RESTORE, about=file.name[:200])


@contextmanager
def no_server() -> Iterator[None]:
    try:
        lock: Any = data_lock.hold_lock("the address of a backup that is being restored")
    except data_lock.AlreadyRunning as running:
        raise BackupError(f"Stop the server first, it runs at {running}.") from None
    with lock:
        yield


def check_backup(file: Path) -> None:
    """Whether this is a backup that this version can read."""
    if not file.is_file():
        raise BackupError(f"There is no file {file}.")
    unknown = choose_engine(file).migrations(file) - MigrationLoader(None).disk_migrations.keys()
    if unknown:
        first = ".".join(min(unknown))
        raise BackupError(f"{file} was made by a newer version ({first}). Update this one first.")


def describe_backup(file: Path) -> str:
    """What a sound backup holds, in words; every byte of it is read, nothing is restored."""
    check_backup(file)
    engine = choose_engine(file)
    found = {
        "sessions": engine.rows(file, LiveSession._meta.db_table),
        "answers": engine.rows(file, Response._meta.db_table),
        "accounts": engine.rows(file, get_user_model()._meta.db_table),
    }
    return ", ".join(f"{count} {name}" for name, count in found.items())


def describe_kept() -> str:
    """What people would miss in the database as it is, in words; empty when it is empty."""
    if LiveSession._meta.db_table not in connection.introspection.table_names():
        return ""
    found = {
        "sessions": LiveSession.objects.count(),
        "accounts": get_user_model().objects.count(),
    }
    return " and ".join(f"{count} {name}" for name, count in found.items() if count)
