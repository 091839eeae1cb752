"""Static files from memory: a whole reply, with its headers, as it was given the first time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from django.conf import settings

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]
Reply = list[dict[str, Any]]

LARGEST = 128 * 1024  # bytes of a file that is kept; Plotly is read from disk
MOST = 1_000  # replies
# With one of these a client asks for a part, or whether it has the newest.
CONDITIONS = {b"range", b"if-range", b"if-none-match", b"if-modified-since"}


class KeptFiles:
    """In front of what serves static files, which reads and chooses anew for every request."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.replies: dict[tuple[str, bytes], Reply] = {}

    async def __call__(self, scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["method"] != "GET" or not scope["path"].startswith(settings.STATIC_URL):
            await self.application(scope, receive, send)
            return
        headers = dict(scope["headers"])
        key = scope["path"], headers.get(b"accept-encoding", b"")
        if not CONDITIONS.isdisjoint(headers):
            await self.application(scope, receive, send)
        elif reply := self.replies.get(key):
            for message in reply:
                await send(message)
        else:
            await self.ask(key, scope, receive, send)

    async def ask(
        self, key: tuple[str, bytes], scope: dict[str, Any], receive: Any, send: Any
    ) -> None:
        reply: Reply = []

        async def note(message: dict[str, Any]) -> None:
            reply.append(message)
            await send(message)

        await self.application(scope, receive, note)
        if not reply:
            return
        head, *parts = reply
        body = b"".join(part.get("body", b"") for part in parts)
        if is_for_ever(head) and len(body) <= LARGEST:
            if len(self.replies) >= MOST:
                self.replies.clear()  # somebody asks in ever other ways
            self.replies[key] = [head, {"type": "http.response.body", "body": body}]


def is_for_ever(head: dict[str, Any]) -> bool:
    """A file whose name has its hash: under this name it never becomes another one."""
    given = dict(head.get("headers", ()))
    return head["status"] == 200 and b"immutable" in given.get(b"cache-control", b"")
