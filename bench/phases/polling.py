"""Phones whose network blocks websockets: they hold a GET, and vote with a POST."""

from __future__ import annotations

import asyncio
import math
from collections import Counter
from time import perf_counter

from bench.client.crowd import VERSION, VOTE, vote_id
from bench.client.http import Connection
from bench.client.network import connection, each
from bench.phases.room import OTHER, QUESTION, Figures, Room
from bench.stats import percentile
from bench.targets.ours import Ours

JSON = "Accept: application/json\r\nContent-Type: application/json\r\n"
SLIDES = 6
SETTLE = 0.5  # seconds in which the first polls become held ones


class Poller:
    """A phone that polls: it asks again as soon as it was answered."""

    def __init__(self, target: Ours, number: int, cookie: str) -> None:
        self.target = target
        self.number = number
        self.cookie = cookie
        self.version = 0
        self.state_at = 0.0
        self.moved = asyncio.Event()
        self.took = math.inf

    async def start(self) -> None:
        self.connection: Connection = await connection(self.target.port)
        await self.ask()
        self.asking = asyncio.create_task(self.go_on())

    async def ask(self) -> None:
        path = f"/{self.target.code}/state/?after={self.version}"
        reply = await self.connection.request("GET", path, cookie=self.cookie)
        found = VERSION.search(reply.body)
        assert found, reply
        self.version, self.state_at = int(found[1]), perf_counter()
        self.moved.set()

    async def reach(self, version: int) -> None:
        while self.version < version:
            self.moved.clear()
            await self.moved.wait()

    async def go_on(self) -> None:
        while True:
            await self.ask()

    async def vote(self, round: int) -> None:
        """Over a connection of its own, as a browser does whose first one is held."""
        sent = perf_counter()
        own = await connection(self.target.port)
        id = vote_id(self.number, 1)
        body = VOTE % (id, QUESTION, round, 1, self.value)
        path = f"/{self.target.code}/answers/"
        reply = await own.request(
            "POST", path, headers=JSON, cookie=self.cookie, body=body.encode()
        )
        own.close()
        if reply.status == 200 and id.encode() in reply.body:
            self.took = perf_counter() - sent

    @property
    def value(self) -> str:
        return "ABCDE"[self.number % 5]

    async def stop(self) -> None:
        self.asking.cancel()
        await asyncio.gather(self.asking, return_exceptions=True)
        self.connection.close()


async def run(room: Room) -> Figures:
    target = room.target
    if not isinstance(target, Ours):
        return {}
    room.crowd.close()
    cookies = [cookie for _path, cookie in target.phones(room.size)]
    pollers = [Poller(target, number, cookie) for number, cookie in enumerate(cookies)]
    await each(pollers, Poller.start)
    figures = await idle(room) | await slides(target, pollers) | await votes(target, pollers)
    await each(pollers, Poller.stop)
    return figures


async def idle(room: Room) -> Figures:
    """What it costs to hold the polls while nothing happens, the renewals included."""
    await asyncio.sleep(SETTLE)
    use, began = room.target.use, perf_counter()
    await asyncio.sleep(room.lengths.idle)
    return {"poll_idle": (room.target.use - use).ran / (perf_counter() - began)}


async def slides(target: Ours, pollers: list[Poller]) -> Figures:
    delays = []
    for number in range(SLIDES):
        began = perf_counter()
        version = await target.goto(OTHER if number % 2 == 0 else QUESTION)
        await asyncio.gather(*(poller.reach(version) for poller in pollers))
        delays.append(max(poller.state_at for poller in pollers) - began)
    return {"poll_slide_p50": percentile(delays, 0.5), "poll_slide_p99": percentile(delays, 0.99)}


async def votes(target: Ours, pollers: list[Poller]) -> Figures:
    version = await target.ask_again(QUESTION)
    await asyncio.gather(*(poller.reach(version) for poller in pollers))
    await each(pollers, lambda poller: poller.vote(target.round), at_once=len(pollers))
    sent = Counter(poller.value for poller in pollers)
    return {
        "poll_vote_p95": percentile([poller.took for poller in pollers], 0.95),
        "poll_exact": float(target.stored(QUESTION).values == sent),
    }
