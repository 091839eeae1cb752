"""What stands in a database, read past the server, and what it should be."""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, Protocol

import psycopg

from tests.faults.steady import Steady

ROWS = """
SELECT p.key_hash, q.key, r.round, r.seq, r.value
FROM polls_response r
JOIN polls_participant p ON p.id = r.participant_id
JOIN polls_question q ON q.id = r.question_id
JOIN polls_livesession s ON s.id = q.session_id
WHERE s.code = {mark}
"""
EPOCHS = "SELECT code, epoch FROM polls_livesession"

Row = tuple[str, str, int, int, list[str]]
Promises = dict[str, int]  # key hash -> seq


class Ledger(Protocol):
    """A database on which a server can stand."""

    url: str

    def ask(self, query: str, *values: str) -> list[Any]:
        """The rows that a query finds."""

    def rows(self, code: str) -> list[Row]:
        """Everything that was answered in a session."""

    def epochs(self) -> dict[str, str]:
        """The epoch of each session, by its code."""

    def sound(self) -> bool:
        """Whether the database itself finds nothing wrong with its files."""


class SQLite:
    """Read from a copy: opening the file itself might do the server's recovery."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self.url = f"sqlite:///{file}"

    def ask(self, query: str, *values: str) -> list[Any]:
        with tempfile.TemporaryDirectory() as folder:
            for name in (self.file.name, f"{self.file.name}-wal"):
                if self.file.with_name(name).exists():
                    shutil.copy(self.file.with_name(name), folder)
            with closing(sqlite3.connect(Path(folder) / self.file.name)) as connection:
                return connection.execute(query, values).fetchall()

    def rows(self, code: str) -> list[Row]:
        found = self.ask(ROWS.format(mark="?"), code)
        return [(*head, json.loads(value)) for *head, value in found]

    def epochs(self) -> dict[str, str]:
        return dict(self.ask(EPOCHS))

    def sound(self) -> bool:
        damage = self.ask("PRAGMA integrity_check") + self.ask("PRAGMA foreign_key_check")
        return damage == [("ok",)]


class PostgreSQL:
    def __init__(self, url: str) -> None:
        self.url = url

    def ask(self, query: str, *values: str) -> list[Any]:
        with psycopg.connect(self.url) as connection:
            return connection.execute(query, values).fetchall()

    def rows(self, code: str) -> list[Row]:
        found = self.ask(ROWS.format(mark="%s"), code)
        return [(*head, decoded(value)) for *head, value in found]

    def epochs(self) -> dict[str, str]:
        return dict(self.ask(EPOCHS))

    def sound(self) -> bool:
        """Every index agrees with its table."""
        with psycopg.connect(self.url) as connection:
            connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
            connection.execute(
                "SELECT bt_index_check(indexrelid, true) FROM pg_index"
                " WHERE indrelid::regclass::text ~ '^(polls|workshop)_'"
            )
        return True


def decoded(value: Any) -> list[str]:
    return value if isinstance(value, list) else json.loads(value)


def promises(phones: Sequence[Steady]) -> Promises:
    """The newest answer of each phone that was acknowledged."""
    return {phone.key_hash: phone.promised for phone in phones}


def problems(
    phones: Sequence[Steady], rows: Sequence[Row], promised: Promises | None = None
) -> set[str]:
    """The promises to these phones, as of now or of then, that the rows break."""
    promised = promises(phones) if promised is None else promised
    slots = Counter((key_hash, question, round) for key_hash, question, round, _s, _v in rows)
    stored = {key_hash: (seq, value) for key_hash, _q, _r, seq, value in rows}
    checks = {
        "lost": any(stored.get(phone, (0, []))[0] < seq for phone, seq in promised.items()),
        "doubled": any(count > 1 for count in slots.values()),
        "invented": bool(stored.keys() - {phone.key_hash for phone in phones})
        or any(not phone.sent_all(stored.get(phone.key_hash)) for phone in phones),
    }
    return {name for name, broken in checks.items() if broken}


def tally(rows: Sequence[Row], question: str, round: int) -> dict[str, int]:
    """COUNT(*) of each option."""
    chosen = [value for _k, key, number, _s, value in rows if (key, number) == (question, round)]
    return dict(Counter(option for value in chosen for option in value))
