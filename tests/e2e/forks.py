"""Servers and commands of one environment, each of them a fork of one process."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile

from django.conf import settings

END_SECONDS = 60


class Forks:
    """A running forking_server.py, until the end of the block."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.e2e.forking_server"],
            env=environment,
            cwd=settings.BASE_DIR,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Forks:
        return self

    def __exit__(self, *_failure: object) -> None:
        self.process.communicate(timeout=END_SECONDS)

    def order(self, **order: object) -> tuple[int, int | None]:
        """The fork's pid, and for a command its exit status."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(order), file=self.process.stdin, flush=True)
        pid, status = json.loads(self.process.stdout.readline())
        return pid, status

    def manage(self, *arguments: str, faults: tuple[str, ...] = ()) -> tuple[int | None, str]:
        """The exit status of a command of manage.py, and what it printed."""
        with tempfile.NamedTemporaryFile("r") as output, tempfile.NamedTemporaryFile("r") as errors:
            _pid, status = self.order(
                manage=arguments, faults=faults, output=output.name, errors=errors.name
            )
            return status, (output.read() if status == 0 else errors.read()).strip()
