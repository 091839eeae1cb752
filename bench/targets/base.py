"""What every server under test offers the bench."""

from __future__ import annotations

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import psycopg

from bench.machine import Use
from bench.processes import Process


@dataclass(frozen=True, slots=True)
class Stored:
    """What the database holds of one question: rows by value, and the sum of their `seq`."""

    values: Counter[str]
    seqs: int


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a server is started and how its reply looks."""

    folder: Path
    core: int | None
    options: tuple[str, ...] = ()
    state_size: int = 4000


class Target(ABC):
    """A server that was started for one measurement."""

    name: ClassVar[str]
    pages: ClassVar[bool] = False  # whether phones load a page first, and can poll
    processes: list[Process]
    port: int
    round = 1

    @abstractmethod
    async def start(self, setting: Setting) -> None: ...

    @abstractmethod
    def phones(self, count: int) -> list[tuple[str, str]]:
        """The path and the cookie with which each phone opens its socket."""

    @property
    @abstractmethod
    def screen_path(self) -> str: ...

    @abstractmethod
    async def goto(self, slide: str) -> int:
        """Change the slide for everyone; the version that the phones must reach."""

    async def ask_again(self, question: str) -> int:
        """Begin the next round of a question, with its results shown; the newest version."""
        self.round += 1
        return 0

    @abstractmethod
    def stored(self, question: str) -> Stored:
        """What the current round holds."""

    @property
    def use(self) -> Use:
        return sum((process.use for process in self.processes), Use())

    @property
    def database_use(self) -> Use:
        """Of that what the database server used; nothing where the server has it within."""
        return Use()

    @property
    def rss(self) -> int:
        return self.processes[0].rss

    async def stop(self) -> None:
        """Stop without blocking this loop, so that what is still connected can hang up."""
        for process in self.processes:
            await asyncio.get_running_loop().run_in_executor(None, process.stop)


def read_sqlite(path: Path, query: str, question: str, round: int) -> Stored:
    """`query` yields (value, rows, sum of seq) for a question and a round."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute(query, (question, round)).fetchall()
    return Stored(Counter({value: n for value, n, _seq in rows}), sum(seq for *_, seq in rows))


def read_postgres(url: str, query: str, question: str, round: int) -> Stored:
    """As read_sqlite."""
    with psycopg.connect(url) as server:
        rows = server.execute(query, (question, round)).fetchall()
    return Stored(Counter({value: n for value, n, _ in rows}), sum(int(seq) for *_, seq in rows))
