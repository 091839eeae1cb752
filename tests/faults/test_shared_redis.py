"""Two installations on one Redis hear nothing of each other."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.e2e.server import MANAGE, serving
from tests.faults.services import Postgres, Redis, running
from tests.faults.site import Site

PHONES = (2, 1)
IDENTITY = "from polls import database; print(database.database_id())"


@pytest.fixture
def redis(tmp_path: Path) -> Redis:
    return Redis(tmp_path)


@contextmanager
def installations(folder: Path, redis: Redis, **settings: str) -> Iterator[list[Site]]:
    """Two servers with one session each, their first; both are up before anybody connects."""
    with ExitStack() as stack:
        sites = []
        for name in "ab":
            data = folder / name
            data.mkdir()
            server = stack.enter_context(serving(data, REDIS_URL=redis.url, **settings))
            sites.append(Site(server, server.start_session("Groep")))
        yield sites


async def present(tmp_path: Path, redis: Redis, seen: tuple[int, int], **settings: str) -> bool:
    """Whether the projectors of the two see so many people, three pulses long at the least."""
    with running(redis), installations(tmp_path, redis, **settings) as sites:
        for site, people in zip(sites, PHONES, strict=True):
            for _ in range(people):
                await (await site.phone()).until(type="state")
        screens = [await site.screen() for site in sites]
        for screen, people in zip(screens, seen, strict=True):
            for _ in range(3):
                await screen.until(type="pulse", present=people)
        for site in sites:
            await site.close()
    return True


async def test_who_is_present_is_counted_by_installation(tmp_path: Path, redis: Redis):
    assert await present(tmp_path, redis, PHONES)


async def test_with_the_same_prefix_they_are_one(tmp_path: Path, redis: Redis):
    """The control: these two do hear each other."""
    assert await present(tmp_path, redis, (3, 3), REDIS_PREFIX="one")


def test_two_databases_of_one_server_are_two(tmp_path: Path):
    postgres = Postgres(tmp_path)
    with running(postgres):
        with psycopg.connect(postgres.url, autocommit=True) as connection:
            connection.execute("CREATE DATABASE other")
        urls = [postgres.url, postgres.url.replace("/postgres", "/other"), postgres.url]
        urls[2] = urls[2].replace("127.0.0.1", "localhost")
        found = [identity(tmp_path, url) for url in urls]

    assert found[0] != found[1]
    assert found[0] == found[2]  # by whichever address


def identity(folder: Path, url: str) -> str:
    environment = {**os.environ, "DATA_DIR": str(folder), "DATABASE_URL": url}
    command = [sys.executable, MANAGE, "shell", "--no-imports", "--command", IDENTITY]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return done.stdout.strip()
