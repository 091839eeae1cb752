"""Servers that start at once on an empty database make its tables one after the other."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from polls import database
from tests.e2e.server import MANAGE, environment_of
from tests.faults.services import BIN, PATIENCE, Postgres, running

pytestmark = pytest.mark.skipif(not BIN.exists(), reason="PostgreSQL is not installed")
START = """
import django; django.setup()
from polls import database
from workshop.management.commands import serve
with database.first_in():
    serve.call_command("migrate", interactive=False, verbosity=0)
"""
WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
MIGRATED = "SELECT count(*) FROM django_migrations WHERE app = 'polls'"


def test_three_servers_that_start_at_once_all_start(tmp_path: Path):
    service = Postgres(tmp_path)
    with running(service), psycopg.connect(service.url, autocommit=True) as own:
        own.execute("SELECT pg_advisory_lock(%s)", [database.STARTING])
        servers = [start(tmp_path / name, service.url) for name in "abc"]
        all_wait_for(own, len(servers))
        own.execute("SELECT pg_advisory_unlock(%s)", [database.STARTING])

        ended = [server.wait(PATIENCE * 4) for server in servers]
        migrated = own.execute(MIGRATED).fetchone()

    assert ended == [0, 0, 0]
    assert migrated
    assert migrated[0] > 0


def start(data: Path, url: str) -> subprocess.Popen[bytes]:
    data.mkdir()
    environment = environment_of(data, DATABASE_URL=url, DJANGO_SETTINGS_MODULE="workshop.settings")
    return subprocess.Popen([sys.executable, "-c", START], env=environment, cwd=Path(MANAGE).parent)


def all_wait_for(own: psycopg.Connection, servers: int) -> None:
    deadline = time.monotonic() + PATIENCE * 4
    while (found := own.execute(WAITING).fetchone()) != (servers,):
        assert time.monotonic() < deadline, f"{found} wait"
        time.sleep(0.05)
