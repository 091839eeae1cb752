"""One stranger stops nobody: attacks on a running server, with honest people beside them.

`make test` does each for two seconds, `make abuse` for ten, and through nginx too; that prints
what everybody waited for.
"""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack

import httpx
import pytest
import pytest_asyncio

from polls import identity
from tests.abuse.attack import ATTACKS
from tests.abuse.honest import MIB, Watch, resident
from tests.e2e.server import Server, Started, serving
from tests.faults.services import Nginx, running
from tests.faults.site import Site

SECONDS = float(os.environ.get("ABUSE_SECONDS", "2"))
LONG = "ABUSE_SECONDS" in os.environ
QUIET = 1.0  # seconds in which they are looked at without an attack
SLOWEST = 1.0  # seconds that anybody may wait, on two cores that do nothing else
BUSY = 4  # times what it took without an attack: on a machine that others use too
MEMORY = 400 * MIB
DOORS = ["straight", "nginx"] if LONG and shutil.which("nginx") else ["straight"]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Started]]:
    with serving(tmp_path_factory.mktemp("abuse")) as running_server:
        yield running_server, running_server.start_session("Groep 1")


@pytest.fixture(scope="module")
def login(server: tuple[Server, Started]) -> httpx.Cookies:
    """The trainer's cookies, which are good for all of it."""
    with httpx.Client(follow_redirects=True) as client:
        client.get(server[0].login_link()).raise_for_status()
        client.get(server[1].desk_url).raise_for_status()
        return client.cookies


@pytest.fixture(scope="module", params=DOORS)
def door(
    request: pytest.FixtureRequest, server: tuple[Server, Started], tmp_path_factory: object
) -> Iterator[int]:
    """The port by which everybody comes in."""
    with ExitStack() as stack:
        port = server[0].port
        if request.param == "nginx":
            nginx = Nginx(request.getfixturevalue("tmp_path_factory").mktemp("nginx"), [port])
            stack.enter_context(running(nginx))
            port = nginx.port
        yield port


@pytest_asyncio.fixture
async def site(
    server: tuple[Server, Started], door: int, login: httpx.Cookies
) -> AsyncIterator[Site]:
    made = Site(*server)
    made.port = door
    made.client.cookies.update(login)
    await made.act("goto", slide="goed")
    yield made
    await made.close()


async def measured(site: Site, seconds: float, attack: str = "") -> Watch:
    watch = Watch(site)
    async with watch.going_on():
        if attack:
            await attacked(site, attack, seconds)
        else:
            await asyncio.sleep(seconds)
    return watch


async def attacked(site: Site, name: str, seconds: float) -> None:
    arguments = [name, "127.0.0.1", str(site.port), site.session.code]
    arguments += [identity.new_cookie(site.session.code), str(seconds)]
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.abuse.attack", *arguments, stderr=subprocess.PIPE
    )
    _out, said = await process.communicate()
    assert process.returncode == 0, said.decode()


@pytest.mark.parametrize("attack", ATTACKS)
async def test_nobody_notices(site: Site, attack: str, server: tuple[Server, Started]):
    before = resident(server[0].pid)
    quiet = await measured(site, QUIET)

    watch = await measured(site, SECONDS, attack)
    after = await measured(site, QUIET)

    print(report(attack, before, quiet, watch, after))
    slowest = max(SLOWEST, BUSY * max(quiet.slowest.values()))
    assert watch.refused == []
    assert {who: took for who, took in watch.slowest.items() if took > slowest} == {}
    assert {who: took for who, took in after.slowest.items() if took > slowest} == {}
    assert watch.memory - before < MEMORY
    assert "Traceback" not in server[0].read_log()
    assert min(watch.count.values()) > 1


def report(attack: str, before: int, *watches: Watch) -> str:
    rows = [
        "  ".join(
            [
                f"{name:7}",
                *(f"{who} {took * 1000:5.0f} ms" for who, took in sorted(watch.slowest.items())),
                f"memory {(watch.memory - before) / MIB:+5.0f} MB",
            ]
        )
        for name, watch in zip(("before", "during", "after"), watches, strict=True)
    ]
    return "\n".join([f"\n{attack}", *rows])
