"""Phones, screens and desks for tests: real sockets to a real server in this process."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import uvicorn
from asgiref.sync import sync_to_async
from django.test import Client
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from polls import identity
from polls.models import LiveSession
from tests import acting
from workshop.serving import broadcast, http_limits

PATIENCE = 30  # seconds; a frame that does not come fails the test


@asynccontextmanager
async def serving(application: Any, ws: str = broadcast.PATH) -> AsyncIterator[int]:
    """uvicorn on a free loopback port, in this event loop; yields the port.

    What fails in a callback of the loop, which nobody awaits, fails the test.
    """
    failed: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda _loop, context: failed.append(context))
    config = uvicorn.Config(
        application,
        port=0,
        http=http_limits.PATH,
        ws=ws,
        ws_max_size=16384,
        ws_per_message_deflate=False,
        lifespan="off",
        log_config=None,
        timeout_graceful_shutdown=1,
    )
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve())
    while not server.started:  # noqa: ASYNC110  # uvicorn offers no event for it
        await asyncio.sleep(0.01)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    await task
    assert failed == []


async def eventually(holds: Callable[[], bool]) -> None:
    """Wait for something inside the server, of which no message tells."""
    async with asyncio.timeout(PATIENCE):
        while not holds():  # noqa: ASYNC110
            await asyncio.sleep(0.01)


class Peer:
    """A socket that remembers every frame it was sent."""

    def __init__(self, link: ClientConnection, path: str) -> None:
        self.link = link
        self.path = path
        self.frames: list[dict[str, Any]] = []

    async def send(self, **frame: Any) -> None:
        await self.link.send(json.dumps(frame))

    async def receive(self) -> dict[str, Any]:
        async with asyncio.timeout(PATIENCE):
            frame = json.loads(await self.link.recv())
        self.frames.append(frame)
        return frame

    async def until(self, **wanted: Any) -> dict[str, Any]:
        """The next frame that has these fields; the others are remembered."""
        while True:
            frame = await self.receive()
            if all(frame.get(name) == value for name, value in wanted.items()):
                return frame

    async def answer(self, question: str, value: Any, **more: Any) -> dict[str, Any]:
        """Send an answer and wait for what the server says of it."""
        sent = {"id": str(uuid4()), "round": 1, "seq": 1, **more}
        await self.send(type="answer", question=question, value=value, **sent)
        return await self.until(id=sent["id"])

    async def closed(self) -> int | None:
        """Read to the end; the close code."""
        try:
            while True:
                await self.receive()
        except ConnectionClosed:
            return self.link.close_code

    async def close(self) -> None:
        await self.link.close()


class Room:
    """Opens sockets into one session, and acts as its facilitator."""

    def __init__(self, port: int, session: LiveSession) -> None:
        self.port = port
        self.session = session
        self.peers: list[Peer] = []
        self.host = "127.0.0.1"
        self.tls: ssl.SSLContext | None = None  # when something in front speaks TLS

    @property
    def origin(self) -> str:
        return f"http{'s' if self.tls else ''}://{self.host}:{self.port}"

    async def open(self, path: str, compression: str | None = None, **headers: str) -> Peer:
        link = await connect(
            self.origin.replace("http", "ws", 1) + path,
            additional_headers=headers,
            ssl=self.tls,
            compression=compression,
            max_queue=None,
        )
        peer = Peer(link, path)
        self.peers.append(peer)
        return peer

    async def phone(self, cookie: str | None = None, **options: Any) -> Peer:
        cookie = cookie or identity.new_cookie(self.session.code)
        name = identity.cookie_name(self.session.code, https=self.tls is not None)
        return await self.open(f"/ws/{self.session.code}/", Cookie=f"{name}={cookie}", **options)

    async def screen(self) -> Peer:
        return await self.open(f"/ws/screen/{self.session.screen_token}/")

    async def desk(self, user: Any = None) -> Peer:
        """A desk of that user; of nobody when there is none."""
        client = Client()
        if user is not None:
            await sync_to_async(client.force_login)(user)
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        return await self.open(f"/ws/desk/{self.session.code}/", Cookie=cookies, Origin=self.origin)

    async def act(self, action: str, **fields: str) -> int:
        """One action of the facilitator, as the view does it; the new version."""

        def do() -> int:
            fresh = LiveSession.objects.select_related("deck").get(pk=self.session.pk)
            return acting.act(fresh, action, fields)

        return await sync_to_async(do)()

    async def close(self) -> None:
        for peer in self.peers:
            await peer.close()
