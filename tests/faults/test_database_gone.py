"""The database's file is taken away under a running server: nothing is promised any more."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.e2e.server import Server, serving
from tests.faults.services import Redis, running
from tests.faults.site import Site
from tests.polls.realtime.clients import Peer

GONE, BACK = "was removed or replaced while the server runs", "is back: answers and actions"
NEEDS = ("database", "channel_layer", "migrations", "data_dir")
READY = {"ok": True, **dict.fromkeys(NEEDS, True)}


@dataclass
class Session:
    """A question that is open, a phone, and a desk."""

    site: Site
    phone: Peer
    desk: Peer
    log: Path

    async def answer(self, seq: int) -> str:
        """'stored', 'changed' or the code of a refusal."""
        reply = await self.phone.answer("goed", ["A"], seq=seq)
        return reply.get("outcome") or reply["code"]

    async def get(self, path: str) -> httpx.Response:
        return await self.site.client.get(path)

    async def act(self) -> httpx.Response:
        headers = {
            "Accept": "application/json",
            "X-CSRFToken": self.site.client.cookies["csrftoken"],
        }
        path = f"/desk/{self.site.session.code}/next/"
        return await self.site.client.post(path, headers=headers)

    def logged(self, text: str) -> int:
        return self.log.read_text().count(text)


@asynccontextmanager
async def session_on(server: Server, log: Path) -> AsyncIterator[Session]:
    os.link(server.log, log)  # what is written to it after its folder is gone
    site = Site(server, server.start_session("Groep"))
    try:
        await site.login()
        await site.act("goto", slide="goed")
        phone, desk = await site.phone(), await site.desk()
        await desk.until(type="state")
        yield Session(site, phone, desk, log)
    finally:
        await site.close()


async def test_a_database_that_is_away_is_noticed_and_so_is_its_return(tmp_path: Path):
    (tmp_path / "data").mkdir()
    file, aside = tmp_path / "data" / "db.sqlite3", tmp_path / "aside.sqlite3"
    with serving(tmp_path / "data") as server:
        async with session_on(server, tmp_path / "log") as session:
            outcomes = [await session.answer(1)]
            ready = await session.get("/readyz")

            file.rename(aside)
            await session.desk.until(type="pulse", warnings=["database"])
            outcomes.append(await session.answer(2))
            refused = await session.act()
            missing = await session.get("/readyz")
            page = await session.get(f"/desk/{session.site.session.code}/")

            aside.rename(file)
            await session.desk.until(type="pulse", warnings=[])
            outcomes.append(await session.answer(3))
            acted = await session.act()
            again = await session.get("/readyz")

    assert outcomes == ["stored", "server.not_stored", "changed"]
    assert (ready.status_code, ready.json()) == (200, READY)
    assert (missing.status_code, missing.json()["database"]) == (503, False)
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "server.database_gone")
    assert (page.status_code, "De database is weg" in page.text) == (503, True)
    assert (acted.status_code, again.json()) == (200, READY)
    assert (session.logged(GONE), session.logged(BACK)) == (1, 1)
    assert session.logged("Traceback") == 0


@pytest.mark.parametrize("how", ["replaced", "folder removed"])
async def test_another_file_in_its_place_is_no_database_of_ours(tmp_path: Path, how: str):
    data = tmp_path / "data"
    data.mkdir()
    with serving(data) as server:
        async with session_on(server, tmp_path / "log") as session:
            outcomes = [await session.answer(1)]

            if how == "replaced":
                shutil.copy(data / "db.sqlite3", tmp_path / "copy")
                (tmp_path / "copy").rename(data / "db.sqlite3")
            else:
                shutil.rmtree(data)
            await session.desk.until(type="pulse", warnings=["database"])
            outcomes.append(await session.answer(2))
            refused = await session.act()
            export = await session.get(f"/desk/{session.site.session.code}/export/json")
            missing = await session.get("/readyz")
            alive = await session.get("/healthz")
            data.mkdir(exist_ok=True)  # for what the fixture reads at the end

    assert outcomes == ["stored", "server.not_stored"]
    assert [each.status_code for each in (refused, export, missing)] == [503] * 3
    assert alive.status_code == 200
    assert session.logged(GONE) == 1
    assert session.logged("Traceback") == 0


async def test_a_server_without_its_redis_is_not_ready(tmp_path: Path):
    (tmp_path / "data").mkdir()
    redis = Redis(tmp_path)
    with running(redis), serving(tmp_path / "data", REDIS_URL=redis.url) as server:
        async with httpx.AsyncClient(base_url=server.url, timeout=30) as client:
            before = await client.get("/readyz")
            await asyncio.to_thread(redis.kill)
            after = await client.get("/readyz")
            await asyncio.to_thread(redis.start)

    assert (before.status_code, before.json()) == (200, READY)
    assert after.status_code == 503
    assert after.json() == {**READY, "ok": False, "channel_layer": False}
