"""One stranger stops nobody: attacks on a running server, with honest people beside them.

`make test` does each for two seconds, up to three times, and some through nginx; `make abuse`
each for ten, straight and through nginx, and prints what everybody waited for. nginx has the
configuration of deploy/nginx, TLS included.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import ssl
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import httpx
import pytest

from polls import identity
from tests.abuse.attack import ATTACKS, FROM
from tests.abuse.honest import MIB, Watch, resident
from tests.deploy.example_nginx import ExampleNginx
from tests.e2e.server import Server, Started, serving
from tests.faults.services import running
from tests.faults.site import Site
from workshop.serving import programs

SECONDS = float(os.environ.get("ABUSE_SECONDS", "2"))
LONG = "ABUSE_SECONDS" in os.environ
QUIET = 0.5  # seconds in which they are looked at without an attack
SLOWEST = 1.0  # seconds that anybody may wait, on two cores that do nothing else
BUSY = 4  # times what it took without an attack: on a machine that others use too
# What stops anybody does so each time; a machine that others use is late now and then.
TRIES = 1 if LONG else 3
MEMORY = 400 * MIB
# What nginx treats otherwise than the server does: bytes it passes on, keeps, or ends itself.
SHORT = ("pongs", "unread_pings", "endless_body", "endless_headers", "slow_heads")


@dataclass(frozen=True)
class Door:
    """By which everybody comes in: a server, and nginx when that stands before it."""

    server: Server
    started: Started
    login: httpx.Cookies  # of the trainer, good for all of it
    token: str  # of a program of the trainer
    nginx: ExampleNginx | None = None

    @property
    def tls(self) -> ssl.SSLContext | None:
        return self.nginx.tls if self.nginx else None

    @property
    def certificate(self) -> list[str]:
        return [str(self.nginx.certificate)] if self.nginx else []

    def read_logs(self) -> str:
        return self.server.read_log() + (self.nginx.errors.read_text() if self.nginx else "")


@contextmanager
def opened(folder: Path, nginx: ExampleNginx | None = None) -> Iterator[Door]:
    settings = {"PUBLIC_URL": nginx.origin} if nginx else {}
    with ExitStack() as stack:
        server = stack.enter_context(serving(folder, **settings))
        started = server.start_session("Groep 1")
        if nginx:
            nginx.configure([server.port])
            stack.enter_context(running(nginx))
            server = replace(server, url=nginx.origin)
        with httpx.Client(verify=nginx.tls if nginx else True, follow_redirects=True) as client:
            client.get(server.login_link()).raise_for_status()
            client.get(started.desk_url).raise_for_status()
        token = server.manage("api_token", "trainer", "--scope", "read").strip()
        yield Door(server, started, client.cookies, token, nginx)


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    with opened(tmp_path_factory.mktemp("abuse")) as door:
        yield door


@pytest.fixture(scope="module")
def through_nginx(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    nginx = ExampleNginx(tmp_path_factory.mktemp("nginx"))
    with opened(tmp_path_factory.mktemp("abuse"), nginx) as door:
        yield door


@asynccontextmanager
async def entered(door: Door) -> AsyncIterator[Site]:
    site = Site(door.server, door.started, door.tls)
    site.client.cookies.update(door.login)
    await site.act("goto", slide="goed")
    yield site
    await site.close()


async def measured(site: Site, seconds: float, attack: Sequence[str] = ()) -> Watch:
    watch = Watch(site)
    async with watch.going_on():
        if attack:
            await attacked(site, seconds, *attack)
        else:
            await asyncio.sleep(seconds)
    return watch


async def attacked(site: Site, seconds: float, name: str, token: str, *certificate: str) -> str:
    """What it printed."""
    cookie = identity.new_cookie(site.session.code)
    arguments = [name, site.origin, site.session.code, cookie, token]
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.abuse.attack", *arguments, str(seconds), *certificate),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    printed, said = await process.communicate()
    assert process.returncode == 0, said.decode()
    return printed.decode()


async def test_a_program_that_asks_a_thousand_times_a_second_hears_so(straight: Door):
    """All but the few that it may have; a phone that votes beside it waits for a second at most."""
    async with entered(straight) as site:
        quiet = await measured(site, QUIET)
        watch = Watch(site)
        async with watch.going_on():
            printed = await attacked(site, SECONDS, "a_thousand_a_second", straight.token)

    told = {int(status): count for status, count in json.loads(printed).items()}
    print(f"\n{told}, of which {sum(told.values()) / SECONDS:.0f} a second; {watch.slowest}")
    allowed = programs.BURST + programs.RATE * (SECONDS + 1)
    assert told.keys() <= {200, 429}
    assert 0 < told[200] <= allowed
    assert told[429] > 2 * allowed  # it asked far more often than it may
    assert watch.refused == []
    assert watch.slowest["vote"] <= max(SLOWEST, BUSY * max(quiet.slowest.values()))


async def test_the_watch_sees_a_server_that_stands_still(straight: Door):
    """The control: what nobody noticed above would have been noticed."""
    async with entered(straight) as site:
        watch = Watch(site)
        async with watch.going_on():
            await asyncio.sleep(QUIET / 2)
            os.kill(straight.server.pid, signal.SIGSTOP)
            await asyncio.sleep(SLOWEST + QUIET / 2)
            os.kill(straight.server.pid, signal.SIGCONT)
            await asyncio.sleep(QUIET)

    assert min(watch.slowest["vote"], watch.slowest["desk"]) > SLOWEST


@pytest.mark.parametrize("attack", ATTACKS)
async def test_nobody_notices(straight: Door, attack: str):
    await withstand(straight, attack)


@pytest.mark.parametrize("attack", ATTACKS if LONG else SHORT)
async def test_nobody_notices_behind_nginx(through_nginx: Door, attack: str):
    await withstand(through_nginx, attack)


async def withstand(door: Door, attack: str) -> None:
    before = resident(door.server.pid)
    async with entered(door) as site:
        for _try in range(TRIES):
            quiet = await measured(site, QUIET)
            watch = await measured(site, SECONDS, [attack, door.token, *door.certificate])
            after = await measured(site, QUIET)
            print(report(attack, before, quiet, watch, after))
            late = waited(quiet, watch), waited(quiet, after)
            if late == ({}, {}):
                break

    assert watch.refused == []
    assert late == ({}, {})
    assert watch.memory - before < MEMORY
    logs = door.read_logs()
    assert "Traceback" not in logs
    assert FROM[0] not in logs
    assert "polshoogte_" not in logs
    assert min(watch.count.values()) > 1


def waited(quiet: Watch, watch: Watch) -> dict[str, float]:
    """Who waited longer than anybody may."""
    most = max(SLOWEST, BUSY * max(quiet.slowest.values()))
    return {who: took for who, took in watch.slowest.items() if took > most}


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
