"""What a join costs, beside a bare GET of the same run: `make bench-joins`.

All in CPU of the server's process, which other work on the machine disturbs less than time.
Bare ASGI and Polshoogte take turns; a line is the median of the rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from statistics import median

import uvloop

from bench import machine
from bench.client.crowd import Crowd, Phone
from bench.client.network import connect, connection, each, request
from bench.measure import fresh
from bench.phases import joining
from bench.phases.room import QUESTION
from bench.processes import WORK
from bench.targets.base import Setting, Target
from bench.targets.ours import Ours, server_options
from bench.targets.references import Bare

GETS = 2_000  # over 20 connections that stay
Figures = dict[str, float]


async def cpu(target: Target, count: int, work: Callable[[int], Awaitable[None]]) -> float:
    """Milliseconds that the server's process ran for one of `count`."""
    use = target.use
    await each(range(count), work)
    return (target.use - use).ran * 1000 / count


async def gets(target: Target, path: str, cookies: list[str], count: int = GETS) -> float:
    """The cost of one GET; `cookies` are given in turn."""
    links = [await connection(target.port) for _ in range(20)]
    free = list(links)

    async def one(number: int) -> None:
        link = free.pop()
        reply = await link.request(
            "GET", path, headers=joining.COLD, cookie=cookies[number % len(cookies)]
        )
        if reply.status != 200:
            raise ConnectionError(f"{path}: {reply.status}")
        free.append(link)

    use = target.use
    await each(range(count), one, at_once=len(links))
    took = (target.use - use).ran * 1000 / count
    for link in links:
        link.close()
    return took


async def measure_bare(setting: Setting) -> Figures:
    target = Bare()
    await target.start(fresh(setting))
    try:
        kept = await gets(target, "/", [""])

        async def once(_number: int) -> None:
            await request(target.port, "GET", "/")

        return {"bare": kept, "bare_connection": await cpu(target, GETS, once)}
    finally:
        await target.stop()


async def measure_ours(setting: Setting, phones: int) -> Figures:
    target = Ours()
    await target.start(fresh(setting))
    try:
        await target.goto(QUESTION)
        return await measure_joins(target, phones)
    finally:
        await target.stop()


async def measure_joins(target: Ours, phones: int) -> Figures:
    assets = await joining.assets_of(target)
    crowd = Crowd(target.port)
    known = target.phones(phones)
    cookies = [cookie for _path, cookie in known]
    figures = {"requests": float(len(assets) + 2)}
    figures["join"] = await cpu(
        target, phones, lambda number: joining.join(target, crowd, number, assets)
    )
    figures["page"] = await gets(target, target.page_path, [""])
    figures["assets"] = 0.0
    for path in assets:
        figures["assets"] += await gets(target, path, [""], GETS // 4)

    async def socket(number: int) -> None:
        path, cookie = known[number]
        phone = await connect(target.port, lambda: Phone(crowd, number, path, cookie))
        crowd.phones.append(phone)
        await phone.opened

    figures["socket"] = await cpu(target, phones, socket)  # and each is known from now on
    crowd.close()
    await asyncio.sleep(0.2)
    figures["known page"] = await gets(target, target.page_path, cookies, phones)
    figures["known socket"] = await cpu(target, phones, socket)
    crowd.close()
    voters = Crowd(target.port)
    await voters.connect(known)
    if not await voters.vote(QUESTION, target.round):
        raise ConnectionError("not every vote was acknowledged")
    voters.close()
    figures["answered page"] = await gets(target, target.page_path, cookies, phones)
    return figures


NAMES = {
    "join": "a whole join: page, assets, cookie, socket, state",
    "page": "the page of a new device",
    "assets": "its assets together",
    "socket": "a socket of a new device, with its state",
    "known page": "the page of a known device",
    "known socket": "the socket of a known device",
    "answered page": "the page of a device that has answered",
}


def report(rounds: list[Figures]) -> str:
    found = {name: median(each[name] for each in rounds) for name in rounds[0]}
    bare = found["bare"]
    connected = found["bare_connection"]
    lines = [
        f"A bare GET: {bare * 1000:.0f} us, over a connection of its own "
        f"{connected * 1000:.0f} us. A join is {found['requests']:.0f} requests. "
        f"Load {os.getloadavg()[0]:.1f}, medians of {len(rounds)} rounds.",
        "",
        "| CPU of the server | ms | bare GETs | with connection |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [
        f"| {words} | {found[name]:.2f} | {found[name] / bare:.1f} "
        f"| {found[name] / connected:.1f} |"
        for name, words in NAMES.items()
    ]
    return "\n".join(lines)


async def run(options: argparse.Namespace, folder: Path) -> None:
    server, phones_core = machine.cores()
    machine.raise_limits()
    machine.pin(phones_core)
    setting = Setting(folder, server, server_options(folder))
    rounds = []
    for _ in range(options.repeat):
        bare = await measure_bare(setting)
        rounds.append(bare | await measure_ours(setting, options.phones))
    print(report(rounds))


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-joins", description=__doc__)
    parser.add_argument("--phones", type=int, default=1_000)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="joins-", dir=WORK) as folder:
        uvloop.run(run(options, Path(folder)))


if __name__ == "__main__":
    main()
