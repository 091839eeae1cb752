"""What a second core and a second machine bring: `make bench-cores`.

Server processes are pinned to cores of their own, with PostgreSQL and Redis beside them. A small
machine has no core left for the phones, so they take turns: for votes and slides they write, and
sleep while the servers work (bench/client/still.py). Sockets and joins go to and fro; there phones
share the cores, and what counts is the CPU of each part, which stands beside all times.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import re
import tempfile
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from urllib.request import urlopen

import uvloop

from bench import machine, services
from bench.client.crowd import Crowd
from bench.client.network import each
from bench.client.still import Took, answer_while_asleep
from bench.machine import Use
from bench.measure import fresh
from bench.phases import joining
from bench.phases.room import OTHER, QUESTION
from bench.processes import WORK
from bench.stats import middle
from bench.targets.base import Setting
from bench.targets.many import Machines, Workers

Figures = dict[str, float]
HELD = re.compile(rb'polshoogte_commit_seconds_sum\{queue="answers"\} (\S+)')
SLIDES = 10
QUIET = 0.4  # seconds in which what follows a change is over: ticks, other processes
TRIES = 5  # of a moment in which a pulse, which comes by the clock, was heard too


LAYOUTS = {
    "one": "1 process, all on 1 core",
    "apart": "1 process, database on the other",
    "two": "2 processes, 2 cores",
    "machines": "2 machines and nginx, 2 cores",
}


def layout(name: str, first: int, second: int) -> Workers:
    match name:
        case "one":
            return Workers([first], first)
        case "apart":
            return Workers([first], second)
        case "two":
            return Workers([first, second], None)
        case _:
            return Machines([first, second], None)


class Meter:
    """Adds up what each part ran, per thing that was done."""

    def __init__(self, target: Workers) -> None:
        self.target = target
        self.figures: dict[str, list[float]] = {}

    def note(self, name: str, value: float) -> None:
        self.figures.setdefault(name, []).append(value)

    async def take(self, name: str, count: int, work: Callable[[], Awaitable[Took]]) -> None:
        """`work` does `count` things."""
        before = self.target.used
        took, phones = await work()
        after = self.target.used
        ran = {part: (use - before.get(part, Use())).ran for part, use in after.items()}
        servers = [part for part in ran if part.startswith("server")]
        self.note(f"{name} rate", count / took)
        self.note(f"{name} time", took)
        self.note(f"{name} phones", phones / took)
        self.note(f"{name} servers", sum(ran[part] for part in servers) / count)
        self.note(f"{name} busiest", max(ran[part] for part in servers) / count)
        for part in ran.keys() - servers:
            self.note(f"{name} {part}", ran[part] / count)

    def middles(self) -> Figures:
        return {name: middle(values) for name, values in self.figures.items()}


async def measure(target: Workers, setting: Setting, size: int, bursts: int) -> Figures:
    await target.start(setting)
    meter = Meter(target)
    crowd = Crowd(target.port)
    try:
        await target.goto(QUESTION)
        phones = target.phones(size)
        await meter.take("socket", size, lambda: timed(crowd.connect(phones)))
        for number in range(SLIDES):
            await change(meter, crowd, OTHER if number % 2 == 0 else QUESTION)
        for _burst in range(bursts):
            await vote(meter, crowd)
        crowd.close()
        await whole_joins(meter, size)
        return meter.middles()
    finally:
        crowd.close()
        await asyncio.sleep(0.1)
        await target.stop()


async def timed(work: Awaitable[object]) -> Took:
    began, ran = perf_counter(), process_time()
    await work
    return Took(perf_counter() - began, process_time() - ran)


async def change(meter: Meter, crowd: Crowd, slide: str) -> None:
    """From when the servers may read the facilitator's request until the last phone can read."""
    target = meter.target
    asked: list[asyncio.Task[int]] = []

    async def ask() -> None:
        asked.append(asyncio.create_task(target.goto(slide)))

    await asyncio.sleep(QUIET)
    await meter.take(
        "slide", len(crowd.phones), lambda: answer_while_asleep(crowd, target.in_front, ask)
    )
    if not await crowd.reach(await asked[0]):
        raise RuntimeError("a change of slide did not reach every phone")


async def vote(meter: Meter, crowd: Crowd) -> None:
    """A round in which everybody votes in the same moment."""
    target = meter.target
    for _try in range(TRIES):
        await crowd.reach(await target.ask_again(QUESTION))
        await asyncio.sleep(QUIET)
        crowd.forget()
        held = await commit_seconds(target)
        burst = Meter(target)
        cast = partial(crowd.cast, QUESTION, target.round)
        work = partial(answer_while_asleep, crowd, target.in_front, cast)
        await burst.take("vote", len(crowd.phones), work)
        if not await crowd.acknowledged_all() or target.stored(QUESTION).values != crowd.values():
            raise RuntimeError("what is stored is not what was sent")
        burst.note("vote held", (await commit_seconds(target) - held) / len(crowd.phones))
        if crowd.heard()[b"pulse"] == 0:
            for name, value in burst.middles().items():
                meter.note(name, value)
            return
    raise RuntimeError("a pulse came into every burst")


