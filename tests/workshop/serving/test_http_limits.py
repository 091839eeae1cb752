"""Requests without end are cut off where their bytes come in: a real server, real sockets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from tests.polls.realtime.clients import PATIENCE, serving
from workshop.management.commands import serve
from workshop.serving import bodies, http_limits
from workshop.serving.http_limits import HEAD


class Door:
    """A server that says how much of each body it got."""

    def __init__(self) -> None:
        self.port = 0
        self.heard: list[int] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        size, more = 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return
            size += len(message["body"])
            more = message["more_body"]
        self.heard.append(size)
        body = str(size).encode()
        headers = [(b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    async def tell(self, *pieces: bytes) -> list[int]:
        """Send these bytes; the statuses of all replies until the server hangs up."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            async with asyncio.timeout(PATIENCE):
                for piece in pieces:
                    writer.write(piece)
                    await writer.drain()
                said = await reader.read()
        except ConnectionError:
            return []
        finally:
            writer.transport.abort()
        return [int(status) for status in re.findall(rb"HTTP/1.1 (\d+) ", said)]


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    made = Door()
    async with serving(made) as port:
        made.port = port
        yield made


def request(*headers: str, line: str = "GET / HTTP/1.1", body: bytes = b"") -> bytes:
    return "\r\n".join([line, "Host: a", *headers, "", ""]).encode() + body


LINE = b"GET / HTTP/1.1\r\n"
LAST = request("Connection: close")


async def test_a_request_of_almost_sixteen_kilobytes_is_served(door: Door):
    long = "a" * (HEAD - 200)

    statuses = [
        await door.tell(request("Connection: close", line=f"GET /{long} HTTP/1.1")),
        await door.tell(request("Connection: close", f"X: {long}")),
        await door.tell(request("Connection: close", *[f"X-{n}: 1" for n in range(1000)])),
    ]

    assert statuses == [[200]] * 3


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([b"GET /", *[b"a" * 60_000] * 20], id="a line without end"),
        pytest.param([b"GET / HTTP/1.1\r\nX: ", *[b"a" * 60_000] * 20], id="a header without end"),
        pytest.param(
            [b"GET / HTTP/1.1\r\n", *[b"a: b\r\n" * 9_000] * 20], id="headers without end"
        ),
        pytest.param([b"GET / HTTP/1.1\r\n" + b"a" * HEAD], id="a name in one piece"),
        pytest.param([request("X: " + "a" * HEAD)], id="one too long"),
        pytest.param([request(*["X: 1"] * 4000)], id="too many"),
        pytest.param([LAST[:-21] + b"\r\n\r\n" + request("X: " + "a" * HEAD)], id="in the second"),
    ],
)
async def test_a_head_of_more_is_refused_and_nothing_of_it_served(door: Door, pieces: list[bytes]):
    statuses = await door.tell(*pieces)

    assert statuses in ([431], [200, 431], [200], [])
    assert len(door.heard) <= 1
    assert await door.tell(LAST) == [200]


async def test_a_head_that_is_too_long_hears_why(door: Door):
    assert await door.tell(request("X: " + "a" * HEAD)) == [431]
    assert await door.tell(b"GET /" + b"a" * (HEAD + 1)) == [431]
    assert await door.tell(b"no HTTP at all\r\n\r\n") == [400]


async def test_a_body_is_served_up_to_a_mebibyte(door: Door):
    size = bodies.MOST
    line = "POST / HTTP/1.1"
    most = request(f"Content-Length: {size}", "Connection: close", line=line, body=b"a" * size)
    more = request(f"Content-Length: {size + 1}", line=line, body=b"a" * (size + 1))
    length = request(f"Content-Length: {'9' * 18}", line=line)

    assert await door.tell(most) == [200]
    assert await door.tell(more) in ([413], [])
    assert await door.tell(length) == [413]
    assert door.heard == [size]


async def test_a_body_in_chunks_is_counted_too(door: Door):
    head = request("Transfer-Encoding: chunked", "Connection: close", line="POST /healthz HTTP/1.1")
    chunk = b"10000\r\n" + b"a" * 65_536 + b"\r\n"

    fits = await door.tell(head, *[chunk] * 16, b"0\r\n\r\n")
    over = await door.tell(head, *[chunk] * 64)

    assert fits == [200]
    assert over in ([413], [])
    assert door.heard == [bodies.MOST]


async def test_an_address_can_take_more(door: Door, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bodies, "LARGE", ((re.compile(rb"/import/"), 4 * bodies.MIB),))
    size = 3 * bodies.MIB

    def sent(path: str) -> bytes:
        line = f"POST {path} HTTP/1.1"
        return request(f"Content-Length: {size}", "Connection: close", line=line) + b"a" * size

    assert await door.tell(sent("/import/?a=b")) == [200]
    assert await door.tell(sent("/import/more/")) in ([413], [])


async def test_a_slow_head_or_body_is_not_waited_for(door: Door, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(http_limits, "HEAD_TIME", 0.2)
    monkeypatch.setattr(bodies, "TIME", 0.2)
    body = request("Content-Length: 9", line="POST / HTTP/1.1", body=b"half")
    second = request() + b"GET / HTT"

    assert await door.tell(b"") == [408]
    assert await door.tell(b"GET / HTT") == [408]
    assert await door.tell(body) == [408]
    assert await door.tell(second) in ([200, 408], [200])
    assert door.heard == [0]


async def test_a_connection_that_stays_open_is_served_again(door: Door):
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    for _time in range(3):
        writer.write(request())
        async with asyncio.timeout(PATIENCE):
            await reader.readuntil(b"\r\n\r\n0")
    writer.transport.abort()

    assert door.heard == [0] * 3


async def test_few_requests_wait_behind_each_other(door: Door):
    some = await door.tell(request() * 8 + LAST)
    many = await door.tell(request() * 500 + LAST)

    assert some == [200] * 9
    assert len(many) < 50
    assert len(door.heard) < 60


def test_the_server_has_these_limits():
    assert f"--http={http_limits.PATH}" in serve.OPTIONS
