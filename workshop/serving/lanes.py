"""Threads for pages: few, in lanes, so that whoever floods one keeps nobody out of another."""

from __future__ import annotations

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager

Thread = ThreadPoolExecutor  # with one thread: it keeps its database connection
Receive = Callable[[], Awaitable[object]]


class Full(Exception):
    """Nobody else can wait here now."""


class Left(Exception):
    """Whoever waited for a turn has hung up."""


class Lane:
    """At most `threads` pages at once and `queue` that wait, `each` of them from one place."""

    def __init__(self, name: str, *, threads: int, queue: int, each: int | None = None) -> None:
        self.name = name
        self.threads = threads
        self.queue = queue
        self.each = each
        self.made: list[Thread] = []
        self.idle: list[Thread] = []
        self.waiting: deque[asyncio.Future[Thread]] = deque()
        self.places: Counter[str] = Counter()

    @asynccontextmanager
    async def thread(self, place: str, receive: Receive) -> AsyncIterator[Thread]:
        """A thread for this block, when it is its turn; raises Full, or Left.

        `receive` is only awaited while there is no thread, to hear that nobody waits any more.
        """
        if self.is_full(place):
            raise Full
        self.places[place] += 1
        try:
            thread = self.free() or await self.turn(receive)
            try:
                yield thread
            finally:
                self.give_back(thread)
        finally:
            self.places -= Counter([place])

    def is_full(self, place: str) -> bool:
        over = self.each is not None and self.places[place] >= self.each
        return over or len(self.waiting) >= self.queue

    def free(self) -> Thread | None:
        if self.idle:
            return self.idle.pop()
        return self.make() if len(self.made) < self.threads else None

    def make(self) -> Thread:
        thread = ThreadPoolExecutor(1, self.name)
        self.made.append(thread)
        return thread

    async def turn(self, receive: Receive) -> Thread:
        turn: asyncio.Future[Thread] = asyncio.get_running_loop().create_future()
        self.waiting.append(turn)
        left = asyncio.ensure_future(receive())
        try:
            await asyncio.wait((turn, left), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.forgo(turn)
            raise
        finally:
            left.cancel()
        if not turn.done():
            self.forgo(turn)
            raise Left
        return turn.result()

    def forgo(self, turn: asyncio.Future[Thread]) -> None:
        if turn.done():
            self.give_back(turn.result())
        else:
            self.waiting.remove(turn)

    def give_back(self, thread: Thread) -> None:
        if self.waiting:
            self.waiting.popleft().set_result(thread)
        else:
            self.idle.append(thread)
