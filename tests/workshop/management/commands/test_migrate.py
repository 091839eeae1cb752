"""Whoever migrates by hand waits for whoever was first, as servers that start do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from polls import database
from tests.e2e.server import MANAGE, environment_of
from tests.faults.services import BIN, PATIENCE, Postgres, running
from tests.faults.test_first_start import MIGRATED, all_wait_for

pytestmark = pytest.mark.skipif(not BIN.exists(), reason="PostgreSQL is not installed")


def test_three_who_migrate_at_once_all_succeed(tmp_path: Path):
    service = Postgres(tmp_path)
    with running(service), psycopg.connect(service.url, autocommit=True) as own:
        own.execute("SELECT pg_advisory_lock(%s)", [database.STARTING])
        commands = [migrate(tmp_path / name, service.url) for name in "abc"]
        all_wait_for(own, len(commands))
        own.execute("SELECT pg_advisory_unlock(%s)", [database.STARTING])

        ended = [command.wait(PATIENCE * 4) for command in commands]
        migrated = own.execute(MIGRATED).fetchone()

    assert ended == [0, 0, 0]
    assert migrated
    assert migrated[0] > 0


def migrate(data: Path, url: str) -> subprocess.Popen[bytes]:
    data.mkdir()
    environment = environment_of(data, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="workshop.settings")
    return subprocess.Popen([sys.executable, MANAGE, "migrate", "--verbosity=0"], env=environment)
