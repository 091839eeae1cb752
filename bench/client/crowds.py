"""Phones in several processes, each of which may open so many files and no more."""

from __future__ import annotations

import asyncio
import gc
import multiprocessing
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from typing import Any

import uvloop

from bench import machine
from bench.client.crowd import Crowd
from bench.client.network import each
from bench.phases import joining


@dataclass(frozen=True, slots=True)
class Place:
    """What a phone knows of a session before it joins."""

    port: int
    code: str
    page_path: str
    assets: Sequence[str]


@dataclass(slots=True)
class Votes:
    """What the phones of one process voted, and how long each waited."""

    all_acknowledged: bool
    waits: list[float]
    last: float
    values: Counter[str]
    seqs: int


@dataclass(slots=True)
class Lines:
    """How the sockets of one process are."""

    open: int
    closed: Counter[str] = field(default_factory=Counter)
    errors: list[bytes] = field(default_factory=list)


async def join(crowd: Crowd, place: Place, first: int, count: int) -> None:
    """Whole joins: page, assets, cookie, socket and state."""

    async def one(number: int) -> None:
        await joining.join(place, crowd, number, place.assets)

    await each(range(first, first + count), one)


async def reach(crowd: Crowd, _place: Place, version: int) -> float:
    """When the last phone had this version, on the clock that processes share."""
    if not await crowd.reach(version):
        return float("inf")
    return max(phone.state_at for phone in crowd.phones)


async def vote(crowd: Crowd, _place: Place, question: str, round: int) -> Votes:
    done = await crowd.vote(question, round)
    waits = [now - sent for sent, now in crowd.acks]
    last = max(now for _sent, now in crowd.acks)
    return Votes(done, waits, last, crowd.values(), crowd.seqs())


async def look(crowd: Crowd, _place: Place) -> Lines:
    closed = Counter(phone.closed for phone in crowd.phones if phone.closed)
    return Lines(len(crowd.phones) - closed.total(), closed, crowd.errors)


Order = Callable[..., Coroutine[Any, Any, Any]]
ORDERS: dict[str, Order] = {each.__name__: each for each in (join, reach, vote, look)}


def hold(pipe: Connection, core: int | None, place: Place) -> None:
    """A process of phones, which does what it is told until it is told nothing more."""
    machine.raise_limits()
    machine.pin(core)
    gc.disable()  # a pause of the phones would look like one of the server
    uvloop.run(obey(pipe, place))


async def obey(pipe: Connection, place: Place) -> None:
    crowd = Crowd(place.port)
    loop = asyncio.get_running_loop()
    while order := await loop.run_in_executor(None, pipe.recv):
        name, *told = order
        try:
            pipe.send(await ORDERS[name](crowd, place, *told))
        except Exception as problem:
            pipe.send(problem)
    crowd.close()
    await asyncio.sleep(0.1)


class Crowds:
    def __init__(self, place: Place, processes: int, core: int | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipes: list[Connection] = []
        self.processes = []
        for _number in range(processes):
            ours, theirs = context.Pipe()
            process = context.Process(target=hold, args=(theirs, core, place))
            process.start()
            self.pipes.append(ours)
            self.processes.append(process)

    @property
    def use(self) -> machine.Use:
        return machine.use(process.pid for process in self.processes if process.pid)

    async def tell(self, name: str, *told: Any) -> list[Any]:
        """The same to every process; what each replied."""
        return await self.tell_each(name, [told] * len(self.pipes))

    async def tell_each(self, name: str, told: Sequence[tuple[Any, ...]]) -> list[Any]:
        loop = asyncio.get_running_loop()
        for pipe, arguments in zip(self.pipes, told, strict=True):
            pipe.send((name, *arguments))
        replies = [loop.run_in_executor(None, pipe.recv) for pipe in self.pipes]
        found = await asyncio.gather(*replies)
        for reply in found:
            if isinstance(reply, Exception):
                raise reply
        return found

    def stop(self) -> None:
        for pipe, process in zip(self.pipes, self.processes, strict=True):
            pipe.send(None)
            process.join(60)
            if process.is_alive():
                process.kill()
