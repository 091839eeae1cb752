"""A proxy between browser and server, as bad as those that people sit behind."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

UPGRADE = re.compile(rb"\r\nupgrade: *websocket", re.IGNORECASE)


class Proxy:
    """`blocked` strips Upgrade from requests, `cut_every` hangs up on everyone, again and again."""

    def __init__(self, upstream: int) -> None:
        self.upstream = upstream
        self.blocked = False
        self.upgrades = 0  # handshakes that were asked for
        self.cuts = 0  # connections that were cut
        self.writers: set[asyncio.StreamWriter] = set()
        self.tasks: set[asyncio.Task[None]] = set()
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def through(self, url: str) -> str:
        """The same page by way of this proxy."""
        return re.sub(r"//127\.0\.0\.1:\d+/", f"//127.0.0.1:{self.port}/", url)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            back, forth = await asyncio.open_connection("127.0.0.1", self.upstream)
        except OSError:
            writer.close()
            return
        ends = {writer, forth}
        self.writers |= ends
        try:
            await asyncio.gather(self.pump(reader, forth), self.pump(back, writer))
        except OSError:
            pass
        finally:
            self.writers -= ends
            for end in ends:
                end.close()

    async def pump(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(65536):
            if chunk.startswith(b"GET ") and UPGRADE.search(chunk):
                self.upgrades += 1
                if self.blocked:
                    chunk = UPGRADE.sub(b"", chunk)
            target.write(chunk)
            await target.drain()
        target.close()

    def cut(self) -> None:
        for writer in list(self.writers):
            writer.transport.abort()
            self.cuts += 1

    async def cut_every(self, seconds: float) -> None:
        while True:
            await asyncio.sleep(seconds)
            self.cut()

    def keep_cutting(self, seconds: float) -> None:
        self.tasks.add(asyncio.get_running_loop().create_task(self.cut_every(seconds)))


@asynccontextmanager
async def proxied(upstream: int) -> AsyncIterator[Proxy]:
    proxy = Proxy(upstream)
    server = await asyncio.start_server(proxy.serve, "127.0.0.1", 0)
    proxy.port = server.sockets[0].getsockname()[1]
    yield proxy
    for task in proxy.tasks:
        task.cancel()
    server.close()
    proxy.cut()
