"""A websocket client that does only what a phone needs, as cheaply as asyncio can."""

from __future__ import annotations

import asyncio
from time import perf_counter
from typing import Any

HANDSHAKE = (
    "GET {path} HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
    "Origin: {scheme}://{host}\r\n{more}\r\n"
)
PACKED = 0x40  # the bit of a frame that permessage-deflate packed
TEXT, CLOSE, PING, PONG = 1, 8, 9, 10


def frame(payload: bytes, opcode: int = TEXT) -> bytes:
    """A client's frame. Its mask is all zeros: legal, and the server unmasks it all the same."""
    size = len(payload)
    if size < 126:
        head = bytes((0x80 | opcode, 0x80 | size))
    else:
        head = bytes((0x80 | opcode, 0x80 | 126)) + size.to_bytes(2, "big")
    return head + b"\0\0\0\0" + payload


class Socket(asyncio.Protocol):
    """Connects, answers pings, and hands every text frame to `hear`."""

    headers = ""  # more of the handshake

    def __init__(self, host: str, path: str, cookie: str = "", scheme: str = "http") -> None:
        more = self.headers + (f"Cookie: {cookie}\r\n" if cookie else "")
        self.request = HANDSHAKE.format(path=path, host=host, more=more, scheme=scheme).encode()
        self.transport: Any = None
        self.upgraded = False
        self.buffer = b""
        self.closed = ""
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: Any) -> None:
        self.transport = transport
        transport.write(self.request)

    def data_received(self, data: bytes) -> None:
        now = perf_counter()
        if self.buffer:
            data = self.buffer + data
        if not self.upgraded:
            head, found, rest = data.partition(b"\r\n\r\n")
            if not found:
                self.buffer = data
                return
            if b" 101 " not in head[:16]:
                self.fail(head[:60].decode("latin-1"))
                return
            self.upgraded = True
            data = rest
        self.buffer = self.read_frames(data, now)

    def read_frames(self, data: bytes, now: float) -> bytes:
        """Handle the whole frames; return what is left of an unfinished one."""
        position, end = 0, len(data)
        while end - position >= 2:
            size, start = data[position + 1], position + 2
            if size >= 126:
                start += 2 if size == 126 else 8
                if end < start:
                    break
                size = int.from_bytes(data[position + 2 : start], "big")
            if end < start + size:
                break
            payload = data[start : start + size]
            if data[position] & PACKED:
                payload = self.unpack(payload)
            self.take(data[position] & 15, payload, now)
            position = start + size
        return data[position:]

    def take(self, opcode: int, payload: bytes, now: float) -> None:
        if opcode == TEXT:
            self.hear(payload, now)
        elif opcode == PING:
            self.transport.write(frame(payload, PONG))
        elif opcode == CLOSE:
            self.fail(f"closed {int.from_bytes(payload[:2], 'big')}")

    def hear(self, payload: bytes, now: float) -> None:
        raise NotImplementedError

    def unpack(self, payload: bytes) -> bytes:
        """What a packed frame holds, for a client that asked for such frames."""
        raise NotImplementedError

    def fail(self, why: str) -> None:
        self.closed = self.closed or why
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(why))
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.closed = self.closed or "lost"
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(self.closed))

    def send(self, payload: bytes) -> None:
        self.transport.write(frame(payload))

    def close(self) -> None:
        self.closed = "by us"
        self.transport.close()
