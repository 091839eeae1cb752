"""Two servers behind nginx, stopped and started in turn: the room goes on."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from tests.e2e.server import Server
from tests.faults.ledger import PostgreSQL, problems
from tests.faults.restartable_server import RestartableServer, beside, restartable
from tests.faults.services import Nginx, Postgres, Redis, running
from tests.faults.site import Site
from tests.faults.steady import Burst
from tests.faults.trial import PHONES, Trial, crowd, done

pytestmark = [pytest.mark.everything, pytest.mark.timeout(1800)]

ROUNDS = 5


@pytest.fixture
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[RestartableServer]]:
    """Two, with a data directory each, on one PostgreSQL and one Redis."""
    folder = tmp_path_factory.mktemp
    postgres, redis = Postgres(folder("postgres")), Redis(folder("redis"))
    with ExitStack() as stack:
        stack.enter_context(running(postgres))
        stack.enter_context(running(redis))
        settings = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url}
        first = stack.enter_context(restartable(folder("first"), **settings))
        second = stack.enter_context(beside(folder("second"), **settings))
        for server in (first, second):
            server.start()
        yield [first, second]


@pytest.fixture
def front(
    servers: list[RestartableServer], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    nginx = Nginx(tmp_path_factory.mktemp("nginx"), [server.port for server in servers])
    with running(nginx):
        first = servers[0]
        yield Server(f"http://127.0.0.1:{nginx.port}", first.environment, forks=first.forks)


async def test_a_rolling_restart_loses_nothing_and_nobody(
    servers: list[RestartableServer], front: Server
):
    first = servers[0]
    trial = Trial("postgresql", first, PostgreSQL(first.environment["DATABASE_URL"]))
    site = Site(front, first.start_session("Groep"))
    await site.login()
    await site.act("goto", slide="goed")
    burst = Burst(crowd(site))
    for server in servers * ROUNDS:
        await burst.more(PHONES)
        server.kill(signal.SIGTERM)
        await burst.more(PHONES)
        trial.found |= problems(burst.phones, trial.ledger.rows(site.session.code))
        server.start()
    await done(trial, site, burst)
    await site.close()

    print(f"{2 * ROUNDS} restarts, {burst.replies.total()} answers; {burst.slowest:.1f} s at most")
    print([phone.closes for phone in burst.phones])
    assert trial.found == set()
    assert [phone.refused for phone in burst.phones] == [[]] * PHONES
    assert {code for phone in burst.phones for code in phone.closes} == {1012}
