"""What DATABASE_URL asks of TLS is what happens on the wire, or nothing does."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.server import MANAGE
from tests.faults.services import Postgres, running

ENCRYPTED = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"
ASK = f"""
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute({ENCRYPTED!r})
    print(cursor.fetchone()[0])
"""


@pytest.fixture
def postgres(tmp_path: Path) -> Postgres:
    return Postgres(tmp_path)


def manage(data: Path, url: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, MANAGE, *arguments],
        env={**os.environ, "DATA_DIR": str(data), "DATABASE_URL": url},
        capture_output=True,
        text=True,
        check=False,
    )


def encrypted(data: Path, url: str) -> str:
    """'True' or 'False' as the server sees it, or why there is no connection."""
    done = manage(data, url, "shell", "--no-imports", "--command", ASK)
    return done.stdout.strip() or done.stderr


def test_a_server_without_tls_is_refused_when_tls_is_asked_for(postgres: Postgres, tmp_path: Path):
    with running(postgres):
        plain = encrypted(tmp_path, postgres.url)
        asked = encrypted(tmp_path, f"{postgres.url}?sslmode=require")
        backup = manage(
            *(tmp_path, f"{postgres.url}?sslmode=require", "backup"), str(tmp_path / "backup")
        )

    assert plain == "False"
    assert "server does not support SSL, but SSL was required" in asked
    assert "server does not support SSL, but SSL was required" in backup.stderr


def test_a_certificate_is_looked_at_as_it_is_asked_for(postgres: Postgres, tmp_path: Path):
    certificate = postgres.certify()
    other = Postgres(tmp_path)
    with running(postgres):
        right = encrypted(tmp_path, f"{postgres.url}?sslmode=verify-full&sslrootcert={certificate}")
        wrong = encrypted(
            tmp_path, f"{postgres.url}?sslmode=verify-full&sslrootcert={other.certify()}"
        )
        backup = manage(
            *(tmp_path, f"{postgres.url}?sslmode=verify-full&sslrootcert={other.certify()}"),
            *("backup", str(tmp_path / "backup")),
        )
    other.stop()

    assert right == "True"
    assert "certificate verify failed" in wrong
    assert "certificate verify failed" in backup.stderr
