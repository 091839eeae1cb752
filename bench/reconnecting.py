"""A server is killed and started again: when is everybody back, and what do votes wait meanwhile?

`make bench-reconnecting`. Phones come back by the rule of the real page (static/js/socket.js, the
waiting times of `backOff` in static/js/frames.js; tests/bench/test_reconnecting.py compares the
two). Whoever is back votes at once and then every ten seconds.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import uvloop

from bench import machine
from bench.client.crowd import KIND, VOTE, vote_id
from bench.client.network import connect, each, request
from bench.client.socket import Socket
from bench.measure import fresh
from bench.phases.room import QUESTION
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, server_options

WITHIN = re.compile(rb'"within": ?([\d.]+)')
FIRST_FRAME = 3.0  # seconds that a page waits for the first frame of a socket
FAILURES_BEFORE_POLLING = 2
GROWTH, MOST = 1.5, 4.0
EVERY = 10.0  # seconds between two votes of a phone
SETTLE = 5.0  # seconds of votes before the server is killed, and after everybody is back
PATIENCE = 180.0
LIMIT = 1.0  # seconds of a vote, p95


def back_off(within: float, failures: int, chance: float) -> float:
    """Seconds that a page waits before its next try."""
    return chance * within * min(MOST, GROWTH**failures)


class Line(Socket):
    """The socket of one phone."""

    def __init__(self, phone: Phone) -> None:
        super().__init__(phone.room.host, phone.path, phone.cookie)
        self.phone = phone

    def hear(self, payload: bytes, now: float) -> None:
        self.phone.hear(payload, now)
        if not self.opened.done():
            self.opened.set_result(None)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self.phone.lost.set()


@dataclass(eq=False)
class Phone:
    """A page that goes on until the room is over: open, vote, lose the line, come back."""

    room: Room
    number: int
    path: str
    cookie: str
    within: float = 2.5  # until the server says
    seq: int = 0
    sent_at: float = 0.0
    waiting: bool = False
    lost: asyncio.Event = field(default_factory=asyncio.Event)

    def hear(self, payload: bytes, now: float) -> None:
        found = KIND.match(payload)
        kind = found[1] if found else b"unknown"
        self.room.heard[kind] += 1
        if spread := WITHIN.search(payload):
            self.within = float(spread[1]) or self.within
        if kind == b"ack" and self.waiting:
            self.waiting = False
            self.room.acks.append((self.sent_at, now - self.sent_at))

    async def go_on(self) -> None:
        await self.open()
        while True:
            await self.lost.wait()
            self.room.here.discard(self)
            if self.waiting:
                self.waiting = False
                self.room.cut_off += 1
            await self.come_back()

    async def come_back(self) -> None:
        failures = 0
        while True:
            await asyncio.sleep(back_off(self.within, failures, random.random()))
            if await self.open():
                return
            failures += 1
            if failures >= FAILURES_BEFORE_POLLING:
                if await self.poll() and await self.open():
                    return
                failures = 0

    async def open(self) -> bool:
        self.lost.clear()
        self.room.tries += 1
        line: Line | None = None
        try:
            line = await connect(self.room.port, lambda: Line(self))
            async with asyncio.timeout(FIRST_FRAME):
                await asyncio.shield(line.opened)
        except (OSError, TimeoutError):
            if line:
                line.opened.cancel()  # nobody waits for it any more
                line.close()
            return False
        self.room.here.add(self)
        self.room.voting.append(asyncio.ensure_future(self.vote_on(line)))
        return True

    async def poll(self) -> bool:
        self.room.polls += 1
        with suppress(OSError):
            place = f"{self.path.removeprefix('/ws')}state/"
            return (await request(self.room.port, "GET", place, cookie=self.cookie)).status == 200
        return False

    async def vote_on(self, line: Line) -> None:
        """At once, and then every so often; not all phones in the same moment."""
        if not self.room.returning:
            await asyncio.sleep(random.random() * EVERY)
        while not line.closed:
            if not self.waiting:
                self.vote(line)
            await asyncio.sleep(EVERY)

    def vote(self, line: Line) -> None:
        self.seq += 1
        self.waiting, self.sent_at = True, perf_counter()
        value = "ABCDE"[(self.number + self.seq) % 5]
        id = vote_id(self.number, self.seq)
        line.send((VOTE % (id, QUESTION, 1, self.seq, value)).encode())


@dataclass(eq=False)
class Room:
    """All phones, who of them is here, and what their votes waited."""

    port: int
    here: set[Phone] = field(default_factory=set)
    acks: list[tuple[float, float]] = field(default_factory=list)  # sent, waited
    heard: Counter[bytes] = field(default_factory=Counter)
    voting: list[asyncio.Future[None]] = field(default_factory=list)
    tries: int = 0
    polls: int = 0
    cut_off: int = 0  # votes that were under way when the line broke
    returning: bool = False

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def until(self, count: int) -> float:
        """Seconds until so many are here."""
        began = perf_counter()
        async with asyncio.timeout(PATIENCE):
            while len(self.here) < count:  # noqa: ASYNC110  # each may be the last
                await asyncio.sleep(0.05)
        return perf_counter() - began


async def run(setting: Setting, size: int) -> dict[str, float]:
    target = Ours()
    await target.start(setting)
    room = Room(target.port)
    phones = [Phone(room, n, *found) for n, found in enumerate(target.phones(size))]
    tasks: list[asyncio.Task[None]] = []
    try:
        await target.goto(QUESTION)
        await each(phones, lambda phone: enter(phone, tasks))
        await asyncio.sleep(EVERY + SETTLE)  # a pulse has told how far to spread
        usual = [waited for _sent, waited in room.acks]
        return await restart(target, room, size) | {"usual_p95": percentile(usual, 0.95)}
    finally:
        for task in (*tasks, *room.voting):
            task.cancel()
        await target.stop()


async def enter(phone: Phone, tasks: list[asyncio.Task[None]]) -> None:
    tasks.append(asyncio.create_task(phone.go_on()))
    while phone not in phone.room.here:  # noqa: ASYNC110  # 256 at once, as a room comes in
        await asyncio.sleep(0.01)


async def restart(target: Ours, room: Room, size: int) -> dict[str, float]:
    spread = percentile([phone.within for phone in room.here], 0.5)
    room.acks.clear()
    room.tries = room.polls = 0
    room.returning = True
    killed = perf_counter()
    target.processes[0].process.kill()
    target.processes[0].process.wait()
    while room.here:  # noqa: ASYNC110  # all of them notice
        await asyncio.sleep(0.01)
    target.processes[0] = target.serve()
    await asyncio.get_running_loop().run_in_executor(None, target.processes[0].wait)
    served, use = perf_counter(), target.use
    tries = room.tries
    await room.until(size)
    back = perf_counter()
    used = (target.use - use).ran
    await asyncio.sleep(SETTLE)
    waited = [taken for sent, taken in room.acks if sent < back]
    return {
        "phones": size,
        "spread": spread,
        "away": served - killed,
        "back": back - served,
        "cpu": used / (back - served),
        "votes": len(waited),
        "p50": percentile(waited, 0.5),
        "p95": percentile(waited, 0.95),
        "slowest": max(waited),
        "tries": (room.tries - tries) / size,
        "polls": room.polls,
        "unanswered": sum(
            phone.waiting and perf_counter() - phone.sent_at > LIMIT for phone in room.here
        ),
    }


def report(found: dict[str, float]) -> str:
    verdict = "holds" if found["p95"] <= LIMIT and not found["unanswered"] else "does not hold"
    return (
        f"{found['phones']:,} phones, told to spread over {found['spread']:.0f} s; "
        f"the server was away for {found['away']:.1f} s.\n"
        f"All were back {found['back']:.1f} s after it answered, with {found['tries']:.2f} tries "
        f"each and {found['polls']:,} polls; it ran {found['cpu']:.0%} of a core.\n"
        f"{found['votes']:,} votes meanwhile: p50 {found['p50'] * 1e3:.0f} ms, "
        f"p95 {found['p95'] * 1e3:.0f} ms (before {found['usual_p95'] * 1e3:.0f} ms), "
        f"slowest {found['slowest'] * 1e3:.0f} ms, {found['unanswered']:.0f} without a reply. "
        f"p95 <= {LIMIT:.0f} s {verdict}."
    )


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-reconnecting", description=__doc__)
    parser.add_argument("--phones", type=int, default=8_000)
    size = parser.parse_args().phones
    server, core = machine.cores()
    machine.raise_limits()
    machine.pin(core)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(report(uvloop.run(run(fresh(Setting(folder, server, server_options(folder))), size))))


if __name__ == "__main__":
    main()
