"""The long polls of phones in one room: which of them wait, and which have only just gone."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

BETWEEN = 3.0  # seconds between two polls of a phone that is still here


class HeldPolls:
    def __init__(self) -> None:
        self.futures: set[asyncio.Future[None]] = set()
        self.holding: Counter[int] = Counter()  # participant -> polls that are held
        self.ended: dict[int, float] = {}  # participant -> end of the latest poll

    @contextmanager
    def hold(self, participant_id: int) -> Iterator[asyncio.Future[None]]:
        """A poll that is held: the future is done once something is newer."""
        news: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.futures.add(news)
        self.holding[participant_id] += 1
        try:
            yield news
        finally:
            self.futures.discard(news)
            self.holding -= Counter([participant_id])

    def note_end(self, participant_id: int) -> None:
        self.ended[participant_id] = time.monotonic()

    def wake_all(self) -> None:
        for future in self.futures:
            if not future.done():
                future.set_result(None)

    def find_people(self) -> set[int]:
        """The participants whose poll is held, or who will ask again in a moment."""
        recent = time.monotonic() - BETWEEN
        self.ended = {person: end for person, end in self.ended.items() if end > recent}
        return self.holding.keys() | self.ended.keys()
