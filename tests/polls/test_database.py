"""SQLite's log: moved into the database while others write, and cut off when bytes have to go."""

from __future__ import annotations

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection, connections

from polls import database
from polls.models import LiveSession

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only SQLite has this log"),
]
LABEL = "een groep die nog in het logboek staat"


def file() -> Path:
    return Path(connection.settings_dict["NAME"])


def log() -> Path:
    return file().with_name(file().name + "-wal")


def test_a_checkpoint_moves_what_was_committed(session: LiveSession):
    session.label = LABEL
    session.save()
    before = LABEL.encode() in file().read_bytes()

    database.checkpoint_log()

    assert not before
    assert LABEL.encode() in file().read_bytes()


def test_a_checkpoint_does_not_wait_for_writers(session: LiveSession):
    with closing(sqlite3.connect(file(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE polls_livesession SET label = 'half'")

        database.checkpoint_log()

        other.execute("COMMIT")
    session.refresh_from_db()
    assert session.label == "half"


def test_the_log_is_cut_off_and_says_when_somebody_still_uses_it(session: LiveSession):
    session.label = LABEL
    session.save()
    with closing(sqlite3.connect(file(), isolation_level=None)) as other:
        other.execute("BEGIN")
        other.execute("SELECT label FROM polls_livesession").fetchall()
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout = 100")
        session.save()

        while_read = database.empty_log()

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20000")
    assert not while_read
    assert database.empty_log()
    assert log().stat().st_size == 0


def test_the_file_is_looked_for_without_a_connection(monkeypatch: pytest.MonkeyPatch):
    """Every page does so in a task of its own, which would make one."""
    made: list[str] = []
    create = connections.create_connection

    def noted(alias: str) -> object:
        made.append(alias)
        return create(alias)

    monkeypatch.setattr(connections, "create_connection", noted)

    async def look() -> tuple[int, int] | None:
        return database.Place().found()

    found = asyncio.run(look())

    file = Path(connections.settings["default"]["NAME"]).stat()
    assert found == (file.st_dev, file.st_ino)
    assert made == []
