"""What every server under test offers the bench."""

from __future__ import annotations

import sqlite3
from abc import ABC, abstractmethod
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

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
    options: tuple[str, ...]
    state_size: int


class Target(ABC):
    """A server that was started for one measurement."""

    name: ClassVar[str]
    pages: ClassVar[bool] = False  # whether phones load a page first, and can poll
    processes: list[Process]
    port: int

    @abstractmethod
    async def start(self, setting: Setting) -> None: ...

    @abstractmethod
    def phone_path(self, number: int) -> str: ...

    @property
    @abstractmethod
    def screen_path(self) -> str: ...

    @abstractmethod
    async def goto(self, slide: str) -> int:
        """Change the slide for everyone; the version that the phones must reach."""

    @abstractmethod
    def stored(self, question: str) -> Stored: ...

    @property
    def use(self) -> Use:
        return sum((process.use for process in self.processes), Use())

    @property
    def rss(self) -> int:
        return self.processes[0].rss

    async def stop(self) -> None:
        for process in self.processes:
            process.stop()


def read_sqlite(path: Path, query: str, question: str) -> Stored:
    """`query` yields (value, rows, sum of seq) for a question."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        rows = connection.execute(query, (question,)).fetchall()
    return Stored(Counter({value: n for value, n, _seq in rows}), sum(seq for *_, seq in rows))
