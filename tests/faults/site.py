"""A session on a server of its own, with several workers: its phones, its facilitator."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import ssl
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

import httpx

from polls.models import LiveSession
from tests.e2e.server import Server, Started
from tests.polls.realtime.clients import Peer, Room

Entered = TypeVar("Entered")


class Site(Room):
    """As a room, but everything goes over the network to other processes."""

    def __init__(self, server: Server, started: Started, tls: ssl.SSLContext | None = None) -> None:
        token = urlsplit(started.screen_url).path.split("/")[2]
        session = SimpleNamespace(code=started.code, screen_token=token)
        super().__init__(server.port, cast(LiveSession, session))
        self.server = server
        self.host = urlsplit(server.url).hostname or self.host
        self.tls = tls
        self.client = self.browser()

    def browser(self) -> httpx.AsyncClient:
        """With cookies of its own."""
        return httpx.AsyncClient(
            base_url=self.origin,
            headers={"Origin": self.origin},
            verify=self.tls or True,
            timeout=60,
            follow_redirects=True,
        )

    async def login(self) -> None:
        (await self.client.get(self.server.login_link())).raise_for_status()

    async def act(self, action: str, **fields: str) -> int:
        desk = f"/desk/{self.session.code}/"
        name = "__Host-csrftoken" if self.tls else "csrftoken"
        if name not in self.client.cookies:
            (await self.client.get(desk)).raise_for_status()
        headers = {"Accept": "application/json", "X-CSRFToken": self.client.cookies[name]}
        reply = await self.client.post(f"{desk}{action}/", data=fields, headers=headers)
        return reply.raise_for_status().json()["version"]

    async def desk(self, user: Any = None) -> Peer:
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        return await self.open(f"/ws/desk/{self.session.code}/", Cookie=cookies, Origin=self.origin)

    async def close(self) -> None:
        await super().close()
        await self.client.aclose()

    def workers(self) -> list[int]:
        """The processes that serve; uvicorn starts another when one of them dies."""
        children = Path(f"/proc/{self.server.pid}/task/{self.server.pid}/children").read_text()
        return [pid for pid in map(int, children.split()) if "spawn_main" in command(pid)]

    async def on(self, worker: int, enter: Callable[[], Awaitable[Entered]]) -> Entered:
        """Enter on this worker. Left to itself the kernel may give one every connection.

        A worker that was just started takes none yet. The others do not stand still until
        it does: uvicorn ends a worker that does so for five seconds.
        """
        async with asyncio.timeout(60):
            while True:
                with self.only(worker), suppress(TimeoutError):
                    async with asyncio.timeout(2):
                        return await enter()
                await asyncio.sleep(0.2)

    @contextmanager
    def only(self, worker: int) -> Iterator[None]:
        """The other workers stand still meanwhile."""
        others = [pid for pid in self.workers() if pid != worker]
        for pid in others:
            os.kill(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            for pid in others:
                os.kill(pid, signal.SIGCONT)

    def served_by(self, worker: int) -> list[Peer]:
        """The peers whose connection this worker holds."""
        ports = remote_ports(worker)
        return [peer for peer in self.peers if peer.link.local_address[1] in ports]


def command(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text()


def remote_ports(pid: int) -> set[int]:
    """The far ends of a process's TCP connections, as the kernel lists them."""
    inodes = set()
    for file in Path(f"/proc/{pid}/fd").iterdir():
        try:
            inodes |= set(re.findall(r"socket:\[(\d+)\]", str(file.readlink())))
        except FileNotFoundError:
            continue
    rows = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return {int(row[2].rpartition(":")[2], 16) for row in rows if row[9] in inodes}
