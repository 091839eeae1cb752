"""The two commands of the README, as a newcomer gives them."""

from __future__ import annotations

import os
import pty
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TextIO
from urllib.error import URLError
from urllib.request import urlopen

import pytest

ROOT = Path(__file__).resolve().parent.parent


class Running(NamedTuple):
    process: subprocess.Popen[str]
    terminal: TextIO
    folder: Path
    port: int


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def make_run(folder: Path, port: int, stdout: int = subprocess.PIPE) -> subprocess.Popen[str]:
    return subprocess.Popen(
        ["make", "--no-print-directory", "run"],
        cwd=ROOT,
        env={**os.environ, "DATA_DIR": str(folder), "PORT": str(port)},
        stdout=stdout,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def read_until(terminal: TextIO, ending: str) -> str:
    """What the terminal shows up to the line that starts with `ending`, or to the end."""
    shown = ""
    with suppress(OSError):  # what a terminal says at its end
        for line in terminal:
            shown += line
            if line.startswith(ending):
                break
    return shown


def health(site: str, process: subprocess.Popen[str]) -> int:
    """What the server says of itself, once it listens: it prints its address before that."""
    for _attempt in range(600):
        try:
            with urlopen(f"{site}/healthz", timeout=20) as reply:
                return int(reply.status)
        except URLError:
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.1)
    raise AssertionError(f"{site} does not answer")


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The first command of the README on a terminal: only there a link that logs in is shown."""
    port = free_port()
    reader, writer = pty.openpty()
    process = make_run(tmp_path, port, stdout=writer)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8") as terminal:
        yield Running(process, terminal, tmp_path, port)
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=20)


def test_make_run_prints_how_to_begin_and_serves(running: Running):
    process, terminal, folder, port = running

    shown = read_until(terminal, "Serving")
    again = make_run(folder, port)
    second, _errors = again.communicate(timeout=60)

    site = f"http://127.0.0.1:{port}"
    assert re.search(rf"{site}/desk/login/\S+/\S+/", shown)
    assert re.search(rf"{site}/desk/\d{{8}}/", shown)
    assert re.search(rf"{site}/screen/\S+/", shown)
    assert re.search(rf"{site}/\d{{8}}/", shown)
    assert "█" in shown
    assert health(site, process) == 200
    assert f"already runs on {folder}, at {site}" in second
    assert again.returncode != 0


def test_make_test_runs_every_check():
    shown = subprocess.run(
        ["make", "--dry-run", "--always-make", "test"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    for step in ("ruff check", "ruff format --check", "mypy", "system-packages.sh", "pytest"):
        assert step in shown


def test_ci_calls_make_test_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text().splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]

    assert commands == ["set -eu", 'cd "$(dirname "$0")/.."', "exec make test"]
