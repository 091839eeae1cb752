"""A keep-alive HTTP client for phones that poll, and for the facilitator."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Reply:
    status: int
    headers: dict[str, str]
    cookies: dict[str, str]
    body: bytes
    size: int


@dataclass(slots=True)
class Partial:
    """A reply of which the head is in and the body perhaps not yet."""

    reply: Reply
    length: int
    parts: list[bytes] = field(default_factory=list)


def parse_head(head: bytes) -> Partial:
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    cookies: dict[str, str] = {}
    for line in lines:
        name, _colon, value = line.partition(":")
        headers[name.lower()] = value.strip()
        if name.lower() == "set-cookie":
            key, _equals, rest = value.strip().partition("=")
            cookies[key] = rest.partition(";")[0]
    if "transfer-encoding" in headers:
        raise ValueError("this client reads replies with a Content-Length only")
    reply = Reply(int(first.split()[1]), headers, cookies, b"", len(head) + 4)
    return Partial(reply, int(headers.get("content-length", 0)))


class Connection(asyncio.Protocol):
    """One request at a time over one connection."""

    def __init__(self, host: str) -> None:
        self.host = host
        self.transport: Any = None
        self.buffer = b""
        self.partial: Partial | None = None
        self.answer: asyncio.Future[Reply] | None = None

    def connection_made(self, transport: Any) -> None:
        self.transport = transport

    def connection_lost(self, exc: Exception | None) -> None:
        if self.answer is not None and not self.answer.done():
            self.answer.set_exception(ConnectionError("the server hung up"))

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        if self.partial is None:
            head, found, rest = self.buffer.partition(b"\r\n\r\n")
            if not found:
                return
            self.partial, self.buffer = parse_head(head), rest
        if len(self.buffer) >= self.partial.length:
            self.finish(self.partial.reply)

    def finish(self, reply: Reply) -> None:
        reply.body, self.buffer, self.partial = self.buffer, b"", None
        reply.size += len(reply.body)
        if self.answer is not None and not self.answer.done():
            self.answer.set_result(reply)

    async def request(
        self, method: str, path: str, *, headers: str = "", cookie: str = "", body: bytes = b""
    ) -> Reply:
        """`headers` are whole lines, each ended by CRLF."""
        lines = f"{method} {path} HTTP/1.1\r\nHost: {self.host}\r\n{headers}"
        if cookie:
            lines += f"Cookie: {cookie}\r\n"
        if method == "POST":
            lines += f"Content-Length: {len(body)}\r\n"
        self.answer = asyncio.get_running_loop().create_future()
        self.transport.write(f"{lines}\r\n".encode() + body)
        return await self.answer

    def close(self) -> None:
        self.transport.close()
