"""What the disk has to do with an acknowledgement, and a disk that is full."""

from __future__ import annotations

import asyncio
import os
import resource
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import pytest

from tests.faults.ledger import SQLite, problems, promises
from tests.faults.restartable_server import restartable
from tests.faults.steady import Burst
from tests.faults.strace import acknowledgements, may_trace, traced
from tests.faults.trial import PHONES, Trial, crowd, done, session
from tests.polls.realtime.clients import eventually

ANSWERS = int(os.environ.get("SYNCS", "100"))
NO_ROOM = 4096  # bytes that a file may have: less than any write of SQLite's log needs


# Synced before it is acknowledged


async def answered(trial: Trial, file: Path, *faults: str, count: int) -> list[bool]:
    """Whether the log was synced before each acknowledgement; the phones take turns."""
    async with session(trial) as site:
        trial.server.kill()
        trial.server.start(*faults)
        phones = crowd(site)
        await asyncio.gather(*[phone.connected() for phone in phones])
        with traced(trial.server.pid, file):
            for number in range(count):
                await phones[number % PHONES].answer("goed", ["ABCDE"[number % 5]])
    return acknowledgements(file)


traceable = pytest.mark.skipif(not may_trace(), reason="strace may not trace processes here")


@traceable
@pytest.mark.timeout(300 + ANSWERS)
async def test_every_answer_is_synced_before_it_is_acknowledged(sqlite: Trial, tmp_path: Path):
    found = await answered(sqlite, tmp_path / "calls", count=ANSWERS)

    assert found == [True] * ANSWERS


@traceable
@pytest.mark.parametrize("mistake", ["does not sync", "acknowledges early"])
async def test_an_acknowledgement_before_the_sync_is_caught(
    sqlite: Trial, tmp_path: Path, mistake: str
):
    assert False in await answered(sqlite, tmp_path / "calls", mistake, count=PHONES)


# A full disk


@pytest.fixture
def full(sqlite: Trial) -> Callable[[bool], None]:
    """Take the room away, or give it back, by a limit that the kernel keeps."""

    def limit(there_is_no_room: bool) -> None:
        size = NO_ROOM if there_is_no_room else resource.RLIM_INFINITY
        resource.prlimit(sqlite.server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    return limit


async def test_without_room_nothing_is_promised_and_nothing_lost(
    sqlite: Trial, full: Callable[[bool], None]
):
    await run_out_of_room(replace(sqlite, found=set()), full)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 16 MiB; mounting one takes root."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m,mode=700", "faults", str(folder)]
    tried = subprocess.run(mount, check=False, capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"Mounting is not allowed here: {tried.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.everything
async def test_the_same_on_a_disk_that_is_really_full(tmp_path_factory: pytest.TempPathFactory):
    disk = tmp_path_factory.mktemp("disk")
    with small_disk(disk):
        file, ballast = disk / "db.sqlite3", disk / "ballast"

        def full(there_is_no_room: bool) -> None:
            if there_is_no_room:
                with suppress(OSError):  # others take room as well
                    ballast.write_bytes(bytes(shutil.disk_usage(disk).total))
            else:
                ballast.unlink()

        with restartable(
            tmp_path_factory.mktemp("data"), DATABASE_URL=f"sqlite:///{file}"
        ) as server:
            await run_out_of_room(Trial("sqlite", server, SQLite(file)), full)


async def run_out_of_room(trial: Trial, full: Callable[[bool], None]) -> None:
    async with session(trial) as site:
        burst = Burst(crowd(site))
        await burst.more(PHONES)
        full(True)
        await eventually(lambda: all(len(phone.refused) > 1 for phone in burst.phones))
        before, acknowledged = promises(burst.phones), burst.replies.total()
        await eventually(lambda: all(len(phone.refused) > 3 for phone in burst.phones))
        rows = trial.ledger.rows(site.session.code)
        kept = problems(burst.phones, rows), trial.ledger.sound()
        meanwhile = promises(burst.phones), burst.replies.total()
        full(False)
        await burst.more(2 * PHONES)
        await done(trial, site, burst)

    assert kept == (set(), True)
    assert meanwhile == (before, acknowledged)
    assert {code for phone in burst.phones for code in phone.refused} == {"server.not_stored"}
    assert [phone.connects for phone in burst.phones] == [1] * PHONES
    assert trial.found == set()
