"""kill -9 of the server in the middle of a burst: what was acknowledged is there, once.

After each kill the database is read before the server comes back, because phones that
send again would hide what was lost. `make faults` kills more often.
"""

from __future__ import annotations

import asyncio
import os
import random
from contextlib import suppress

import httpx
import pytest

from tests.faults.crashing_server import POINTS, SPOILED
from tests.faults.ledger import SQLite, problems
from tests.faults.site import Site
from tests.faults.steady import Burst
from tests.faults.trial import PHONES, Trial, crowd, done, session
from tests.polls.realtime.clients import eventually

KILLS = {
    "sqlite": int(os.environ.get("KILLS", "20")),
    "postgresql": int(os.environ.get("KILLS", "3")),
}
TIMES = int(os.environ.get("CRASHES", "1"))  # at each named point
WAITING = 10  # phones without an answer at the moment of a kill
BETWEEN = 0.15  # seconds within which the moment of a kill is random


async def buried(trial: Trial, site: Site, burst: Burst) -> None:
    """The server is gone: once every phone has read what it was still told, look."""
    await eventually(trial.server.ended)
    trial.server.kill()
    await eventually(lambda: not any(phone.peer for phone in burst.phones))
    trial.found |= problems(burst.phones, trial.ledger.rows(site.session.code))
    if not trial.ledger.sound():
        trial.found.add("damaged")


@pytest.mark.timeout(300 + 15 * max(KILLS.values()))
async def test_nothing_acknowledged_is_lost_at_random_moments(trial: Trial):
    kills, rng = KILLS[trial.name], random.Random(1)
    async with session(trial) as site:
        burst = Burst(crowd(site))
        for _kill in range(kills):
            await die_at_random(trial, site, burst, rng)
            trial.server.start()
        await done(trial, site, burst)

    print(f"{trial.name}: {kills} kills, {burst.replies.total()} answers acknowledged;")
    print(f"{min(trial.waiting)} to {max(trial.waiting)} phones waited for theirs at a kill")
    assert trial.found == set()


async def die_at_random(trial: Trial, site: Site, burst: Burst, rng: random.Random) -> None:
    await burst.more(PHONES)
    await asyncio.sleep(rng.uniform(0, BETWEEN))
    await eventually(lambda: burst.waiting >= WAITING)
    trial.waiting.append(burst.waiting)
    trial.server.kill()
    await buried(trial, site, burst)


@pytest.mark.timeout(300 + 20 * TIMES * len(POINTS))
async def test_nothing_acknowledged_is_lost_at_named_points(trial: Trial):
    found = {}
    async with session(trial) as site:
        burst = Burst(crowd(site))
        for point in [*POINTS] * TIMES:
            await burst.more(PHONES)
            trial.server.kill()
            trial.server.start(point)
            await provoke(site, burst, point)
            await buried(trial, site, burst)
            found[point], trial.found = trial.found, set()
            trial.server.start()
        await done(trial, site, burst)

    assert found == {point: set() for point in POINTS}
    assert trial.found == set()


async def provoke(site: Site, burst: Burst, point: str) -> None:
    """What a facilitator does, when the server only dies of that."""
    if point in ("in broadcast", "in close"):
        await burst.more(PHONES)
        with suppress(httpx.TransportError):
            await site.act("close" if point == "in close" else "qr", question="goed")


# Servers with a mistake: the same check has to find it.


async def test_acknowledging_before_the_commit_is_caught(trial: Trial):
    async with session(trial) as site:
        trial.server.kill()
        trial.server.start("acknowledges early", "before COMMIT")
        burst = Burst(crowd(site))
        await buried(trial, site, burst)
        trial.server.start()
        await burst.stop()

    assert trial.found == {"lost"}


@pytest.mark.everything
@pytest.mark.timeout(300 + 15 * max(KILLS.values()))
async def test_random_kills_catch_it_as_well(trial: Trial):
    rng = random.Random(1)
    async with session(trial) as site:
        burst = Burst(crowd(site))
        while not trial.found and len(trial.waiting) < KILLS[trial.name]:
            trial.server.kill()
            trial.server.start("acknowledges early")
            await die_at_random(trial, site, burst, rng)
        trial.server.start()
        await burst.stop()

    print(f"{trial.name}: the first loss was seen at kill {len(trial.waiting)}")
    assert trial.found == {"lost"}


async def test_storing_an_answer_twice_is_caught(sqlite: Trial):
    async with session(sqlite) as site:
        sqlite.server.kill()
        sqlite.server.start("inserts twice")
        burst = Burst(crowd(site))
        await burst.more(PHONES)
        await burst.stop()
        spoiled = SQLite(sqlite.server.data / SPOILED)

    assert problems(burst.phones, spoiled.rows(site.session.code)) == {"doubled"}
