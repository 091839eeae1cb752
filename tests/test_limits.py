"""What hangs fails, whatever it hangs in, and the tests behind it go on."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import limits

ROOT = Path(__file__).resolve().parent.parent
LONGEST = 3600  # seconds
HANGING = """
import asyncio, subprocess, threading, time
import pytest

def test_a_lock():
    threading.Event().wait()

def test_a_command():
    subprocess.run(["sleep", "600"])

def test_a_loop():
    while True:
        pass

async def test_an_event():
    await asyncio.Event().wait()

async def test_an_event_while_another_task_takes_the_first_ring():
    async def work():
        while True:
            time.sleep(0.01)
            await asyncio.sleep(0)

    working = asyncio.create_task(work())
    await asyncio.Event().wait()

@pytest.fixture
def never_ready():
    threading.Event().wait()

def test_an_arrangement(never_ready):
    pass

@pytest.fixture
def never_over():
    yield
    threading.Event().wait()

@pytest.mark.timeout(5)
def test_tidying_after_a_failure(never_over):
    assert False

@pytest.mark.timeout(60)
def test_that_ends():
    pass
"""
FAILED = [
    "FAILED test_a_lock - Failed: Timeout (>0.5s) from pytest-timeout.",
    "FAILED test_a_command - Failed: Timeout (>0.5s) from pytest-timeout.",
    "FAILED test_a_loop - Failed: Timeout (>0.5s) from pytest-timeout.",
    "FAILED test_an_event - Failed: Timeout (>0.5s) from pytest-timeout.",
    "FAILED test_an_event_while_another_task_takes_the_first_ring - Failed: Timeout (>0.5s)",
    "ERROR test_an_arrangement - Failed: Timeout (>0.5s) from pytest-timeout.",
    "FAILED test_tidying_after_a_failure - assert False",
    "ERROR test_tidying_after_a_failure - Failed: Timeout (>5.0s) from pytest-timeout.",
    "1 passed",
]


@pytest.mark.parametrize("workers", ["0", "1"])
def test_what_hangs_fails_and_the_others_go_on(tmp_path: Path, workers: str):
    (tmp_path / "test_hanging.py").write_text(HANGING)
    (tmp_path / "conftest.py").write_text("from tests import limits\nlimits.AGAIN = 0.5\n")
    options = ["--timeout=0.5", "-n", workers, "-p", "no:cacheprovider", "-rfE", "--tb=no"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-c", ROOT / "pyproject.toml", *options, tmp_path],
        cwd=ROOT,
        env={**os.environ, "COLUMNS": "250"},
        capture_output=True,
        text=True,
    )

    said = done.stdout.replace("test_hanging.py::", "")
    assert [line for line in FAILED if line not in said] == [], done.stdout


def test_every_test_has_a_limit(request: pytest.FixtureRequest):
    assert float(request.config.getini("timeout")) == 120
    marks = [item.get_closest_marker("timeout") for item in request.session.items]
    assert [mark for mark in marks if mark and not 0 < mark.args[0] <= LONGEST] == []


def test_the_folders_with_longer_tests_are_there():
    assert [name for name in limits.FOLDERS if not (limits.HERE / name).is_dir()] == []
    assert limits.folder(limits.HERE / "e2e" / "test_look.py") == "e2e"
    assert limits.folder(Path("/elsewhere/e2e/test_look.py")) == ""
