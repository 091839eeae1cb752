"""Connecting many clients: from several source addresses, so many at a time."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Iterable
from itertools import count
from typing import Any, TypeVar

from bench.client.http import Connection, Reply

Client = TypeVar("Client", bound=asyncio.Protocol)
Item = TypeVar("Item")

ADDRESSES = 20  # 127.0.0.2 and on: one address has some 28,000 ports, also those closed just now
AT_ONCE = 256  # handshakes that are under way together
_turn = count()


async def connect(
    port: int, make: Callable[[], Client], tls: ssl.SSLContext | None = None
) -> Client:
    """Open one connection to the server on this machine; with TLS it is called localhost."""
    source = f"127.0.0.{2 + next(_turn) % ADDRESSES}"
    loop = asyncio.get_running_loop()
    _transport, client = await loop.create_connection(
        make,
        "127.0.0.1",
        port,
        local_addr=(source, 0),
        ssl=tls,
        server_hostname="localhost" if tls else None,
    )
    return client


async def connection(port: int) -> Connection:
    return await connect(port, lambda: Connection(f"127.0.0.1:{port}"))


async def request(port: int, method: str, path: str, **more: Any) -> Reply:
    """One request over a connection of its own."""
    link = await connection(port)
    try:
        return await link.request(method, path, **more)
    finally:
        link.close()


async def each(
    items: Iterable[Item], work: Callable[[Item], Awaitable[Any]], at_once: int = AT_ONCE
) -> None:
    """Do `work` for all items, `at_once` of them under way at any moment."""
    queue = iter(items)

    async def worker() -> None:
        for item in queue:
            await work(item)

    async with asyncio.TaskGroup() as group:
        for _ in range(at_once):
            group.create_task(worker())
