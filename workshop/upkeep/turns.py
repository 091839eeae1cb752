"""One at a time: whoever starts on, or brings up to date, a database that others start on too."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from polls import database
from workshop import platforms

PAUSE = 0.05  # seconds between two looks at a file


@contextmanager
def take_turn() -> Iterator[None]:
    """Alone, of all processes; within it, it may be asked for again.

    The lock is PostgreSQL's own, or a file beside what SQLite keeps; it ends with this process.
    """
    if connection.vendor == "postgresql" or database.inside.is_set():
        with database.first_in():
            yield
        return
    with (settings.DATA_DIR / "migrate.lock").open("a", encoding="utf-8") as file:
        while not platforms.lock(file):
            time.sleep(PAUSE)
        database.inside.set()
        try:
            yield
        finally:
            database.inside.clear()
