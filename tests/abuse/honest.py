"""A phone, a desk and a projector that must not notice, and how long each of them waited."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from tests.faults.site import Site
from tests.polls.realtime.clients import Peer

PAUSE = 0.1  # seconds between two votes
MIB = 1024 * 1024


class Watch:
    """The slowest answer that each of them got, in seconds, and the server's memory."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.slowest: dict[str, float] = {}
        self.count: dict[str, int] = {}
        self.refused: list[str] = []
        self.memory = 0

    async def timed(self, who: str, answer: Awaitable[Any]) -> Any:
        began = time.monotonic()
        found = await answer
        took = time.monotonic() - began
        self.slowest[who] = max(took, self.slowest.get(who, 0.0))
        self.count[who] = self.count.get(who, 0) + 1
        return found

    async def vote(self, phone: Peer) -> None:
        for number in range(1, 1_000_000):
            value = ["AB"[number % 2]]
            sent = phone.answer("goed", value, seq=self.seq + number, id=str(uuid4()))
            reply = await self.timed("vote", sent)
            if "outcome" not in reply:
                self.refused.append(reply["code"])
            await asyncio.sleep(PAUSE)

    async def steer(self, screen: Peer) -> None:
        """Each action until its reply, and until the projector shows it."""
        while True:
            for seconds in ("60", "90"):
                began = time.monotonic()
                version = await self.timed("desk", self.site.act("timer", seconds=seconds))
                while (await screen.receive()).get("version", 0) < version:
                    pass
                took = time.monotonic() - began
                self.slowest["projector"] = max(took, self.slowest.get("projector", 0.0))
                await asyncio.sleep(PAUSE)

    async def join(self) -> None:
        async with self.site.browser() as client:
            while True:
                client.cookies.clear()
                path = f"/{self.site.session.code}/"
                reply = await self.timed("join", client.get(path))
                if reply.status_code != 200:
                    self.refused.append(f"join {reply.status_code}")
                await asyncio.sleep(PAUSE * 3)

    async def look(self) -> None:
        while True:
            self.memory = max(self.memory, resident(self.site.server.pid))
            await asyncio.sleep(PAUSE)

    @asynccontextmanager
    async def going_on(self) -> AsyncIterator[None]:
        phone, screen = await self.site.phone(), await self.site.screen()
        await phone.receive()
        self.seq = time.monotonic_ns() // 10**8 % 10**8
        tasks = [
            asyncio.create_task(each)
            for each in (self.vote(phone), self.steer(screen), self.join(), self.look())
        ]
        try:
            yield
        finally:
            failed = [task for task in tasks if task.done()]
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            for task in failed:
                task.result()
            await phone.close()
            await screen.close()


def resident(pid: int) -> int:
    """Bytes of memory that a process holds."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    return 0
