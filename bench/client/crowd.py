"""All phones of a room together, what each of them heard, and the projector."""

from __future__ import annotations

import asyncio
import re
import ssl
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from time import perf_counter

from bench.client.network import connect, each
from bench.client.socket import Socket

VERSION = re.compile(rb'"version": ?(\d+)')
ANSWERED = re.compile(rb'"answered": ?(\d+)')
KIND = re.compile(rb'\{"type": ?"(\w+)"')
PATIENCE = 60.0  # seconds after which a phase is given up and reported as unfinished
SHOWN_WITHIN = 10.0  # seconds after which a projector is believed to miss answers
VOTE = '{"type":"answer","id":"%s","question":"%s","round":%d,"seq":%d,"value":["%s"]}'


def vote_id(number: int, seq: int) -> str:
    """A valid UUID that no other vote of this run has."""
    return f"{number:08x}-0000-4000-8000-{seq:012x}"


class Phone(Socket):
    """One participant: the newest version it has, and its vote that is under way."""

    def __init__(self, crowd: Crowd, number: int, path: str, cookie: str) -> None:
        super().__init__(crowd.host, path, cookie, "https" if crowd.tls else "http")
        self.crowd = crowd
        self.number = number
        self.version = -1
        self.state_at = 0.0
        self.seq = 0
        self.left = 0
        self.waiting = b""
        self.sent_at = 0.0
        self.heard: Counter[bytes] = Counter()

    def hear(self, payload: bytes, now: float) -> None:
        found = KIND.match(payload)
        kind = found[1] if found else b"unknown"
        self.heard[kind] += 1
        if kind == b"ack":
            if self.waiting and self.waiting in payload:
                self.waiting = b""
                self.crowd.acknowledged(self, now)
        elif kind == b"state":
            self.see_state(payload, now)
        elif kind == b"error":
            self.crowd.errors.append(payload[:200])

    def see_state(self, payload: bytes, now: float) -> None:
        found = VERSION.search(payload)
        version = int(found[1]) if found else 0
        if version > self.version:
            self.version, self.state_at = version, now
            self.crowd.arrived(version)
        self.crowd.state_size = len(payload)
        if not self.opened.done():
            self.opened.set_result(None)

    def vote(self, question: str, round: int) -> None:
        self.seq += 1
        id = vote_id(self.number, self.seq)
        value = "ABCDE"[(self.number + self.seq) % 5]
        self.waiting = id.encode()
        self.sent_at = perf_counter()
        self.send((VOTE % (id, question, round, self.seq, value)).encode())

    @property
    def value(self) -> str:
        """What the server must have stored as this phone's last vote."""
        return "ABCDE"[(self.number + self.seq) % 5]


class Screen(Socket):
    """The projector: when it first showed how many answers."""

    def __init__(self, host: str, path: str) -> None:
        super().__init__(host, path)
        self.shown: list[tuple[int, float]] = []
        self.progress = asyncio.Event()

    async def until(self, answered: int) -> None:
        """Wait until this many answers are shown, or give up: what is not shown is counted."""
        with suppress(TimeoutError):
            async with asyncio.timeout(SHOWN_WITHIN):
                while not self.shown or self.shown[-1][0] < answered:
                    self.progress.clear()
                    await self.progress.wait()

    def hear(self, payload: bytes, now: float) -> None:
        found = KIND.match(payload)
        if found and found[1] == b"results":
            answered = ANSWERED.search(payload)
            self.shown.append((int(answered[1]) if answered else 0, now))
            self.progress.set()
        if not self.opened.done():
            self.opened.set_result(None)


class Crowd:
    """The phones of one server, or of a proxy that speaks TLS before it."""

    def __init__(self, port: int, tls: ssl.SSLContext | None = None) -> None:
        self.port = port
        self.tls = tls
        self.host = f"{'localhost' if tls else '127.0.0.1'}:{port}"
        self.phones: list[Phone] = []
        self.at: Counter[int] = Counter()
        self.errors: list[bytes] = []
        self.acks: list[tuple[float, float]] = []  # sent, acknowledged
        self.state_size = 0
        self.question = ""
        self.round = 1
        self.deadline = 0.0  # until when an acknowledged phone votes again
        self.under_way = 0  # phones that still wait for an acknowledgement
        self.progress = asyncio.Event()

    async def connect(self, paths: list[tuple[str, str]]) -> None:
        """Open a socket for each (path, cookie) and wait for its first state."""

        async def one(item: tuple[int, tuple[str, str]]) -> None:
            number, (path, cookie) = item
            phone = await connect(self.port, lambda: Phone(self, number, path, cookie), self.tls)
            self.phones.append(phone)
            await phone.opened

        await each(enumerate(paths, len(self.phones)), one)

    def arrived(self, version: int) -> None:
        self.at[version] += 1
        self.progress.set()

    def acknowledged(self, phone: Phone, now: float) -> None:
        self.acks.append((phone.sent_at, now))
        if phone.left and now < self.deadline:
            phone.left -= 1
            phone.vote(self.question, self.round)
            return
        self.under_way -= 1
        if not self.under_way:
            self.progress.set()

    async def reach(self, version: int) -> bool:
        """Wait until every phone has this version or a newer one."""
        return await self.until(lambda: self.all_at(version))

    def all_at(self, version: int) -> bool:
        """Cheap until the last one: phones that skip the version are looked at only then."""
        if self.newer(version) < len(self.phones):
            return False
        return all(phone.version >= version for phone in self.phones)

    def newer(self, version: int) -> int:
        return sum(n for reached, n in self.at.items() if reached >= version)

    async def vote(self, question: str, round: int, *, each: int = 1, seconds: float = 0) -> bool:
        """All phones vote at once, and at each acknowledgement again, for so many `seconds`.

        `each` is how often at most, so that nobody floods the server.
        """
        await self.cast(question, round, each=each, seconds=seconds)
        return await self.acknowledged_all()

    async def cast(self, question: str, round: int, *, each: int = 1, seconds: float = 0) -> None:
        """The first vote of every phone is sent, and no reply waited for."""
        self.question, self.round, self.acks = question, round, []
        self.deadline = perf_counter() + seconds
        self.under_way = len(self.phones)
        for number, phone in enumerate(self.phones):
            phone.left = each - 1
            phone.vote(question, round)
            if number % 100 == 99:
                await asyncio.sleep(0)

    async def acknowledged_all(self) -> bool:
        return await self.until(lambda: not self.under_way)

    async def until(self, done: Callable[[], bool]) -> bool:
        try:
            async with asyncio.timeout(PATIENCE):
                while not done():
                    self.progress.clear()
                    await self.progress.wait()
        except TimeoutError:
            return False
        return True

    def heard(self) -> Counter[bytes]:
        total: Counter[bytes] = Counter()
        for phone in self.phones:
            total.update(phone.heard)
        return total

    def forget(self) -> None:
        for phone in self.phones:
            phone.heard.clear()

    def values(self) -> Counter[str]:
        return Counter(phone.value for phone in self.phones)

    def seqs(self) -> int:
        return sum(phone.seq for phone in self.phones)

    def close(self) -> None:
        for phone in self.phones:
            phone.close()
