"""Connections and files of the database, kept away from anyone who is waiting."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, close_old_connections, connection, connections
from django.utils.crypto import salted_hmac

logger = logging.getLogger(__name__)

WAIT = 5.0  # seconds for a checkpoint of somebody else
STARTING = 7_065_772_111  # the number of the lock of servers that start
PAUSE = 0.1  # seconds between two tries
MOMENT = 100  # milliseconds of one try


def database_id() -> str:
    """The same for every process on this database, and no other's: without saying which it is."""
    return settings.REDIS_PREFIX or salted_hmac("polshoogte.database", own_name()).hexdigest()[:16]


def own_name() -> str:
    """What a database calls itself: its address differs from machine to machine."""
    if connection.vendor == "sqlite":
        return str(Path(connection.settings_dict["NAME"]).resolve())
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT system_identifier, oid, current_schema() FROM pg_control_system(), pg_database"
            " WHERE datname = current_database()"
        )
        return " ".join(map(str, cursor.fetchone()))


class Place:
    """Where the file of the database is; whoever writes to one that is gone, writes to nothing.

    SQLite goes on with a file that was deleted or replaced: every commit succeeds, and all of
    it is lost when the last connection closes.
    """

    def __init__(self) -> None:
        self.begun: tuple[int, int] | None = None  # device and inode, when this server began
        self.missed = False  # as the log last said

    def remember(self) -> None:
        """Call it once the database was connected to; until then nothing is missed."""
        self.begun = self.found()

    def gone(self) -> bool:
        """Whether what is there now is not what this server began with; logged when it changes."""
        missed = self.begun is not None and self.found() != self.begun
        if missed != self.missed:
            self.missed = missed
            logger.critical(GONE if missed else BACK, connection.settings_dict["NAME"])
        return missed

    def found(self) -> tuple[int, int] | None:
        # Asked where it is and not of a connection: each task of the loop would make its own.
        known = connections.settings[DEFAULT_DB_ALIAS]
        if not known["ENGINE"].endswith("sqlite3"):
            return None  # its own server sees to it
        try:
            file = Path(known["NAME"]).stat()
        except OSError:
            return None
        return file.st_dev, file.st_ino


GONE = (
    "The database %s was removed or replaced while the server runs. Nothing can be stored: answers "
    "and actions are refused. Put back the very file, or restart the server to go on with what is "
    "there now."
)
BACK = "The database %s is back: answers and actions are stored again."
place = Place()


inside = Event()  # of first_in, in this process


@contextmanager
def first_in() -> Iterator[None]:
    """Whoever is here first is here alone: several servers that start at once on one database.

    On SQLite the lock of the data directory has seen to that. The lock is this connection's
    own and ends with it, whatever happens; it is not the one that the block uses. Within the
    block it may be asked for again.
    """
    if connection.vendor != "postgresql" or inside.is_set():
        yield
        return
    own = connections.create_connection("default")
    inside.set()
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [STARTING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [STARTING])
    finally:
        inside.clear()
        own.close()


def connect_thread() -> None:
    """Connect this thread before somebody waits for it."""
    try:
        connection.ensure_connection()
        close_old_connections()  # gives it back where there is a pool
    except Error as problem:
        logger.warning("The database is away (%s); it is asked again when needed", problem)


def checkpoint_log() -> None:
    """Move what was committed from SQLite's log to its database, while others write.

    By itself SQLite does so within the commit that fills the log: every hundredth change of
    slide took three times as long. PostgreSQL has a process of its own for it.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


@contextmanager
def hold_alone(lock: int) -> Iterator[bool]:
    """Whether nobody else is within: of all processes on PostgreSQL. SQLite has one writer."""
    if connection.vendor == "sqlite":
        yield True
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [lock])
        (taken,) = cursor.fetchone()
    try:
        yield taken
    finally:
        if taken:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [lock])


def empty_log() -> bool:
    """Cut SQLite's log off; False when somebody kept using it.

    It keeps writers out while it waits for readers: so it tries for a moment at a time, and
    lets writers go in between.
    """
    deadline = time.monotonic() + WAIT
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        (patience,) = cursor.fetchone()
        cursor.execute(f"PRAGMA busy_timeout = {MOMENT}")
        try:
            while not (done := try_emptying_log()) and time.monotonic() < deadline:
                time.sleep(PAUSE)
        finally:
            cursor.execute(f"PRAGMA busy_timeout = {patience}")
    return done


def try_emptying_log() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _moved = cursor.fetchone()
    return not busy
