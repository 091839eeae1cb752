"""Two workers, Redis and PostgreSQL, each killed and started again during a session."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
import pytest_asyncio

from polls import identity
from tests.e2e.server import Server, serving
from tests.faults.crowd import QUESTIONS, History, plan, problems
from tests.faults.ledger import PostgreSQL, Row
from tests.faults.players import Player
from tests.faults.services import Postgres, Redis, running
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady
from tests.polls.realtime.clients import Peer, eventually

SOON = 5.0  # seconds within which everything is right again
MESSAGES = int(os.environ.get("CROWD", "20000")) // 4


@pytest.fixture(scope="module")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Redis]:
    service = Redis(tmp_path_factory.mktemp("redis"))
    with running(service):
        yield service


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    with running(service):
        yield service


@pytest.fixture(scope="module")
def server(
    redis: Redis, postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    data = tmp_path_factory.mktemp("data")
    with serving(data, workers=2, REDIS_URL=redis.url, DATABASE_URL=postgres.url) as server:
        yield server


@pytest_asyncio.fixture
async def site(server: Server) -> AsyncIterator[Site]:
    """A session on slide 34, where 'goed' is open."""
    async with opened(server) as site:
        yield site


class opened:  # reads as a function
    def __init__(self, server: Server) -> None:
        self.site = Site(server, server.start_session("Groep"))

    async def __aenter__(self) -> Site:
        await self.site.login()
        await self.site.act("goto", slide="goed")
        return self.site

    async def __aexit__(self, *_problem: object) -> None:
        await self.site.close()


def rows(postgres: Postgres, site: Site) -> list[Row]:
    return PostgreSQL(postgres.url).rows(site.session.code)


def kept(postgres: Postgres, site: Site, phones: list[Steady]) -> list[bool]:
    """Of each phone whether what it was promised is there."""
    stored = {key_hash: (seq, value) for key_hash, _q, _r, seq, value in rows(postgres, site)}
    return [phone.kept(stored.get(phone.key_hash)) for phone in phones]


async def on_every_worker(site: Site, enter: Callable[[], Awaitable[Peer]]) -> list[Peer]:
    """One that connects to each worker."""
    return [await site.on(worker, enter) for worker in site.workers()]


async def crowd_of(site: Site, count: int) -> list[Steady]:
    """That many phones, as many on each worker."""
    phones = [Steady.new(site) for _ in range(count)]
    workers = site.workers()
    for number, worker in enumerate(workers):
        await site.on(worker, partial(all_connected, phones[number :: len(workers)]))
    return phones


async def all_connected(phones: list[Steady]) -> None:
    await asyncio.gather(*[phone.connected() for phone in phones])


async def apart(site: Site, cookie: str) -> Player:
    """A participant with a socket on each worker."""
    return Player(await on_every_worker(site, lambda: site.phone(cookie)))


async def within(seconds: float, waiting: Any) -> float:
    """The seconds it took; more than allowed fails."""
    began = time.monotonic()
    async with asyncio.timeout(seconds):
        await waiting
    return time.monotonic() - began


async def all_see(watchers: list[Peer], **wanted: Any) -> None:
    await asyncio.gather(*[watcher.until(**wanted) for watcher in watchers])


# Numbers


async def test_metrics_are_those_of_all_workers(site: Site):
    """Whichever of them is asked: each tells of itself once a second."""

    async def sockets() -> float:
        async with httpx.AsyncClient() as client:
            text = (await client.get(f"{site.origin}/metrics")).text
        return float(re.findall(r'^polshoogte_sockets{kind="phones"} (\S+)', text, re.M)[0])

    await on_every_worker(site, site.phone)
    async with asyncio.timeout(30):
        while await sockets() < 2:  # noqa: ASYNC110
            await asyncio.sleep(0.1)

    assert await sockets() == 2


# Answers


async def test_two_sockets_on_two_workers_end_at_the_known_result(site: Site, postgres: Postgres):
    people = 50
    made = plan(messages=MESSAGES, people=people, seed=5)
    cookies = [identity.new_cookie(site.session.code) for _ in range(people)]
    players = [await apart(site, cookie) for cookie in cookies]
    history = History()

    for round, taps in made.taps.items():
        await site.act("open" if round == 1 else "reset", question="+".join(QUESTIONS))
        await asyncio.gather(*[players[person].play(taps[person], history) for person in taps])
    numbers = {identity.key_hash(site.session.code, cookie): n for n, cookie in enumerate(cookies)}
    history.rows = [
        ((numbers[key_hash], key, round), seq, value)
        for key_hash, key, round, seq, value in rows(postgres, site)
    ]

    assert problems(made, history) == set()


async def test_a_row_older_than_what_was_promised_is_caught(site: Site, postgres: Postgres):
    phone = Steady.new(site)
    await phone.connected()
    for value in (["A"], ["B"]):
        await phone.answer("goed", value)
    before = kept(postgres, site, [phone])

    with psycopg.connect(postgres.url) as connection:
        connection.execute("UPDATE polls_response SET seq = 1, value = '[\"A\"]'")
    after = kept(postgres, site, [phone])

    assert (before, after) == ([True], [False])


# People


async def test_the_number_of_people_is_right_within_5_seconds(site: Site):
    screens = await on_every_worker(site, site.screen)
    phones = await on_every_worker(site, site.phone)
    phones += [await site.phone() for _ in range(20)]

    await within(SOON, all_see(screens, type="pulse", present=len(phones)))
    for phone in phones[5:]:
        await phone.close()

    await within(SOON, all_see(screens, type="pulse", present=5))


# Killed


async def test_the_phones_of_a_killed_worker_come_back_and_lose_nothing(
    site: Site, postgres: Postgres
):
    phones = await crowd_of(site, 40)
    burst = Burst(phones)
    await burst.more(100)
    victim = max(site.workers(), key=lambda worker: len(site.served_by(worker)))

    os.kill(victim, signal.SIGKILL)
    await eventually(lambda: victim not in site.workers())
    screen = await site.screen()
    await eventually(lambda: all(phone.peer for phone in phones))
    await within(SOON, screen.until(type="pulse", present=len(phones)))
    await burst.more(100)
    await burst.stop()

    cut = [phone for phone in phones if phone.connects > 1]
    assert 0 < len(cut) < len(phones)
    assert set(burst.replies) <= {"stored", "changed"}
    assert all(kept(postgres, site, phones))


async def test_redis_killed_flushed_and_restarted(site: Site, redis: Redis, postgres: Postgres):
    screens = await on_every_worker(site, site.screen)
    quiet = await on_every_worker(site, site.phone)
    phones = await crowd_of(site, 20)
    people = len(quiet) + len(phones)
    burst = Burst(phones)
    await burst.more(50)
    await within(SOON, all_see(screens, type="pulse", present=people))

    redis.kill()
    await within(SOON, all_see(screens, type="results", answered=len(phones)))
    away = await site.act("goto", slide="minder")
    await within(SOON, all_see([*screens, *quiet], type="state", version=away))
    await within(SOON, all_see(screens[:1], type="pulse", present=served_here(site, screens[0])))
    slowest_away = burst.slowest
    redis.start()
    await within(SOON, all_see(screens, type="pulse", present=people))
    redis.flush()
    back = await site.act("goto", slide="goed")
    await within(SOON, all_see(screens, type="state", version=back))
    await site.phone()
    await within(SOON, all_see(screens, type="pulse", present=people + 1))
    await burst.stop()

    assert slowest_away < SOON
    assert set(burst.replies) <= {"stored", "changed", "question.closed"}
    assert [phone.connects for phone in phones] == [1] * len(phones)
    assert all(kept(postgres, site, phones))


def served_here(site: Site, screen: Peer) -> int:
    """The people on the worker of this screen: all that it knows of without Redis."""
    worker = next(each for each in site.workers() if screen in site.served_by(each))
    return sum("/ws/screen/" not in peer.path for peer in site.served_by(worker))


async def test_redis_that_is_away_at_the_start_is_found_once_it_is_there(tmp_path: Path):
    late, postgres = Redis(tmp_path), Postgres(tmp_path)
    data = tmp_path / "data"
    try:
        postgres.start()
        with serving(data, workers=2, REDIS_URL=late.url, DATABASE_URL=postgres.url) as server:
            async with opened(server) as site:
                screens = await on_every_worker(site, site.screen)
                phones = await crowd_of(site, 10)
                burst = Burst(phones)
                await burst.more(50)
                await within(SOON, all_see(screens, type="results", answered=len(phones)))
                away = await site.act("goto", slide="minder")
                await within(SOON, all_see(screens, type="state", version=away))
                apart = served_here(site, screens[0])
                await within(SOON, all_see(screens[:1], type="pulse", present=apart))
                late.start()
                await within(SOON, all_see(screens, type="pulse", present=len(phones)))
                await burst.stop()

                assert 0 < apart < len(phones)
                assert set(burst.replies) <= {"stored", "changed", "question.closed"}
                assert all(kept(postgres, site, phones))
    finally:
        late.stop()
        postgres.stop()


async def test_postgresql_restarted_loses_nothing_that_was_promised(site: Site, postgres: Postgres):
    phones = await crowd_of(site, 20)
    burst = Burst(phones)
    await burst.more(50)

    postgres.kill(signal.SIGQUIT)  # as a crash: it recovers from its log
    await eventually(lambda: sum(bool(phone.refused) for phone in phones) > 10)
    postgres.start()
    began = time.monotonic()
    await burst.more(100)
    back = time.monotonic() - began
    await burst.stop()

    assert back < 10
    assert {code for phone in phones for code in phone.refused} <= {"server.not_stored"}
    assert all(kept(postgres, site, phones))
