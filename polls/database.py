"""Connections and files of the database, away from who waits for them."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, close_old_connections, connection, connections

logger = logging.getLogger(__name__)

WAIT = 5.0  # seconds for a checkpoint of somebody else
STARTING = 7_065_772_111  # the number of the lock of servers that start
PAUSE = 0.1  # seconds between two tries


@contextmanager
def first_in() -> Iterator[None]:
    """Whoever is here first is here alone: several servers that start at once on one database.

    On SQLite the lock of the data directory has seen to that. The lock is this connection's
    own and ends with it, whatever happens; it is not the one that the block uses.
    """
    if connection.vendor != "postgresql":
        yield
        return
    own = connections.create_connection("default")
    try:
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [STARTING])
            try:
                yield
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [STARTING])
    finally:
        own.close()


def connect() -> None:
    """Connect this thread before somebody waits for it."""
    try:
        connection.ensure_connection()
        close_old_connections()  # gives it back where there is a pool
    except Error as problem:
        logger.warning("The database is away (%s); it is asked again when needed", problem)


def checkpoint() -> None:
    """Move what was committed from SQLite's log to its database, beside who writes.

    By itself SQLite does so within the commit that fills the log: every hundredth change of
    slide took three times as long. PostgreSQL has a process of its own for it.
    """
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")


def empty_log() -> bool:
    """Cut SQLite's log off; False when somebody kept using it.

    SQLite waits for who reads and writes, but not for another checkpoint.
    """
    deadline = time.monotonic() + WAIT
    while not emptied():
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True


def emptied() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy, _pages, _moved = cursor.fetchone()
    return not busy
