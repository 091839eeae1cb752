"""kill -9 of PostgreSQL in the middle of a burst; the server stays up and goes on by itself."""

from __future__ import annotations

import asyncio
import os
import random
import signal

import pytest

from tests.faults.ledger import problems
from tests.faults.steady import Burst
from tests.faults.trial import PHONES, Trial, crowd, done, session

KILLS = int(os.environ.get("DATABASE_KILLS", "2"))


@pytest.mark.timeout(300 + 60 * KILLS)
async def test_nothing_acknowledged_is_lost_with_the_database(postgresql: Trial):
    rng, trial = random.Random(1), postgresql
    assert trial.database
    async with session(trial) as site:
        burst = Burst(crowd(site))
        for _kill in range(KILLS):
            await burst.more(PHONES)
            await asyncio.sleep(rng.uniform(0, 0.15))  # the moment is random
            trial.database.kill()
            os.kill(trial.server.pid, signal.SIGSTOP)  # phones that send again hide a loss
            await asyncio.to_thread(trial.database.start)
            found = problems(burst.phones, trial.ledger.rows(site.session.code))
            os.kill(trial.server.pid, signal.SIGCONT)
            assert found == set()
        await burst.more(PHONES)
        await done(trial, site, burst)

    assert trial.ledger.sound()
    assert trial.found == set()
    assert [phone.connects for phone in burst.phones] == [1] * PHONES
    assert {code for phone in burst.phones for code in phone.refused} <= {"server.not_stored"}
