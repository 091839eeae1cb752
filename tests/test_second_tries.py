"""Who gets a second try, and that a fault which is always there still fails."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
TRIES = """
import os
from pathlib import Path

def test_that_fails_once():
    tried = Path(os.environ["TRIED"])
    first = not tried.exists()
    tried.touch()
    assert not first

def test_that_always_fails():
    assert False
"""


@pytest.fixture
def run(tmp_path: Path) -> Iterator[object]:
    """Run the two tests as if they stood in a folder of ours; what pytest says of them."""
    files = []

    def tried(folder: str) -> list[str]:
        file = TESTS / folder / f"test_made_{tmp_path.name}.py"
        file.write_text(TRIES)
        files.append(file)
        (tmp_path / "tried").unlink(missing_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", "-rRfP", "-p", "no:cacheprovider", file]
        done = subprocess.run(
            command,
            cwd=ROOT,
            env={"PATH": "/usr/bin:/bin", "TRIED": str(tmp_path / "tried"), "MUTANT": "1"},
            capture_output=True,
            text=True,
            timeout=100,
        )
        told = [line.split(" ")[0:2] for line in done.stdout.splitlines() if "::" in line]
        return sorted({f"{word} {name.split('::')[1]}" for word, name in told if "::" in name})

    yield tried
    for file in files:
        file.unlink()


def test_a_test_of_several_processes_is_tried_again(run):
    assert run("polls/realtime") == [
        "FAILED test_that_always_fails",
        "PASSED test_that_fails_once",
        "RERUN test_that_always_fails",
        "RERUN test_that_fails_once",
    ]


def test_any_other_test_passes_at_once_or_fails(run):
    assert run("polls/kinds") == [
        "FAILED test_that_always_fails",
        "FAILED test_that_fails_once",
    ]