async def commit_seconds(target: Workers) -> float:
    """How long batches of answers took together until now, as the servers count it."""
    if isinstance(target, Machines):
        return float("nan")  # each would have to be asked by itself
    told = await asyncio.to_thread(read, f"http://127.0.0.1:{target.port}/metrics")
    found = HELD.search(told)
    return float(found[1]) if found else 0.0


def read(address: str) -> bytes:
    with urlopen(address) as reply:
        return bytes(reply.read())


async def whole_joins(meter: Meter, size: int) -> None:
    target = meter.target
    assets = await joining.assets_of(target)
    crowd = Crowd(target.port)
    count = min(size, joining.MOST)

    async def join() -> Took:
        return await timed(
            each(range(count), lambda number: joining.join(target, crowd, number, assets))
        )

    await meter.take("join", count, join)
    crowd.close()


ROWS: tuple[tuple[str, str, Callable[[float], str]], ...] = (
    ("votes of a burst", "vote rate", lambda r: f"{r:,.0f}/s"),
    ("… CPU of the servers for one", "vote servers", lambda s: f"{s * 1e6:.0f} µs"),
    ("… of the busiest of them", "vote busiest", lambda s: f"{s * 1e6:.0f} µs"),
    ("… of PostgreSQL", "vote PostgreSQL", lambda s: f"{s * 1e6:.0f} µs"),
    ("… of nginx", "vote nginx", lambda s: f"{s * 1e6:.0f} µs"),
    ("… in transactions that hold the question", "vote held", lambda s: f"{s * 1e6:.0f} µs"),
    ("… phones meanwhile, of a core", "vote phones", lambda s: f"{s:.0%}"),
    ("a change of slide, to the last phone", "slide time", lambda s: f"{s * 1e3:.1f} ms"),
    ("… CPU of the servers for one phone", "slide servers", lambda s: f"{s * 1e6:.1f} µs"),
    ("… of the busiest of them", "slide busiest", lambda s: f"{s * 1e6:.1f} µs"),
    ("… of nginx", "slide nginx", lambda s: f"{s * 1e6:.1f} µs"),
    ("… phones meanwhile, of a core", "slide phones", lambda s: f"{s:.0%}"),
    ("sockets of new devices", "socket rate", lambda r: f"{r:,.0f}/s"),
    ("… CPU of the servers for one", "socket servers", lambda s: f"{s * 1e6:.0f} µs"),
    ("… of PostgreSQL", "socket PostgreSQL", lambda s: f"{s * 1e6:.0f} µs"),
    ("… phones meanwhile, of a core", "socket phones", lambda s: f"{s:.0%}"),
    ("whole joins", "join rate", lambda r: f"{r:,.0f}/s"),
    ("… CPU of the servers for one", "join servers", lambda s: f"{s * 1e3:.2f} ms"),
    ("… of nginx", "join nginx", lambda s: f"{s * 1e3:.2f} ms"),
    ("… phones meanwhile, of a core", "join phones", lambda s: f"{s:.0%}"),
)


def report(size: int, found: dict[str, Figures]) -> str:
    names = list(found)
    lines = [
        f"Load {os.getloadavg()[0]:.1f}.",
        "",
        f"| {size:,} phones | {' | '.join(names)} |",
        "| --- |" + " ---: |" * len(names),
    ]
    for words, key, write in ROWS:
        values = [found[name].get(key, float("nan")) for name in names]
        cells = ("–" if value != value else write(value) for value in values)
        lines.append(f"| {words} | {' | '.join(cells)} |")
    return "\n".join(lines)


async def run(options: argparse.Namespace, folder: Path) -> None:
    cores = sorted(os.sched_getaffinity(0))
    machine.raise_limits()
    rounds: dict[str, list[Figures]] = {}
    for _round in range(options.repeat):
        for name in options.layouts:
            target = layout(name, *cores[:2])
            os.sched_setaffinity(0, cores[1:2] if target.is_alone else cores)
            setting = fresh(Setting(folder, None))
            rounds.setdefault(LAYOUTS[name], []).append(
                await measure(target, setting, options.phones, options.bursts)
            )
    found = {
        name: {key: middle([each[key] for each in done]) for key in done[0]}
        for name, done in rounds.items()
    }
    print(report(options.phones, found))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-cores", description=__doc__.split("\n")[0])
    parser.add_argument("--phones", type=int, default=1_000)
    parser.add_argument("--bursts", type=int, default=5)
    parser.add_argument("--repeat", type=int, default=3)
    possible = list(LAYOUTS) if services.proxy_available() else list(LAYOUTS)[:-1]
    parser.add_argument("--layouts", nargs="+", choices=possible, default=possible)
    options = parser.parse_args()
    if len(os.sched_getaffinity(0)) < 2 or not services.available():
        raise SystemExit("make bench-cores takes two cores, PostgreSQL and Redis.")
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="cores-", dir=WORK) as name:
        uvloop.run(run(options, Path(name)))


if __name__ == "__main__":
    main()
