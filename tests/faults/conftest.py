"""A server on each database, for all tests that kill it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.faults.ledger import PostgreSQL, SQLite
from tests.faults.restartable_server import mortal
from tests.faults.server_with_database import House
from tests.faults.services import Postgres, running


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    data = tmp_path_factory.mktemp("sqlite")
    with mortal(data) as server:
        yield House("sqlite", server, SQLite(data / "db.sqlite3"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    data = tmp_path_factory.mktemp("data")
    with running(service), mortal(data, DATABASE_URL=service.url) as server:
        yield House("postgresql", server, PostgreSQL(service.url), service)


@pytest.fixture(params=["sqlite", "postgresql"])
def house(request: pytest.FixtureRequest) -> House:
    shared: House = request.getfixturevalue(request.param)
    return replace(shared, found=set(), waiting=[])
