"""What systems do each in their own way, and what happens where one does not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import platforms


def test_a_file_is_locked_by_one_and_free_when_that_ends(tmp_path: Path):
    path = tmp_path / "lock"
    with path.open("a+") as first, path.open("a+") as second:
        assert [platforms.lock(first), platforms.lock(second)] == [True, False]
        assert not platforms.lock(second, shared=True)
    with path.open("a+") as third:
        assert platforms.lock(third)


def test_two_that_only_look_do_not_see_each_other(tmp_path: Path):
    path = tmp_path / "lock"
    with path.open("a+") as first, path.open("a+") as second:
        assert [platforms.lock(each, shared=True) for each in (first, second)] == [True, True]


def test_without_a_way_to_lock_nobody_is_kept_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(platforms, "fcntl", None)
    with (tmp_path / "lock").open("a+") as file:
        assert platforms.lock(file)


def test_a_system_without_limits_has_room_for_sockets(monkeypatch: pytest.MonkeyPatch):
    limited = platforms.open_files()
    monkeypatch.setattr(platforms, "resource", None)

    platforms.raise_open_files()

    assert limited > 0
    assert platforms.open_files() == platforms.WITHOUT_LIMIT


def test_a_process_that_ended_does_not_run():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()

    assert [platforms.is_running(pid) for pid in (os.getpid(), 1, ended.pid)] == [True, True, False]


@pytest.mark.parametrize("before", [0, 5])
def test_who_steps_aside_is_last_in_line_and_counts_nothing(before: int):
    code = (
        f"import os; from workshop import platforms; os.nice({before}); platforms.step_aside();"
        "print(os.nice(0), 'PROMETHEUS_MULTIPROC_DIR' in os.environ)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PROMETHEUS_MULTIPROC_DIR": "somewhere"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.split() == ["19", "False"]


@pytest.mark.parametrize("call", ["platforms.step_aside()", "platforms.raise_open_files()"])
def test_what_a_system_lacks_is_left_out(call: str):
    code = f"""
import os, sys
sys.modules.update(fcntl=None, resource=None)
del os.nice, os.execve
from workshop import platforms
{call}
print(platforms.CAN_REPLACE)
"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert told.stdout.strip() == "False"
