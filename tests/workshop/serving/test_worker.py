"""A job in a process of its own: what it gives, what it refuses, and how it ends."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from polls.errors import PollsError
from tests.test_layers import ROOT
from workshop import platforms
from workshop.serving import worker

PATIENCE = 60  # seconds
SERVER = """
import os, django
django.setup()
from workshop.exports import apart
from workshop.serving import worker
worker.prepare(apart.load)
print(worker.ready.pid, flush=True)
os.kill(os.getpid(), 9)
"""


def refuse(why: str) -> None:
    raise PollsError("export.test", why)


def sleep_on() -> None:
    time.sleep(PATIENCE)


def priority() -> tuple[int, int]:
    return os.getpid(), os.nice(0)


def test_a_job_runs_in_another_process_that_lets_others_go_first():
    pid, nice = worker.run_apart(priority)

    assert (pid != os.getpid(), nice) == (True, platforms.LOWEST)


def test_a_job_that_refuses_says_so_here():
    with pytest.raises(PollsError, match=r"export\.test: te weinig"):
        worker.run_apart(refuse, "te weinig")


def test_a_job_that_fails_fails_here_too():
    with pytest.raises(subprocess.CalledProcessError):
        worker.run_apart(sleep_on, "too much")


def test_a_job_that_takes_too_long_is_stopped(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(worker, "LONGEST", 0.2)
    began = time.monotonic()

    with pytest.raises(subprocess.TimeoutExpired):
        worker.run_apart(sleep_on)

    assert time.monotonic() - began < PATIENCE


def test_whoever_waits_for_a_job_ends_with_the_server():
    server = subprocess.run(  # this very program
        [sys.executable, "-c", SERVER], cwd=ROOT, capture_output=True, timeout=PATIENCE
    )
    pid = int(server.stdout)
    deadline = time.monotonic() + PATIENCE
    while is_waiting(pid):
        assert time.monotonic() < deadline
        time.sleep(0.05)

    assert b"Traceback" not in server.stderr


def is_waiting(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False
