"""Servers that are brought to another release in turn, and people who load pages meanwhile."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from tests.deploy.example_nginx import ExampleNginx
from tests.e2e.server import Server, Started, free_port
from tests.environment import DATA
from tests.faults.services import Postgres, Redis
from tests.faults.site import Site

START = 120.0  # seconds for a server to be ready
PAUSE = 0.2  # seconds between two pages that one visitor loads
ASK_NEXT = "proxy_next_upstream error timeout http_404;"
LINKED = re.compile(r'(?:src|href)="(/static/[^"]+\.(?:js|css))"')
IMPORTED = re.compile(r'(?:from|import)\s*\(?\s*"(\.{1,2}/[^"]+\.js)"')
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0, interactive=False)
call_command("createsuperuser", "--noinput", "--username=trainer", "--email=trainer@example.org")
call_command("start_session", "beter-samenwerken", "--json")
call_command("login_link", "trainer")
"""


@dataclass
class Installation:
    """One of several servers: its data and its port stay, its program is replaced."""

    data: Path
    environment: dict[str, str]
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    def start(self, tree: Path) -> None:
        """The release that stands in this folder; returns when it is ready."""
        with (self.data / "server.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "serve", "--no-migrate", f"--port={self.port}"],
                cwd=tree,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        deadline = time.monotonic() + START
        while not self.is_ready():
            assert self.process.poll() is None, self.read_log()
            assert time.monotonic() < deadline, self.read_log()
            time.sleep(0.1)

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"http://127.0.0.1:{self.port}/readyz", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def stop(self) -> None:
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(30)
            self.process = None

    def read_log(self) -> str:
        return (self.data / "server.log").read_text()[-2000:]


@dataclass
class Front(Server):
    """What people reach, whichever server answers."""

    link: str = ""

    def login_link(self) -> str:
        return self.url + urlsplit(self.link).path


@dataclass
class Cluster:
    """Two servers on one PostgreSQL and one Redis, behind the example nginx."""

    servers: list[Installation]
    nginx: ExampleNginx
    database: str
    front: Front
    started: Started

    def site(self) -> Site:
        return Site(self.front, self.started, self.nginx.tls)

    def run(self, tree: Path, *command: str) -> str:
        return run(tree, self.servers[0].environment, "manage.py", *command)

    @asynccontextmanager
    async def without_asking_the_next(self) -> AsyncIterator[None]:
        """nginx as it comes: a server that does not have a file says so."""
        file = self.nginx.folder / "nginx.conf"
        text = file.read_text()
        file.write_text(text.replace(ASK_NEXT, ""))
        await asyncio.to_thread(self.nginx.reload)
        try:
            yield
        finally:
            file.write_text(text)
            await asyncio.to_thread(self.nginx.reload)


def run(tree: Path, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=tree,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@contextmanager
def cluster(folder: Path, tree: Path, postgres: Postgres, redis: Redis) -> Iterator[Cluster]:
    """Of the release that stands in a folder, with a session that began."""
    nginx = ExampleNginx(make(folder / "nginx"))
    given = {"DATABASE_URL": postgres.url, "REDIS_URL": redis.url, "PUBLIC_URL": nginx.origin}
    servers = [install(folder / name, given) for name in ("first", "second")]
    *_told, session, link = run(tree, servers[0].environment, "-c", PREPARE).splitlines()
    nginx.configure([server.port for server in servers])
    front = Front(nginx.origin, servers[0].environment, link=link)
    try:
        for server in servers:
            server.start(tree)
        nginx.start()
        yield Cluster(servers, nginx, postgres.url, front, Started(**json.loads(session)))
    finally:
        nginx.stop()
        for server in servers:
            server.stop()


def make(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


def install(data: Path, given: dict[str, str]) -> Installation:
    shutil.copytree(DATA / "static", data / "static")
    shutil.copytree(DATA / "main" / "vendor", data / "vendor")
    named = {"DATA_DIR": str(data), "STATIC_ROOT": str(data / "static")}
    return Installation(data, {**os.environ, **named, **given})


class Visitor:
    """Somebody who opens the page of the session again and again, with every file it loads."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.pages = 0
        self.missing: list[str] = []
        self.begin()

    def begin(self) -> None:
        """For the first time, or again."""
        self.going = True
        self.task = asyncio.create_task(self.go_on())

    async def go_on(self) -> None:
        while self.going:
            await self.load()
            await asyncio.sleep(PAUSE)

    async def load(self) -> set[str]:
        """The addresses of all that a page loads."""
        async with self.site.browser() as client:
            page = await client.get(f"/{self.site.session.code}/")
            if page.status_code != 200:
                self.missing.append(f"the page: {page.status_code}")
            files = await self.load_files(client, set(LINKED.findall(page.text)))
        self.pages += 1
        return files

    async def load_files(self, client: httpx.AsyncClient, wanted: set[str]) -> set[str]:
        seen: set[str] = set()
        while wanted:
            address = wanted.pop()
            seen.add(address)
            reply = await client.get(address)
            if reply.status_code != 200:
                self.missing.append(f"{address}: {reply.status_code}")
            elif address.endswith(".js"):
                found = {urljoin(address, each) for each in IMPORTED.findall(reply.text)}
                wanted |= found - seen
        return seen

    async def stop(self) -> None:
        """Once the page that is being loaded is there: no socket is left open."""
        self.going = False
        await self.task
