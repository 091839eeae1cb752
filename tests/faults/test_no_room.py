"""A disk that is full, or that may only be read, as whoever gives a command meets it.

One sentence that says what to do, an exit status, no traceback; nothing is lost. Mounting takes
root; elsewhere these are left out, with what mount said.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.e2e.forks import Forks
from tests.e2e.server import MANAGE
from tests.environment import DATA
from tests.faults.test_disk import small_disk

COMMANDS = ("serve", "migrate", "purge", "add_trainer x")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    with small_disk(place):
        yield place


def environment(data: Path) -> dict[str, str]:
    """Its static files are in place, on another disk."""
    return {**os.environ, "DATA_DIR": str(data), "STATIC_ROOT": str(DATA / "static")}


def give(disk: Path, *command: str) -> tuple[int, str]:
    """The exit status of a command in a process of its own, and what it said."""
    done = subprocess.run(
        [sys.executable, MANAGE, *command],
        env=environment(disk),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


def fill_up(disk: Path, *, leave: int = 0) -> None:
    with suppress(OSError), (disk / "ballast").open("ab") as ballast:
        ballast.write(bytes(max(0, shutil.disk_usage(disk).free - leave)))
        ballast.flush()


def read_only(disk: Path, option: str = "ro") -> None:
    subprocess.run(["mount", "-o", f"remount,{option}", str(disk)], check=True)


def is_advice(said: str, *words: str) -> bool:
    lines = said.strip().splitlines()
    return len(lines) == 1 and "Traceback" not in said and any(word in said for word in words)


FULL = ("Make room there", "See that there is room", "Make some where")


@pytest.mark.parametrize("leave", [0, 8 * 1024, 300 * 1024])
def test_a_first_start_without_room_says_so(disk: Path, leave: int):
    """For the key; for what is compiled; for the tables."""
    fill_up(disk, leave=leave)

    status, said = give(disk, "serve")

    assert status == 1
    assert is_advice(said, *FULL), said


def test_a_first_start_on_a_disk_to_read_says_so(disk: Path):
    read_only(disk)

    status, said = give(disk, "serve")

    assert (status, said) == (
        1,
        f"Nothing can be kept in {disk} (Read-only file system). Set DATA_DIR to a folder that "
        "this user may write to.\n",
    )


@pytest.fixture
def house(disk: Path, tmp_path: Path) -> Iterator[Callable[..., tuple[int | None, str]]]:
    """An installation with a session and a backup elsewhere; gives a command in a fork."""
    with Forks(environment(disk)) as forks:

        def manage(*arguments: str) -> tuple[int | None, str]:
            return forks.manage(*" ".join(arguments).split())

        for command in ("migrate --verbosity=0", "start_session beter-samenwerken"):
            assert manage(command)[0] == 0
        assert manage("backup", str(tmp_path / "a.backup"))[0] == 0
        yield manage


def test_later_commands_without_room_say_so_and_lose_nothing(
    house: Callable[..., tuple[int | None, str]], disk: Path, tmp_path: Path
):
    fill_up(disk)
    said = {
        command: house(command)
        for command in (
            *COMMANDS,
            f"backup {disk}/b.backup",
            f"restore --force {tmp_path}/a.backup",
        )
    }
    parts = [file.name for file in disk.iterdir() if ".part" in file.name]
    (disk / "ballast").unlink()
    kept = house("restore", str(tmp_path / "a.backup"))

    assert {command: told for command, told in said.items() if told[0] != 1} == {}
    wrong = {command: told for command, (_s, told) in said.items() if not is_advice(told, *FULL)}
    assert wrong == {}
    assert parts == []
    assert kept[0] == 1
    assert "something in this database already: 1 sessions and 1 accounts" in kept[1]
    assert house("migrate --verbosity=0")[0] == 0


def test_a_backup_to_another_disk_is_made_where_there_is_no_room(
    house: Callable[..., tuple[int | None, str]], disk: Path, tmp_path: Path
):
    """Which is what one wants then, as long as SQLite can open its database at all."""
    fill_up(disk, leave=100 * 1024)

    status, said = house("backup", str(tmp_path / "b.backup"))

    assert status == 0, said
    assert house("check_backup", str(tmp_path / "b.backup"))[0] == 0


def test_later_commands_on_a_disk_to_read_say_so(
    house: Callable[..., tuple[int | None, str]], disk: Path, tmp_path: Path
):
    read_only(disk)
    try:
        by_settings = give(disk, "serve")
        said = {command: house(command) for command in COMMANDS}
    finally:
        read_only(disk, "rw")

    advice = f"Nothing can be kept in {disk} (Read-only file system)."
    assert (by_settings[0], by_settings[1][: len(advice)]) == (1, advice)
    assert {command: told for command, told in said.items() if told[0] != 1} == {}
    wrong = {c: told for c, (_s, told) in said.items() if not is_advice(told, advice)}
    assert wrong == {}
    assert house("migrate --verbosity=0")[0] == 0
