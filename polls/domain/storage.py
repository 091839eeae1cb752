"""The files of the database, kept small and away from who waits for them."""

from __future__ import annotations

import time

from django.db import connection

WAIT = 5.0  # seconds for a checkpoint of somebody else
PAUSE = 0.1  # seconds between two tries


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
