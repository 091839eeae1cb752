"""Workers do not outlive the process that holds the lock of their data directory."""

from __future__ import annotations

import os
import shutil
import signal
import time
from pathlib import Path

import httpx
import pytest

from tests.e2e.server import serving
from tests.faults.services import PATIENCE, Redis, running

pytestmark = pytest.mark.skipif(not shutil.which("redis-server"), reason="no Redis installed")


def test_workers_end_with_their_parent(tmp_path: Path):
    redis = Redis(tmp_path)
    data = tmp_path / "data"
    data.mkdir()
    with running(redis), serving(data, workers=2, REDIS_URL=redis.url) as server:
        workers = workers_of(server.pid)
        served = httpx.get(f"{server.url}/healthz").status_code
        os.kill(server.pid, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while alive(workers):
            assert time.monotonic() < deadline, "the workers serve on"
            time.sleep(0.01)

        with pytest.raises(httpx.TransportError):
            httpx.get(f"{server.url}/healthz")

    assert (len(workers), served) == (2, 200)


def workers_of(parent: int) -> list[int]:
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    return [pid for pid in map(int, children) if "spawn_main" in command(pid)]


def command(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text()
    except FileNotFoundError:
        return ""


def alive(pids: list[int]) -> list[int]:
    return [pid for pid in pids if "spawn_main" in command(pid)]
