"""The bare server on PostgreSQL: `executemany` in one transaction a batch, as psycopg does it.

Nothing else differs from the bare server. psycopg sends the statements of a batch in one go
(pipeline mode) and prepares what it runs often. No foreign keys, and no Redis.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg

from bench.servers import bare

URL = os.environ["BENCH_DATABASE"]
SCHEMA = bare.SCHEMA.replace("PRAGMA journal_mode=WAL;", "")
UPSERT = bare.UPSERT.replace("?", "%s")
TALLY = bare.TALLY.replace("?", "%s")
ARRIVE = "INSERT INTO participant VALUES (%s) ON CONFLICT DO NOTHING"


class Database(bare.Database):
    """One connection, used by one thread."""

    def __init__(self, _path: Path) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)
        self.postgres = psycopg.connect(URL, autocommit=True)
        self.postgres.execute(SCHEMA)

    def store(self, rows: list[bare.Row]) -> None:
        with self.postgres.transaction(), self.postgres.cursor() as cursor:
            cursor.executemany(UPSERT, rows)

    def arrive(self, hashes: list[tuple[str]]) -> None:
        with self.postgres.transaction(), self.postgres.cursor() as cursor:
            cursor.executemany(ARRIVE, hashes)

    def move(self, slide: str, version: int) -> None:
        self.postgres.execute("UPDATE position SET slide = %s, version = %s", (slide, version))

    def tally(self, question: str, round: int) -> dict[str, int]:
        return dict(self.postgres.execute(TALLY, (question, round)).fetchall())


bare.Database = Database  # type: ignore[misc]
application = bare.application
