"""Static files from memory are what they were from disk."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
from django.conf import settings

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
