"""A room that joins and votes at once, over TLS, through nginx with the example's configuration.

`make test` takes 200 phones; `make tls-room` takes 2,000 and prints how long everything took.
"""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import pytest

from bench import machine
from bench.client.crowd import Crowd, Phone
from bench.client.http import Connection
from bench.client.network import connect, each
from tests.deploy.example_nginx import Behind, ExampleNginx
from tests.faults.ledger import SQLite, tally
from tests.faults.services import running
from tests.faults.site import Site

pytestmark = pytest.mark.timeout(1200)

LONG = "TLS_ROOM" in os.environ
PHONES = int(os.environ.get("TLS_ROOM", "200"))
FEW = 768 if LONG else 80  # worker_connections: 768 is Debian's own
QUESTION = "goed"
Link = TypeVar("Link", Connection, Phone)


class Hall:
    """Everybody who got in, by a page, its cookie, and a socket with the first state."""

    def __init__(self, nginx: ExampleNginx, code: str) -> None:
        self.crowd = Crowd(nginx.port, nginx.tls)
        self.code = code
        self.links: list[Connection | Phone] = []

    async def connect(self, make: Callable[[], Link]) -> Link:
        link = await connect(self.crowd.port, make, self.crowd.tls)
        self.links.append(link)
        return link

    async def join(self, _number: int) -> None:
        with suppress(OSError, TimeoutError):
            link = await self.connect(lambda: Connection(self.crowd.host))
            page = await link.request("GET", f"/{self.code}/")
            link.close()
            cookie = "; ".join(f"{name}={value}" for name, value in page.cookies.items())
            path, number = f"/ws/{self.code}/", len(self.crowd.phones)
            phone = await self.connect(lambda: Phone(self.crowd, number, path, cookie))
            await phone.opened
            self.crowd.phones.append(phone)

    async def fill(self) -> float:
        began = time.perf_counter()
        await each(range(PHONES), self.join)
        return time.perf_counter() - began

    async def leave(self) -> None:
        """At once: nobody waits for the end of a conversation over TLS."""
        for link in self.links:
            link.transport.abort()
        for _turn in range(3):  # of the loop, in which what was ended is cleared up
            await asyncio.sleep(0)


async def test_everybody_joins_and_votes_and_nothing_is_lost(behind: Behind):
    machine.raise_limits()
    started = behind.server.start_session("Zaal")
    site = Site(behind.server, started, behind.nginx.tls)
    await site.login()
    hall = Hall(behind.nginx, started.code)

    joining = await hall.fill()
    began = time.perf_counter()
    opened = await hall.crowd.reach(await site.act("goto", slide=QUESTION))
    slide = time.perf_counter() - began
    began = time.perf_counter()
    voted = await hall.crowd.vote(QUESTION, 1)
    voting = time.perf_counter() - began

    rows = SQLite(behind.server.data / "db.sqlite3").rows(started.code)
    await hall.leave()
    await site.close()
    print(
        f"\n{len(hall.crowd.phones)} of {PHONES} phones came in within {joining:.1f} s, had the "
        f"slide within {slide:.1f} s and their vote acknowledged within {voting:.1f} s; "
        f"{PHONES - len(rows)} lost"
    )
    assert len(hall.crowd.phones) == PHONES
    assert (opened, voted, hall.crowd.errors) == (True, True, [])
    assert tally(rows, QUESTION, 1) == hall.crowd.values()
    assert len(rows) == PHONES


async def test_with_few_connections_the_room_does_not_fit(nginx: ExampleNginx, behind: Behind):
    """The check above would notice: with what Debian's own nginx.conf allows."""
    nginx.configure([behind.port], connections=FEW)
    hall = Hall(nginx, behind.started.code)

    with running(nginx):
        await hall.fill()
        await hall.leave()

    print(f"\nwith worker_connections {FEW} {len(hall.crowd.phones)} of {PHONES} came in")
    assert 0 < len(hall.crowd.phones) < PHONES
