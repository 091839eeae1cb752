"""From SQLite to PostgreSQL by a backup: everything is there, and the next answer too."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.server import MANAGE
from tests.faults.ledger import PostgreSQL, problems
from tests.faults.restartable_server import RestartableServer, beside, restartable
from tests.faults.services import BIN, Postgres, running
from tests.faults.site import Site
from tests.faults.steady import Burst, Steady

pytestmark = [
    pytest.mark.timeout(600),
    pytest.mark.skipif(not BIN.exists(), reason="PostgreSQL is not installed"),
]
PHONES = 10
READ = """
import django, json; django.setup()
from django.apps import apps
for model in apps.get_models(include_auto_created=True):
    rows = [{**row} for row in model._base_manager.order_by("pk").values()]
    print(json.dumps([model._meta.db_table, rows], default=str))
"""


@pytest.fixture
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    with running(service):
        yield service


@pytest.fixture
def old(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RestartableServer]:
    with restartable(tmp_path_factory.mktemp("old")) as server:
        yield server


@pytest.fixture
def new(
    postgres: Postgres, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[RestartableServer]:
    with beside(tmp_path_factory.mktemp("new"), DATABASE_URL=postgres.url) as server:
        yield server


def read_all(server: RestartableServer) -> dict[str, list[dict[str, Any]]]:
    """Every row of every table, as Django reads it; without what a restore makes anew."""
    done = subprocess.run(
        [sys.executable, "-c", READ],
        env=server.environment,
        cwd=Path(MANAGE).parent,
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(json.loads(line) for line in done.stdout.splitlines())
    for session in found["polls_livesession"]:
        session["epoch"] = ""
    return found


async def test_everything_comes_along_and_goes_on(
    old: RestartableServer, new: RestartableServer, postgres: Postgres, tmp_path: Path
):
    old.start()
    started = old.start_session("Groep")
    site = Site(old, started)
    await site.login()
    await site.act("goto", slide="goed")
    burst = Burst([Steady.new(site) for _ in range(PHONES)])
    await burst.more(3 * PHONES)
    await burst.stop()
    await site.close()
    old.kill()
    backup = tmp_path / "old.backup"
    before = read_all(old)
    old.manage("backup", str(backup))

    told = new.manage("restore", str(backup))
    after = read_all(new)
    ledger = PostgreSQL(postgres.url)
    kept = problems(burst.phones, ledger.rows(started.code))
    new.start()
    moved = Site(new, started)
    newcomer = Steady.new(moved)
    for phone in burst.phones:
        phone.room, phone.peer = moved, None
    again = [await phone.answer("goed", ["A"]) for phone in burst.phones]
    first = await newcomer.answer("goed", ["B"])
    new.start_session("Later")
    await moved.close()

    *known, restored = after["workshop_auditentry"]
    assert f"{len(before['polls_response'])} answers" in told
    assert (len(before["polls_response"]), restored["what"]) == (PHONES, "restore")
    assert {**after, "workshop_auditentry": known} == before
    assert kept == set()
    assert {reply["outcome"] for reply in again} == {"changed"}
    assert first["outcome"] == "stored"
    assert problems([*burst.phones, newcomer], ledger.rows(started.code)) == set()


def test_what_does_not_fit_is_said_and_nothing_is_changed(
    old: RestartableServer, new: RestartableServer, tmp_path: Path
):
    """SQLite does not hold to the length of a column."""
    backup = tmp_path / "old.backup"
    old.start_session("Groep")
    old.manage("backup", str(backup))
    with closing(sqlite3.connect(backup)) as connection, connection:
        connection.execute("UPDATE polls_livesession SET label = ?", ["a" * 999])
    new.manage("migrate")
    before = read_all(new)

    with pytest.raises(AssertionError) as told:
        new.manage("restore", str(backup))

    assert f"{backup} was not restored: value too long" in str(told.value)
    assert read_all(new) == before
    assert list(new.data.glob("moving.*")) == []
