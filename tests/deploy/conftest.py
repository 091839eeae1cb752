"""A server behind nginx, which the tests of this folder share."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
import pytest_asyncio

from tests.deploy.example_nginx import Behind, ExampleNginx
from tests.e2e.server import serving
from tests.faults.services import running
from tests.faults.site import Site


@pytest.fixture
def nginx(tmp_path_factory: pytest.TempPathFactory) -> ExampleNginx:
    return ExampleNginx(tmp_path_factory.mktemp("nginx"))


@pytest.fixture(scope="package")
def behind(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Behind]:
    nginx = ExampleNginx(tmp_path_factory.mktemp("nginx"))
    with serving(tmp_path_factory.mktemp("server"), PUBLIC_URL=nginx.origin) as server:
        nginx.configure([server.port])
        started = server.start_session("Groep")
        with running(nginx):
            yield Behind(nginx, replace(server, url=nginx.origin), started, server.port)


@pytest_asyncio.fixture
async def site(behind: Behind) -> AsyncIterator[Site]:
    made = Site(behind.server, behind.started, behind.nginx.tls)
    yield made
    await made.close()
