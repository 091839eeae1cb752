"""A server on each database, for all tests that kill it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.faults.ledger import PostgreSQL, SQLite
from tests.faults.restartable_server import restartable
from tests.faults.services import Postgres, running
from tests.faults.trial import Trial


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    data = tmp_path_factory.mktemp("sqlite")
    with restartable(data) as server:
        yield Trial("sqlite", server, SQLite(data / "db.sqlite3"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Trial]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    data = tmp_path_factory.mktemp("data")
    with running(service), restartable(data, DATABASE_URL=service.url) as server:
        yield Trial("postgresql", server, PostgreSQL(service.url), service)


@pytest.fixture(params=["sqlite", "postgresql"])
def trial(request: pytest.FixtureRequest) -> Trial:
    shared: Trial = request.getfixturevalue(request.param)
    return replace(shared, found=set(), waiting=[])
