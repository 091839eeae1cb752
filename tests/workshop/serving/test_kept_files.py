"""Static files from memory are what they were from disk."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest
import pytest_asyncio
from django.conf import settings

from tests.polls.realtime.clients import PATIENCE, serving
from workshop.serving import kept_files
from workshop.serving.assets import with_static_files
from workshop.serving.kept_files import KeptFiles

ENCODINGS = ["", "gzip, deflate, br", "gzip", "identity;q=0.5, br;q=0"]


class Counted:
    """What stands behind, and how often it was asked."""

    def __init__(self) -> None:
        self.files = with_static_files(not_here)
        self.asked = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.files(scope, receive, send)


async def not_here(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 404, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.fixture
def behind() -> Counted:
    return Counted()


@pytest.fixture
def kept(behind: Counted) -> KeptFiles:
    return KeptFiles(behind)


async def get(application: Any, path: str, method: str = "GET", **headers: str) -> httpx.Response:
    transport = httpx.ASGITransport(app=application)
    async with httpx.AsyncClient(transport=transport, base_url="http://localhost") as client:
        client.headers.clear()
        return await client.request(method, path, headers=headers)


def hashed(pattern: str) -> str:
    found = next(settings.STATIC_ROOT.glob(pattern))
    return f"/static/{found.relative_to(settings.STATIC_ROOT)}"


@pytest.fixture
def script() -> str:
    return hashed("js/phone.*.js")


@pytest.mark.parametrize("encoding", ENCODINGS)
async def test_a_file_is_read_once_for_each_way_of_asking(
    kept: KeptFiles, behind: Counted, script: str, encoding: str
):
    from_disk = await get(behind, script, **{"accept-encoding": encoding})
    replies = [await get(kept, script, **{"accept-encoding": encoding}) for _ in range(3)]

    assert behind.asked == 2
    for reply in replies:
        assert (reply.status_code, reply.content) == (200, from_disk.content)
        assert reply.headers == from_disk.headers


async def test_what_is_conditional_or_no_get_is_asked_behind(
    kept: KeptFiles, behind: Counted, script: str
):
    whole = await get(kept, script)
    part = await get(kept, script, range="bytes=0-9")
    head = await get(kept, script, method="HEAD")
    since = {"if-modified-since": "Tue, 01 Jan 2999 00:00:00 GMT"}
    unchanged = await get(kept, script, **since)

    assert (part.status_code, part.content) == (206, whole.content[:10])
    assert (head.status_code, head.content) == (200, b"")
    assert unchanged.status_code == 304
    assert behind.asked == 4


async def test_neither_large_files_nor_what_is_missing_are_kept(kept: KeptFiles, behind: Counted):
    plotly = hashed("vendor/plotly.min.*.js")
    for path, status in ((plotly, 200), ("/static/js/none.js", 404), ("/12345678/", 404)):
        for _ in range(2):
            assert (await get(kept, path)).status_code == status

    assert behind.asked == 6
    assert kept.replies == {}


async def test_ever_other_ways_of_asking_do_not_fill_the_memory(
    kept: KeptFiles, script: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(kept_files, "MOST", 10)

    for number in range(50):
        await get(kept, script, **{"accept-encoding": f"x{number}"})

    assert 1 <= len(kept.replies) <= 10


async def test_a_room_that_asks_in_one_moment_has_it_read_once(
    kept: KeptFiles, behind: Counted, script: str
):
    replies = await asyncio.gather(*(get(kept, script) for _ in range(30)))

    assert behind.asked == 1
    assert len({reply.content for reply in replies}) == 1
    assert {reply.status_code for reply in replies} == {200}


class Door:
    """The same behind a real server, and how often it had to ask for anything."""

    def __init__(self) -> None:
        self.kept = KeptFiles(Counted())
        self.asked = 0

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked += 1
        await self.kept(scope, receive, send)

    async def tell(self, *requests: str) -> list[bytes]:
        """All that is answered to these requests, sent at once; without its dates."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write("".join(requests).encode())
        async with asyncio.timeout(PATIENCE):
            said = await reader.read()
        writer.close()
        return re.split(rb"(?=HTTP/1\.1 )", re.sub(rb"date: [^\r]+\r\n", b"", said))[1:]

    port = 0


@pytest_asyncio.fixture
async def door(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Door]:
    monkeypatch.setattr(kept_files, "ready", {})
    made = Door()
    async with serving(made) as port:
        made.port = port
        yield made


def asking(path: str, *headers: str, method: str = "GET", version: str = "1.1") -> str:
    return "\r\n".join([f"{method} {path} HTTP/{version}", "Host: a", *headers, "", ""])


LAST = asking("/nothing/", "Connection: close")


async def test_what_was_given_before_is_given_where_it_is_asked_for(door: Door, script: str):
    first = await door.tell(asking(script), LAST)
    asked = door.asked
    again = await door.tell(asking(script), asking(script), LAST)

    assert first[0].startswith(b"HTTP/1.1 200 OK")
    assert [len(first), asked] == [2, 2]
    assert again == [first[0], first[0], first[1]]
    assert door.asked == asked + 1  # the last one


@pytest.mark.parametrize(
    ("headers", "method", "status"),
    [
        (["Range: bytes=0-9"], "GET", b"206"),
        (["If-Modified-Since: Tue, 01 Jan 2999 00:00:00 GMT"], "GET", b"304"),
        (["Accept-Encoding: gzip"], "GET", b"200"),
        (["Connection: close"], "GET", b"200"),
        (["Content-Length: 1"], "GET", b"200"),
        ([], "HEAD", b"200"),
        ([], "POST", b"405"),
    ],
)
async def test_whoever_asks_in_another_way_is_answered_as_ever(
    door: Door, script: str, headers: list[str], method: str, status: bytes
):
    await door.tell(asking(script), LAST)
    asked = door.asked
    body = "a" if "Content-Length: 1" in headers else ""

    replies = await door.tell(asking(script, *headers, method=method) + body, LAST)

    assert replies[0].startswith(b"HTTP/1.1 " + status)
    assert door.asked > asked
    assert (await door.tell(asking(f"{script}?a"), LAST))[0].startswith(b"HTTP/1.1 200")


async def test_an_old_client_hears_the_end_of_it(door: Door, script: str):
    await door.tell(asking(script), LAST)

    replies = await door.tell(asking(script, version="1.0"))

    assert b"connection: close" in replies[0]


async def test_whoever_does_not_read_gets_no_more_than_a_little_ahead(
    door: Door, script: str, monkeypatch: pytest.MonkeyPatch
):
    """Sixteen requests wait at most; the next is too many, and nobody keeps their replies."""
    await door.tell(asking(script), LAST)
    reader, writer = await asyncio.open_connection("127.0.0.1", door.port)
    writer.write(asking(script).encode() * 3_000)

    async with asyncio.timeout(PATIENCE):
        said = await reader.read()
    writer.close()

    assert 0 < said.count(b"HTTP/1.1 200") < 3_000
