"""Starting servers on a core of their own, and stopping exactly those."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench import machine

PATIENCE = 120.0  # seconds that a server may take to start or to stop
ROOT = Path(__file__).resolve().parent.parent
WORK = ROOT / ".bench"  # what is kept between runs, outside git


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Process:
    """A server and its workers."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        port: int,
        log: Path,
        core: int | None,
        environment: Mapping[str, str] | None = None,
        host: str = "127.0.0.1",
    ) -> None:
        self.host, self.port = host, port
        self.log = log
        with log.open("ab") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env={**os.environ, **(environment or {})},
                stdout=output,
                stderr=output,
                preexec_fn=lambda: machine.pin(core),
            )

    def wait(self) -> None:
        """Wait until the port answers; a server that ended before that is an error."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                break
            with socket.socket() as probe:
                if probe.connect_ex((self.host, self.port)) == 0:
                    return
            time.sleep(0.05)
        raise RuntimeError(f"a server did not start:\n{self.log.read_text()[-2000:]}")

    @property
    def pids(self) -> list[int]:
        return machine.tree(self.process.pid)

    @property
    def use(self) -> machine.Use:
        return machine.use(self.pids)

    @property
    def rss(self) -> int:
        return machine.rss(self.pids)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
