"""kill -9 of the server in the middle of a burst: what was acknowledged is there, once.

After each kill the database is read before the server comes back, because phones that
send again would hide what was lost. `make faults` kills more often.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

import httpx
import pytest

from tests.faults.doctored import POINTS, SPOILED
from tests.faults.ledger import Ledger, PostgreSQL, SQLite, problems, tally
from tests.faults.mortal import Mortal, mortal
from tests.faults.services import Postgres, running
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady
from tests.polls.realtime.clients import eventually

KILLS = {
    "sqlite": int(os.environ.get("KILLS", "20")),
    "postgresql": int(os.environ.get("KILLS", "3")),
}
TIMES = int(os.environ.get("CRASHES", "1"))  # at each named point
PHONES = 40
WAITING = 10  # phones without an answer at the moment of a kill
BETWEEN = 0.15  # seconds within which the moment of a kill is random


@dataclass
class House:
    """A server, its database, and what was found wrong with it so far."""

    name: str
    server: Mortal
    ledger: Ledger
    found: set[str] = field(default_factory=set)
    waiting: list[int] = field(default_factory=list)


@pytest.fixture(scope="module")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("sqlite")
    with mortal(data) as server:
        yield House("sqlite", server, SQLite(data / "db.sqlite3"))


@pytest.fixture(scope="module")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    data = tmp_path_factory.mktemp("data")
    with running(service), mortal(data, DATABASE_URL=service.url) as server:
        yield House("postgresql", server, PostgreSQL(service.url))


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    shared: House = request.getfixturevalue(request.param)
    return House(shared.name, shared.server, shared.ledger)


@asynccontextmanager
async def session(house: House) -> AsyncIterator[Site]:
    """A session on slide 34, where 'goed' is open, on a server that lasts as long as it."""
    house.server.start()
    site = Site(house.server, house.server.start_session("Groep"))
    try:
        await site.login()
        await site.act("goto", slide="goed")
        yield site
    finally:
        await site.close()
        house.server.kill()


def crowd(site: Site) -> list[Steady]:
    return [Steady.new(site) for _ in range(PHONES)]


async def buried(house: House, site: Site, burst: Burst) -> None:
    """The server is gone: once every phone has read what it was still told, look."""
    await eventually(house.server.ended)
    house.server.kill()
    await eventually(lambda: not any(phone.peer for phone in burst.phones))
    house.found |= problems(burst.phones, house.ledger.rows(site.session.code))
    if not house.ledger.sound():
        house.found.add("damaged")


async def done(house: House, site: Site, burst: Burst) -> None:
    """Every answer gets its acknowledgement in the end, and everybody shows the same."""
    await burst.stop()
    rows = house.ledger.rows(site.session.code)
    house.found |= problems(burst.phones, rows)
    firsts, others = burst.replies["stored"], burst.replies.keys() - {"stored", "changed"}
    if firsts != len(burst.phones) or others:
        house.found.add(f"other outcomes: {burst.replies}")
    await site.act("close", question="goed")
    await site.act("show", question="goed", anyway="1")
    counted = tally(rows, "goed", 1)
    if not counted == await on_the_projector(site) == exported(house, site):
        house.found.add("another tally")


async def on_the_projector(site: Site) -> dict[str, int]:
    screen = await site.screen()
    frame = await screen.until(type="results", question="goed", shown=True)
    (bars,) = frame["figure"]["data"]
    return {key: n for key, n in zip(bars["customdata"], bars["x"], strict=True) if n}


def exported(house: House, site: Site) -> dict[str, int]:
    file = house.server.data / "export.json"
    house.server.manage("export_session", site.session.code, "--format=json", f"--out={file}")
    questions = json.loads(file.read_text())["questions"]
    (question,) = [each for each in questions if each["key"] == "goed"]
    (round,) = question["rounds"]
    return dict(Counter(key for answer in round["answers"] for key in answer["value"]))


async def test_nothing_acknowledged_is_lost_at_random_moments(house: House):
    kills, rng = KILLS[house.name], random.Random(1)
    async with session(house) as site:
        burst = Burst(crowd(site))
        for _kill in range(kills):
            await die_at_random(house, site, burst, rng)
            house.server.start()
        await done(house, site, burst)

    print(f"{house.name}: {kills} kills, {burst.replies.total()} answers acknowledged;")
    print(f"{min(house.waiting)} to {max(house.waiting)} phones waited for theirs at a kill")
    assert house.found == set()


async def die_at_random(house: House, site: Site, burst: Burst, rng: random.Random) -> None:
    await burst.more(PHONES)
    await asyncio.sleep(rng.uniform(0, BETWEEN))
    await eventually(lambda: burst.waiting >= WAITING)
    house.waiting.append(burst.waiting)
    house.server.kill()
    await buried(house, site, burst)


async def test_nothing_acknowledged_is_lost_at_named_points(house: House):
    found = {}
    async with session(house) as site:
        burst = Burst(crowd(site))
        for point in [*POINTS] * TIMES:
            await burst.more(PHONES)
            house.server.kill()
            house.server.start(point)
            await provoke(site, burst, point)
            await buried(house, site, burst)
            found[point], house.found = house.found, set()
            house.server.start()
        await done(house, site, burst)

    assert found == {point: set() for point in POINTS}
    assert house.found == set()


async def provoke(site: Site, burst: Burst, point: str) -> None:
    """What a facilitator does, when the server only dies of that."""
    if point in ("in broadcast", "in close"):
        await burst.more(PHONES)
        with suppress(httpx.TransportError):
            await site.act("close" if point == "in close" else "qr", question="goed")


# Servers with a mistake: the same check has to find it.


async def test_acknowledging_before_the_commit_is_caught(house: House):
    async with session(house) as site:
        house.server.kill()
        house.server.start("acknowledges early", "before COMMIT")
        burst = Burst(crowd(site))
        await buried(house, site, burst)
        house.server.start()
        await burst.stop()

    assert house.found == {"lost"}


@pytest.mark.everything
async def test_random_kills_catch_it_as_well(house: House):
    rng = random.Random(1)
    async with session(house) as site:
        burst = Burst(crowd(site))
        while not house.found and len(house.waiting) < KILLS[house.name]:
            house.server.kill()
            house.server.start("acknowledges early")
            await die_at_random(house, site, burst, rng)
        house.server.start()
        await burst.stop()

    print(f"{house.name}: the first loss was seen at kill {len(house.waiting)}")
    assert house.found == {"lost"}


async def test_storing_an_answer_twice_is_caught(sqlite: House):
    async with session(sqlite) as site:
        sqlite.server.kill()
        sqlite.server.start("inserts twice")
        burst = Burst(crowd(site))
        await burst.more(PHONES)
        await burst.stop()
        spoiled = SQLite(sqlite.server.data / SPOILED)

    assert problems(burst.phones, spoiled.rows(site.session.code)) == {"doubled"}
