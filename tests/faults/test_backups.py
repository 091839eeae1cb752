"""A backup of a room that answers, put back: everything acknowledged before it is there."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.e2e.server import MANAGE
from tests.faults import crashing_server
from tests.faults.ledger import Promises, problems, promises
from tests.faults.server_with_database import House, agree, crowd, session
from tests.faults.site import Site
from tests.faults.steady import Burst
from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError

BACKUPS = int(os.environ.get("BACKUPS", "3"))


@pytest.mark.timeout(300 + 60 * BACKUPS)
async def test_what_was_acknowledged_before_a_backup_is_in_it(house: House, tmp_path: Path):
    async with session(house) as site:
        burst = Burst(crowd(site))
        phones, epoch = burst.phones, await epoch_of(site)
        files = await backups_during(house, burst, tmp_path)
        house.server.kill()
        for file, promised in files.items():
            house.server.manage("restore", str(file), "--force")
            rows = house.ledger.rows(site.session.code)
            house.found |= problems(phones, rows, promised)
            assert house.ledger.sound()
        since = problems(phones, rows)
        house.server.start()
        await asyncio.gather(*[phone.answer("goed", ["A"]) for phone in phones])
        rows = house.ledger.rows(site.session.code)
        house.found |= problems(phones, rows)
        await agree(house, site, rows)
        new_epoch = await epoch_of(site)

    assert house.found == set()
    assert since == {"lost"}  # what was promised after the backup: the check sees it
    assert new_epoch != epoch
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def backups_during(house: House, burst: Burst, folder: Path) -> dict[Path, Promises]:
    """Backups of a burst that goes on, each with what had been promised by then."""
    files = {}
    for number in range(BACKUPS):
        await burst.more(len(burst.phones))
        file, promised = folder / f"{number}.backup", promises(burst.phones)
        await asyncio.to_thread(house.server.manage, "backup", str(file))
        await burst.more(len(burst.phones))
        files[file] = promised
    await burst.stop()
    return files


async def epoch_of(site: Site) -> str:
    return (await (await site.phone()).until(type="state"))["epoch"]


# To other places


def test_a_backup_to_standard_output_is_the_same_backup(house: House, made: Path, tmp_path: Path):
    sent = tmp_path / "sent.backup"
    with sent.open("wb") as to:
        subprocess.run(
            [sys.executable, MANAGE, "backup", "-"],
            env=house.server.environment,
            stdout=to,
            check=True,
        )

    told = house.server.manage("check_backup", str(sent))

    assert told.replace("sent.backup", "made.backup") == house.server.manage(
        "check_backup", str(made)
    )
    assert list(house.server.data.glob("backup.*")) == []


def test_a_folder_keeps_the_newest_and_nothing_else_is_touched(house: House, tmp_path: Path):
    older = [tmp_path / f"polshoogte-2026010{day}-030000.backup" for day in range(1, 5)]
    other = tmp_path / "polshoogte-2025.backup"
    for file in (*older, other):
        file.touch()

    told = house.server.manage("backup", "--folder", str(tmp_path), "--keep", "3")

    (made,) = set(tmp_path.iterdir()) - {*older, other}
    assert set(tmp_path.iterdir()) == {*older[2:], other, made}
    assert f"Wrote {made}" in told
    assert "removed 2." in told
    assert "is whole and can be restored" in house.server.manage("check_backup", str(made))


def test_a_check_reads_all_and_restores_nothing(house: House, made: Path):
    before = house.ledger.epochs()
    sound = house.server.manage("check_backup", str(made))
    content = made.read_bytes()
    made.write_bytes(content[: len(content) // 2])

    told = refused(house, "check_backup", made)

    assert re.search(r"can be restored: [1-9]\d* sessions, \d+ answers, [1-9]\d* accounts", sound)
    assert "Traceback" not in told
    assert house.ledger.epochs() == before


def test_where_a_backup_cannot_go_is_said(house: House, tmp_path: Path):
    assert "There is no folder" in refused(house, "backup", "--folder", tmp_path / "none")
    assert "Keep at least one" in refused(house, "backup", "--folder", tmp_path, "--keep", "0")
    assert list(tmp_path.iterdir()) == []


# Refusals: each says what to do, and changes nothing.


@pytest.fixture
def made(house: House, tmp_path: Path) -> Path:
    """A backup of a database in which there is something."""
    house.server.manage("start_session", "beter-samenwerken")
    file = tmp_path / "made.backup"
    house.server.manage("backup", str(file))
    return file


def refused(house: House, *arguments: str | Path) -> str:
    with pytest.raises(AssertionError) as told:
        house.server.manage(*map(str, arguments))
    return str(told.value)


def test_a_backup_takes_no_file_s_place(house: House, made: Path):
    before = made.read_bytes()

    told = refused(house, "backup", made)

    assert "exists already. Choose another name, or remove it first." in told
    assert made.read_bytes() == before
    assert "cannot be written: No such file" in refused(house, "backup", made.parent / "a" / "b")
    assert list(made.parent.iterdir()) == [made]


def test_a_restore_does_not_wipe_what_is_there_unasked(house: House, made: Path):
    house.server.manage("start_session", "beter-samenwerken", "--label=Later")
    told = refused(house, "restore", made)

    house.server.manage("restore", "--force", str(made))

    assert "There is something in this database already:" in told
    assert "With --force the backup takes its place" in told
    assert "(terminal)  made.backup" in house.server.manage("audit_log")


@pytest.mark.parametrize("point", crashing_server.RESTORE)
def test_a_restore_that_is_killed_is_done_or_was_never_begun(house: House, made: Path, point: str):
    """What comes out of a backup never stands under an epoch that open pages know."""
    backed_up = house.ledger.epochs()
    later = house.server.start_session("Later").code
    before = house.ledger.epochs()

    died = house.server.dies(point, "restore", "--force", str(made))
    found = house.ledger.epochs()
    house.server.start()  # finishes what is left
    house.server.kill()

    assert died
    assert house.ledger.sound()
    if point == "restore before load":
        assert found == before
    else:
        assert found.keys() == before.keys() - {later} == backed_up.keys()
        assert not set(found.values()) & set(before.values())
        assert len(set(found.values())) == len(found)


def test_a_restore_waits_for_the_server_to_stop(house: House, made: Path):
    house.server.start()
    told = refused(house, "restore", "--force", made)
    house.server.kill()

    assert f"Stop the server first, it runs at {house.server.url}." in told


def test_a_restore_takes_sound_backups_of_this_database_only(house: House, made: Path):
    damaged, other = made.with_name("damaged"), made.with_name("other")
    damaged.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    other.write_text("SELECT 1;\n" * 1000)
    before = house.server.manage("audit_log")

    told = [refused(house, "restore", "--force", file) for file in (damaged, other)]
    told.append(refused(house, "restore", "--force", made.with_name("nothing")))

    assert all(re.search(r"is damaged|is no backup|pg_restore failed", each) for each in told[:2])
    assert "There is no file" in told[2]
    assert house.server.manage("audit_log") == before


def test_a_backup_of_a_newer_version_is_refused(sqlite: House, tmp_path: Path):
    file = tmp_path / "newer.backup"
    sqlite.server.manage("backup", str(file))
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('polls', '9999_x', '')"
        )

    told = refused(sqlite, "restore", "--force", file)

    assert "was made by a newer version (polls.9999_x). Update this one first." in told


def test_without_the_client_of_postgresql_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda program: None)

    with pytest.raises(BackupError, match=r"apt-get install postgresql-client"):
        backups.run_program("pg_dump")
