"""A server that dies and comes back, on the same port and the same data."""

from __future__ import annotations

import os
import select
import signal
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.e2e.forks import Forks
from tests.e2e.migrated import copy_database
from tests.e2e.server import START_SECONDS, Server, environment_of, free_port


class RestartableServer(Server):
    """`start` and `kill` it as often as you like; see forking_server.py for how it starts."""

    forks: Forks

    def __init__(self, data: Path, **settings: str) -> None:
        super().__init__(f"http://127.0.0.1:{free_port()}", environment_of(data, **settings))

    def dies(self, point: str, *arguments: str) -> bool:
        """Whether a command was killed at a named point of crashing_server.py."""
        status, _printed = self.forks.manage(*arguments, faults=(point,))
        return status == -signal.SIGKILL

    def start(self, *faults: str) -> None:
        """Begin to serve; see crashing_server.py for what can be wrong with it."""
        self.pid, _status = self.forks.order(faults=faults, port=self.port, output=str(self.log))
        self.life = os.pidfd_open(self.pid)
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            assert not self.ended(0.01), self.log.read_text()[-2000:]
            assert time.monotonic() < deadline, "The server does not answer"

    def answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def ended(self, seconds: float = 0) -> bool:
        """Whether the process is gone, or goes within that time."""
        return bool(self.pid == 0 or select.select([self.life], [], [], seconds)[0])

    def kill(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, unless it is dead already, and wait until it is gone."""
        if self.pid:
            with suppress(ProcessLookupError):
                os.kill(self.pid, how)
            assert self.ended(START_SECONDS), "The server does not end"
            os.close(self.life)
            self.pid = 0


@contextmanager
def restartable(data: Path, **settings: str) -> Iterator[RestartableServer]:
    """A server on a fresh database, with a trainer; it was not started yet."""
    with beside(data, **settings) as server:
        copy_database(data, server.environment)
        server.manage("migrate", "--verbosity=0")
        server.make_trainer()
        yield server


@contextmanager
def beside(data: Path, **settings: str) -> Iterator[RestartableServer]:
    """One more server on a database that another one made."""
    server = RestartableServer(data, **settings)
    with Forks(server.environment) as server.forks:
        try:
            yield server
        finally:
            if server.pid:
                server.kill()
