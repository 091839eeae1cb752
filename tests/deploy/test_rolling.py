"""Two servers go from the release before to the next one, while people vote and come in.

By `make rolling` only: it takes minutes (docs/upgrading.md).
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

from tests.deploy import releases
from tests.deploy.rolling import Cluster, Installation, Visitor, cluster
from tests.faults.ledger import PostgreSQL, problems, promises
from tests.faults.services import Postgres, Redis, running
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady
from tests.polls.realtime.clients import eventually

PHONES = int(os.environ.get("ROLLING", "20"))
LONG = PHONES >= 200
WAIT = 5.0  # seconds that nobody may wait for longer
PREVIOUS = releases.read_previous()

pytestmark = [
    pytest.mark.everything,
    pytest.mark.timeout(600),
    pytest.mark.flaky(reruns=0),  # what was brought to the next release stays there
    pytest.mark.skipif(
        not releases.has_history(PREVIOUS.commit),
        reason=releases.NO_HISTORY.format(PREVIOUS),
    ),
]


@pytest.fixture(scope="module")
def trees(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The code of the release before, and of a next one."""
    old = releases.check_out(PREVIOUS.commit, tmp_path_factory.mktemp("old"))
    return old, releases.make_next(tmp_path_factory.mktemp("next"))


@pytest.fixture(scope="module")
def pair(trees: tuple[Path, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    postgres, redis = Postgres(tmp_path_factory.mktemp("postgres")), Redis(folder)
    with ExitStack() as stack:
        stack.enter_context(running(postgres))
        stack.enter_context(running(redis))
        yield stack.enter_context(cluster(folder, trees[0], postgres, redis))


async def test_a_release_after_the_other_and_nobody_notices(
    pair: Cluster, trees: tuple[Path, Path]
):
    old, new = trees
    first, second = pair.servers
    site = pair.site()
    await site.login()
    await site.act("goto", slide="goed")
    burst = Burst([Steady.new(site) for _ in range(PHONES)], pause=PHONES / 40)
    visitors = [Visitor(site) for _ in range(2)]
    await burst.more(2 * PHONES)
    before = await visitors[0].load()

    await asyncio.to_thread(pair.run, new, "migrate")
    await burst.more(PHONES)
    await replace(second, old)  # it may be started again on the newer schema
    await burst.more(PHONES)
    await replace(first, new)
    for visitor in visitors:  # who must not meet what is wrong on purpose
        await visitor.stop()
    unasked = await load_without_asking_the_next(pair, site)
    for visitor in visitors:
        visitor.begin()
    await burst.more(PHONES)
    await replace(second, new)
    await burst.more(2 * PHONES)
    after = await visitors[0].load()
    async with site.browser() as client:
        await visitors[1].load_files(client, set(before))  # by a page that stayed open
    for visitor in visitors:
        await visitor.stop()
    promised, slowest = promises(burst.phones), burst.slowest
    rows = PostgreSQL(pair.database).rows(site.session.code)
    refused = [list(phone.refused) for phone in burst.phones]
    taken_away = await take_a_column_away(pair, burst)
    await burst.stop()
    await site.close()

    pages = sum(visitor.pages for visitor in visitors)
    print(f"{PHONES} phones, {burst.replies.total()} answers, {pages} pages; {slowest:.1f} s")
    assert problems(burst.phones, rows, promised) == set()
    assert problems(burst.phones, PostgreSQL(pair.database).rows(site.session.code)) == set()
    assert refused == [[]] * PHONES
    assert [visitor.missing for visitor in visitors] == [[], []]
    assert len(before) > 5
    assert before != after
    assert unasked  # a page without its scripts is seen
    assert taken_away == {"server.not_stored"}  # and so is an answer that is refused
    assert not LONG or slowest < WAIT


async def replace(server: Installation, tree: Path) -> None:
    await asyncio.to_thread(server.stop)
    await asyncio.to_thread(server.start, tree)


async def load_without_asking_the_next(pair: Cluster, site: Site) -> list[str]:
    """What is missing when nginx asks one server only, while one is old and one is new."""
    async with pair.without_asking_the_next():
        visitor = Visitor(site)
        await eventually(lambda: bool(visitor.missing))
        await visitor.stop()
    return visitor.missing


async def take_a_column_away(pair: Cluster, burst: Burst) -> set[str]:
    """What phones hear when a migration renames what the servers use, until it is back."""
    with psycopg.connect(pair.database, autocommit=True) as connection:
        connection.execute("ALTER TABLE polls_response RENAME COLUMN seq TO number")
        await eventually(lambda: any(phone.refused for phone in burst.phones))
        connection.execute("ALTER TABLE polls_response RENAME COLUMN number TO seq")
    await burst.more(len(burst.phones))
    return {code for phone in burst.phones for code in phone.refused}
