"""What a facilitator waits for while texts come in: `make bench-desk`.

Prints how long the actions on texts take and the list of them, with few texts and with
5,000, with nobody writing and with 300 answers a second; the first of these is the
reference. And what the desk is sent meanwhile, and whether every answer was counted.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path
from time import perf_counter

import orjson
import uvloop

from bench import machine
from bench.client.crowd import vote_id
from bench.client.network import connect, each, request
from bench.client.socket import Socket
from bench.measure import fresh
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, environment, python, read_sqlite, server_options

QUESTION = "tip"  # its texts wait for the facilitator
FEW = 10  # texts
STEP = 0.02  # seconds between two handfuls of answers
LIMIT = 0.3  # seconds of an action
LARGEST = 1_000_000  # bytes of the page with the list
PATIENCE = 60.0
MOVES = ("card-show", "card-star", "card-spotlight", "card-unstar", "card-hide", "card-hold")
CARD = re.compile(rb'data-card="(\w+)"')
FILL = """
import django; django.setup()
from polls.models import LiveSession, Question
from tests.workshop.exports.room import store
session = LiveSession.objects.get(code="{code}")
question = Question.objects.get(session=session, key="{question}")
texts = [f"Een tip van gemiddelde lengte, nummer {{n}}" for n in range({start}, {stop})]
people = [(f"filler-{{n}}", [texts[n - {start}]]) for n in range({start}, {stop})]
store(session, question, people)
"""
ROWS = """
SELECT 'all', count(*), sum(r.seq) FROM polls_response r
JOIN polls_question q ON q.id = r.question_id WHERE q.key = ? AND r.round = ? GROUP BY 1
"""


class Writer(Socket):
    """A phone that sends another text each time."""

    def __init__(self, crowd: Writers, number: int, path: str, cookie: str) -> None:
        super().__init__(crowd.host, path, cookie)
        self.crowd = crowd
        self.number = number
        self.seq = 0
        self.sent_at = 0.0

    def hear(self, payload: bytes, now: float) -> None:
        kind = orjson.loads(payload)["type"]
        self.crowd.heard[kind] += 1
        if kind == "ack":
            self.crowd.acks.append(now - self.sent_at)
        if not self.opened.done():
            self.opened.set_result(None)

    def write(self) -> None:
        self.seq += 1
        self.sent_at = perf_counter()
        value = [f"Tip {self.number} in versie {self.seq}, van gewone lengte"]
        answer = {"id": vote_id(self.number, self.seq), "question": QUESTION, "round": 1}
        self.send(orjson.dumps({"type": "answer", **answer, "seq": self.seq, "value": value}))


@dataclass(frozen=True, slots=True)
class Size:
    """How much of it: texts, phones that each write once a second, and for how long."""

    many: int = 5_000
    writers: int = 300
    seconds: float = 10.0


QUICK = Size(many=200, writers=20, seconds=1.0)


@dataclass
class Writers:
    """All phones together."""

    port: int
    phones: list[Writer] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    heard: Counter[str] = field(default_factory=Counter)

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def enter(self, paths: list[tuple[str, str]]) -> None:
        async def one(item: tuple[int, tuple[str, str]]) -> None:
            number, (path, cookie) = item
            phone = await connect(self.port, lambda: Writer(self, number, path, cookie))
            self.phones.append(phone)
            await phone.opened

        await each(enumerate(paths), one)

    async def go_on(self) -> None:
        """A handful of them every STEP: each writes once a second."""
        turn = cycle(self.phones)
        began, sent = perf_counter(), 0
        while True:
            due = int((perf_counter() - began) * len(self.phones))
            for _ in range(due - sent):
                next(turn).write()
            sent = due
            await asyncio.sleep(STEP)

    @property
    def seqs(self) -> int:
        return sum(phone.seq for phone in self.phones)


class Watcher(Socket):
    """A desk: how many frames of results it gets, how large, and what they count."""

    def __init__(self, host: str, path: str, cookie: str) -> None:
        super().__init__(host, path, cookie)
        self.sizes: list[int] = []
        self.texts = 0

    def hear(self, payload: bytes, now: float) -> None:
        frame = orjson.loads(payload)
        if frame["type"] == "results" and frame["question"] == QUESTION:
            self.sizes.append(len(payload))
            self.texts = sum(frame["texts"].values())
        if not self.opened.done():
            self.opened.set_result(None)


class Desk:
    """A facilitator at work."""

    def __init__(self, target: Ours, seconds: float) -> None:
        self.target = target
        self.seconds = seconds
        self.place = f"/desk/{target.code}/texts/?question={QUESTION}"

    async def get(self, more: str) -> tuple[float, bytes]:
        began = perf_counter()
        path = f"{self.place}{more}"
        reply = await request(self.target.port, "GET", path, cookie=self.target.trainer)
        if reply.status != 200:
            raise RuntimeError(f"{path} gave {reply.status}")
        return perf_counter() - began, reply.body

    async def work(self, label: str, reference: float = 0.0) -> float:
        """Act for a while, one action after the other; the median action."""
        _taken, page = await self.get("&state=all&part=1")
        cards = cycle(id.decode() for id in CARD.findall(page))
        actions, lists = [], []
        end = perf_counter() + self.seconds
        for move in cycle(MOVES):
            if perf_counter() > end:
                break
            began = perf_counter()
            await self.target.act(move, question=QUESTION, card=next(cards))
            actions.append(perf_counter() - began)
            if move == MOVES[-1]:
                lists.append((await self.get("&part=1"))[0])
        tell(label, "action", actions, reference)
        tell("", "list", lists)
        return percentile(actions, 0.5)


def tell(label: str, what: str, taken: list[float], reference: float = 0.0) -> None:
    shares = [1000 * percentile(taken, share) for share in (0.5, 0.95, 1)]
    p50, p95, slowest = (f"{share:5.0f}" for share in shares)
    verdict = "" if what == "list" else f", {sum(each > LIMIT for each in taken)} over 300 ms"
    times = f", {percentile(taken, 0.5) / reference:.1f}x the reference" if reference else ""
    count = f"{len(taken):5,} times"
    print(f"{label:26} {what:7} {p50} p50 {p95} p95 {slowest} ms slowest, {count}{verdict}{times}")


def fill(target: Ours, start: int, stop: int) -> None:
    env = environment(target.setting.folder, target.port)
    code = FILL.format(code=target.code, question=QUESTION, start=start, stop=stop)
    python(["-c", code], env)


async def run(setting: Setting, size: Size) -> None:
    target = Ours()
    try:
        await target.start(setting)
        await target.goto(QUESTION)
        desk = Desk(target, size.seconds)
        fill(target, 0, FEW)
        reference = await desk.work(f"{FEW} texts, nobody writes")
        fill(target, FEW, size.many)
        await desk.work(f"{size.many:,} texts, nobody writes", reference)
        await with_writers(target, desk, size, reference)
    finally:
        await target.stop()


async def with_writers(target: Ours, desk: Desk, size: Size, reference: float) -> None:
    writers = Writers(target.port)
    await writers.enter(target.phones(size.writers))
    path = f"/ws/desk/{target.code}/"
    watcher = await connect(target.port, lambda: Watcher(writers.host, path, target.trainer))
    await watcher.opened
    watcher.sizes.clear()
    writing = asyncio.create_task(writers.go_on())
    began = perf_counter()
    await desk.work(f"{size.many:,} texts, {size.writers} a second", reference)
    writing.cancel()
    took = perf_counter() - began
    frames, sent = len(watcher.sizes), writers.seqs
    _taken, page = await desk.get("&state=all")
    counted = await until(
        lambda: (len(writers.acks), watcher.texts) == (sent, size.many + size.writers)
    )
    stored = read_sqlite(target.setting.folder / "db.sqlite3", ROWS, QUESTION, 1)
    exact = counted and stored.seqs == size.many + sent
    slow = 1000 * percentile(writers.acks, 0.95)
    print(f"{'answers':26} {sent / took:.0f} a second, acknowledged p95 {slow:.0f} ms")
    print(f"{'all counted, none twice':26} {exact} ({dict(writers.heard)})")
    print(f"{'desk':26} {frames / took:.1f} frames a second, at most {max(watcher.sizes):,} bytes")
    print(f"{'page with the list':26} {len(page):,} bytes (at most {LARGEST:,})")
    for socket in (watcher, *writers.phones):
        socket.close()


async def until(done: Callable[[], bool]) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE):
            while not done():  # noqa: ASYNC110  # whatever comes in may be the last
                await asyncio.sleep(STEP)
    return done()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-desk", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few texts, short: only a look")
    size = QUICK if parser.parse_args().quick else Size()
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uvloop.run(run(fresh(Setting(folder, server, server_options(folder))), size))


if __name__ == "__main__":
    main()
