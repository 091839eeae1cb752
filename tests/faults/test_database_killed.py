"""kill -9 of PostgreSQL in the middle of a burst; the server stays up and goes on by itself."""

from __future__ import annotations

import asyncio
import os
import random
import signal

import pytest

from tests.faults.ledger import problems
from tests.faults.server_with_database import PHONES, House, crowd, done, session
from tests.faults.steady import Burst

KILLS = int(os.environ.get("DATABASE_KILLS", "2"))


@pytest.mark.timeout(300 + 60 * KILLS)
async def test_nothing_acknowledged_is_lost_with_the_database(postgresql: House):
    rng, house = random.Random(1), postgresql
    assert house.database
    async with session(house) as site:
        burst = Burst(crowd(site))
        for _kill in range(KILLS):
            await burst.more(PHONES)
            await asyncio.sleep(rng.uniform(0, 0.15))  # the moment is random
            house.database.kill()
            os.kill(house.server.pid, signal.SIGSTOP)  # phones that send again hide a loss
            await asyncio.to_thread(house.database.start)
            found = problems(burst.phones, house.ledger.rows(site.session.code))
            os.kill(house.server.pid, signal.SIGCONT)
            assert found == set()
        await burst.more(PHONES)
        await done(house, site, burst)

    assert house.ledger.sound()
    assert house.found == set()
    assert [phone.connects for phone in burst.phones] == [1] * PHONES
    assert {code for phone in burst.phones for code in phone.refused} <= {"server.not_stored"}
