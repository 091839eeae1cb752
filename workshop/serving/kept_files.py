"""Static files from memory: a whole reply, with its headers, as it was given the first time.

On our own server a file that was asked for before is written by workshop/serving/http_limits.py,
where its request comes in: there is nothing left to decide about it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Reply = list[dict[str, Any]]
Key = tuple[bytes, bytes]  # the address as it was asked for, and what the client unpacks

LARGEST = 128 * 1024  # bytes of a file that is kept; Plotly is read from disk
MOST = 1_000  # replies
# With one of these a client asks for a part, or whether it has the newest.
CONDITIONS = {b"range", b"if-range", b"if-none-match", b"if-modified-since"}

ready: dict[Key, bytes] = {}  # headers and body as they are sent, of this process


def find_ready(url: bytes, headers: Iterable[tuple[bytes, bytes]]) -> bytes | None:
    """What a GET of this gets, after the status and the date; None if it has to be asked for."""
    unpacks = b""
    for name, value in headers:
        if name == b"accept-encoding":
            unpacks = value
        elif name in CONDITIONS:
            return None
    return ready.get((url, unpacks))


class KeptFiles:
    """In front of what serves static files, which reads and chooses anew for every request."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.replies: dict[Key, Reply] = {}
        self.being_read: dict[Key, asyncio.Event] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] != "GET" or not scope["path"].startswith(settings.STATIC_URL):
            await self.application(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if scope["query_string"] or not CONDITIONS.isdisjoint(headers):
            await self.application(scope, receive, send)
            return
        key = scope["raw_path"], headers.get(b"accept-encoding", b"")
        if reading := self.being_read.get(key):
            await reading.wait()  # a room asks for it in one moment
        if reply := self.replies.get(key):
            for message in reply:
                await send(message)
        else:
            await self.ask(key, scope, receive, send)

    async def ask(self, key: Key, scope: dict[str, Any], receive: Any, send: Any) -> None:
        reply: Reply = []
        read = self.being_read[key] = asyncio.Event()

        async def note(message: dict[str, Any]) -> None:
            reply.append(message)
            if not message.get("more_body") and message["type"] == "http.response.body":
                self.keep(key, reply)
                read.set()
            await send(message)

        try:
            await self.application(scope, receive, note)
        finally:
            read.set()
            if self.being_read.get(key) is read:
                del self.being_read[key]

    def keep(self, key: Key, reply: Reply) -> None:
        head, *parts = reply
        body = b"".join(part.get("body", b"") for part in parts)
        if not is_for_ever(head) or len(body) > LARGEST:
            return
        if len(self.replies) >= MOST:  # somebody asks in ever other ways
            self.replies.clear()
            ready.clear()
        self.replies[key] = [head, {"type": "http.response.body", "body": body}]
        lines = (b"%s: %s\r\n" % header for header in head["headers"])
        ready[key] = b"".join(lines) + b"\r\n" + body


def is_for_ever(head: dict[str, Any]) -> bool:
    """A file whose name has its hash: under this name it never becomes another one."""
    given = dict(head.get("headers", ()))
    return head["status"] == 200 and b"immutable" in given.get(b"cache-control", b"")
