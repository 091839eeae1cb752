"""As many phones on one process as this machine has files for: `make bench-sockets`.

Each joins with page, assets, cookie and socket. Then nothing happens for a while, the slide
changes, everybody votes at once, and the slide changes with everybody's own answer in it. The
phones are two processes on another core than the server's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import tempfile
from collections import Counter
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter

import uvloop

from bench import machine
from bench.client.crowds import Crowds, Place, Votes
from bench.measure import fresh
from bench.phases import joining
from bench.phases.room import OTHER, QUESTION
from bench.processes import WORK
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours

CLIENTS = 2
SPARE = 500  # files of the server that are no phone's socket
CHANGES = 6
IDLE = 24.0  # seconds: six pulses, and a ping to each
SETTLE = 5.0


class Roomy(Ours):
    """One process that may hold as many sockets as there are files."""

    def start_services(self) -> dict[str, str]:
        return {"MAX_SOCKETS": str(most_files()), "DATA_DIR": str(self.setting.folder)}


def most_files() -> int:
    return resource.getrlimit(resource.RLIMIT_NOFILE)[1]


class Run:
    def __init__(self, target: Ours, crowds: Crowds, size: int, idle: float) -> None:
        self.target = target
        self.crowds = crowds
        self.size = size
        self.seconds = idle

    async def take(self, words: str, work: Callable[[], Awaitable[str]], count: int) -> None:
        """Do something and print what it cost the server for one of `count`, and what it sent."""
        use, phones, sent = self.target.use, self.crowds.use, machine.loopback_bytes()
        began = perf_counter()
        told = await work()
        took = perf_counter() - began
        used, own = self.target.use - use, (self.crowds.use - phones).ran
        bytes_each = (machine.loopback_bytes() - sent) / count
        print(
            f"{words}: {told}; {took:.1f} s, server {used.ran / took:.0%} of a core"
            f" ({used.ran * 1e6 / count:.1f} µs for one) and {used.waited / took:.0%} waiting for"
            f" one, phones {own / took:.0%},"
            f" {bytes_each / 1000:.2f} kB on the line for one",
            flush=True,
        )

    async def join(self) -> str:
        share = self.size // CLIENTS
        shares = [(number * share, share) for number in range(CLIENTS)]
        shares[-1] = (shares[-1][0], self.size - shares[-1][0])
        await self.crowds.tell_each("join", shares)
        return f"{self.size:,} are in"

    async def idle(self) -> str:
        await asyncio.sleep(self.seconds)
        return "nothing happens"

    async def change(self, slides: tuple[str, ...]) -> str:
        delays = []
        for slide in slides:
            began = perf_counter()
            version = await self.target.goto(slide)
            delays.append(max(await self.crowds.tell("reach", version)) - began)
        middle, slowest = percentile(delays, 0.5), max(delays)
        return f"the last phone after {middle:.2f} s (p50), {slowest:.2f} s (slowest)"

    async def vote(self) -> str:
        began = perf_counter()
        found: list[Votes] = await self.crowds.tell("vote", QUESTION, self.target.round)
        waits = [wait for votes in found for wait in votes.waits]
        stored = self.target.stored(QUESTION)
        sent = sum((votes.values for votes in found), Counter())
        exact = stored.values == sent and stored.seqs == sum(votes.seqs for votes in found)
        done = all(votes.all_acknowledged for votes in found)
        rate = len(waits) / (max(votes.last for votes in found) - began)
        p50, p95, p99 = (percentile(waits, share) for share in (0.5, 0.95, 0.99))
        return (
            f"{len(waits):,} acknowledged, {rate:,.0f}/s, p50 {p50:.2f} s, p95 {p95:.2f} s,"
            f" p99 {p99:.2f} s, {'all of them' if done else 'NOT ALL'},"
            f" stored {'equals sent' if exact else 'DIFFERS FROM SENT'}"
        )

    async def lost(self) -> int:
        found = await self.crowds.tell("look")
        for lines in found:
            if lines.closed or lines.errors:
                print(f"closed: {dict(lines.closed)}, errors: {lines.errors[:3]}")
        return self.size - sum(lines.open for lines in found)


async def measure(target: Ours, size: int, idle: float, core: int | None) -> int:
    await target.goto(QUESTION)
    place = Place(target.port, target.code, target.page_path, await joining.assets_of(target))
    crowds = Crowds(place, CLIENTS, core)
    try:
        run = Run(target, crowds, size, idle)
        before = target.rss
        await run.take("whole joins", run.join, size)
        print(f"memory of the server: {(target.rss - before) / size / 1000:.1f} kB for one phone")
        await asyncio.sleep(SETTLE)
        await run.take("idle", run.idle, size)
        slides = (OTHER, QUESTION) * (CHANGES // 2)
        await run.take("changes of slide", lambda: run.change(slides), size * CHANGES)
        version = await target.ask_again(QUESTION)
        await crowds.tell("reach", version)
        await asyncio.sleep(SETTLE)
        await run.take("everybody votes", run.vote, size)
        await asyncio.sleep(SETTLE)
        await run.take(
            "a slide with everybody's answer", lambda: run.change((OTHER, QUESTION)), size * 2
        )
        print(f"memory of the server: {(target.rss - before) / size / 1000:.1f} kB for one phone")
        lost = await run.lost()
        print(f"{size:,} phones, {lost} lost. Load {os.getloadavg()[0]:.1f}.")
        return lost
    finally:
        crowds.stop()


async def start(folder: Path, size: int, idle: float) -> int:
    server, phones = machine.cores()
    machine.raise_limits()
    target = Roomy()
    await target.start(fresh(Setting(folder, server)))
    try:
        return await measure(target, size, idle, phones)
    finally:
        await target.stop()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-sockets", description=__doc__.split("\n")[0])
    parser.add_argument("--phones", type=int, default=most_files() - SPARE)
    parser.add_argument("--idle", type=float, default=IDLE, help="seconds in which nothing happens")
    asked = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="sockets-", dir=WORK) as folder:
        if uvloop.run(start(Path(folder), asked.phones, asked.idle)):
            raise SystemExit("Phones were lost.")


if __name__ == "__main__":
    main()
