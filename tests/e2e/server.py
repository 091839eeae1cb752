"""The real server as a process of its own, with a data directory of its own."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests.e2e.forks import Forks
from tests.e2e.migrated import copy_database
from tests.environment import DATA

MANAGE = str(settings.BASE_DIR / "manage.py")
START_SECONDS = 180


@dataclass(frozen=True, slots=True)
class Started:
    """What `start_session --json` prints."""

    code: str
    join_url: str
    screen_url: str
    desk_url: str


@dataclass
class Server:
    """A running server and the commands that an administrator gives beside it."""

    url: str
    environment: dict[str, str]
    pid: int = 0
    forks: Forks | None = None

    @property
    def port(self) -> int:
        return int(self.url.rpartition(":")[2])

    @property
    def data(self) -> Path:
        return Path(self.environment["DATA_DIR"])

    @property
    def log(self) -> Path:
        return self.data / "server.log"

    def read_log(self) -> str:
        return self.log.read_text()

    def manage(self, *arguments: str) -> str:
        assert self.forks
        status, printed = self.forks.manage(*arguments)
        assert status == 0, printed
        return printed

    def make_trainer(self) -> None:
        self.manage(
            "createsuperuser", "--noinput", "--username=trainer", "--email=trainer@example.org"
        )

    def login_link(self) -> str:
        return self.manage("login_link", "trainer")

    def start_session(self, label: str = "", deck: str = "beter-samenwerken") -> Started:
        printed = self.manage("start_session", deck, "--label", label, "--json")
        return Started(**json.loads(printed))


@contextmanager
def serving(
    data: Path, *, workers: int = 1, host: str = "127.0.0.1", **settings: str
) -> Iterator[Server]:
    """A server on a free port, from its first answer until the end of the block."""
    port = free_port()
    environment = environment_of(data, **settings)
    copy_database(data, environment)
    with (data / "server.log").open("w+") as log, Forks(environment) as forks:
        process = subprocess.Popen(
            [
                *(sys.executable, MANAGE, "serve"),
                *(f"--host={host}", f"--port={port}", f"--workers={workers}"),
            ],
            env=environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        server = Server(f"http://127.0.0.1:{port}", environment, process.pid, forks)
        try:
            wait_until_healthy(server, process)
            server.make_trainer()
            yield server
        finally:
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_of(data: Path, **settings: str) -> dict[str, str]:
    """What a server on this data directory is started with; its static files are in place."""
    # Copies: making them anew takes ten seconds, and two servers would write the same files.
    shutil.copytree(DATA / "static", data / "static")
    shutil.copytree(DATA / "main" / "vendor", data / "vendor")
    environment = {**os.environ, "DATA_DIR": str(data), "STATIC_ROOT": str(data / "static")}
    return environment | settings


def wait_until_healthy(server: Server, process: subprocess.Popen[bytes]) -> None:
    for _attempt in range(START_SECONDS * 10):
        try:
            with urllib.request.urlopen(f"{server.url}/healthz", timeout=2) as reply:
                assert json.load(reply) == {"ok": True}
            return
        except OSError:  # not there, or too busy to answer in time
            pass
        try:
            process.wait(0.1)
        except subprocess.TimeoutExpired:
            continue
        break
    raise AssertionError(f"The server did not start:\n{server.log.read_text()}")
