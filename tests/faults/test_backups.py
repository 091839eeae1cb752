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
from tests.faults.site import Site
from tests.faults.steady import Burst
from tests.faults.trial import Trial, agree, crowd, session
from workshop.upkeep import backups
from workshop.upkeep.backups import BackupError

BACKUPS = int(os.environ.get("BACKUPS", "3"))


@pytest.mark.timeout(300 + 60 * BACKUPS)
async def test_what_was_acknowledged_before_a_backup_is_in_it(trial: Trial, tmp_path: Path):
    async with session(trial) as site:
        burst = Burst(crowd(site))
        phones, epoch = burst.phones, await epoch_of(site)
        files = await backups_during(trial, burst, tmp_path)
        trial.server.kill()
        for file, promised in files.items():
            trial.server.manage("restore", str(file), "--force")
            rows = trial.ledger.rows(site.session.code)
            trial.found |= problems(phones, rows, promised)
            assert trial.ledger.sound()
        since = problems(phones, rows)
        trial.server.start()
        await asyncio.gather(*[phone.answer("goed", ["A"]) for phone in phones])
        rows = trial.ledger.rows(site.session.code)
        trial.found |= problems(phones, rows)
        await agree(trial, site, rows)
        new_epoch = await epoch_of(site)

    assert trial.found == set()
    assert since == {"lost"}  # what was promised after the backup: the check sees it
    assert new_epoch != epoch
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


async def backups_during(trial: Trial, burst: Burst, folder: Path) -> dict[Path, Promises]:
    """Backups of a burst that goes on, each with what had been promised by then."""
    files = {}
    for number in range(BACKUPS):
        await burst.more(len(burst.phones))
        file, promised = folder / f"{number}.backup", promises(burst.phones)
        await asyncio.to_thread(trial.server.manage, "backup", str(file))
        await burst.more(len(burst.phones))
        files[file] = promised
    await burst.stop()
    return files


async def epoch_of(site: Site) -> str:
    return (await (await site.phone()).until(type="state"))["epoch"]


# To other places


def test_a_backup_to_standard_output_is_the_same_backup(trial: Trial, made: Path, tmp_path: Path):
    sent = tmp_path / "sent.backup"
    with sent.open("wb") as to:
        subprocess.run(
            [sys.executable, MANAGE, "backup", "-"],
            env=trial.server.environment,
            stdout=to,
            check=True,
        )

    told = trial.server.manage("check_backup", str(sent))

    assert told.replace("sent.backup", "made.backup") == trial.server.manage(
        "check_backup", str(made)
    )
    assert list(trial.server.data.glob("backup.*")) == []


def test_a_folder_keeps_the_newest_and_nothing_else_is_touched(trial: Trial, tmp_path: Path):
    older = [tmp_path / f"polshoogte-2026010{day}-030000.backup" for day in range(1, 5)]
    other = tmp_path / "polshoogte-2025.backup"
    for file in (*older, other):
        file.touch()

    told = trial.server.manage("backup", "--folder", str(tmp_path), "--keep", "3")

    (made,) = set(tmp_path.iterdir()) - {*older, other}
    assert set(tmp_path.iterdir()) == {*older[2:], other, made}
    assert f"Wrote {made}" in told
    assert "removed 2." in told
    assert "is whole and can be restored" in trial.server.manage("check_backup", str(made))


def test_a_check_reads_all_and_restores_nothing(trial: Trial, made: Path):
    before = trial.ledger.epochs()
    sound = trial.server.manage("check_backup", str(made))
    content = made.read_bytes()
    made.write_bytes(content[: len(content) // 2])

    told = refused(trial, "check_backup", made)

    assert re.search(r"can be restored: [1-9]\d* sessions, \d+ answers, [1-9]\d* accounts", sound)
    assert "Traceback" not in told
    assert trial.ledger.epochs() == before


def test_where_a_backup_cannot_go_is_said(trial: Trial, tmp_path: Path):
    assert "There is no folder" in refused(trial, "backup", "--folder", tmp_path / "none")
    assert "Keep at least one" in refused(trial, "backup", "--folder", tmp_path, "--keep", "0")
    assert list(tmp_path.iterdir()) == []


# Refusals: each says what to do, and changes nothing.


@pytest.fixture
def made(trial: Trial, tmp_path: Path) -> Path:
    """A backup of a database in which there is something."""
    trial.server.manage("start_session", "beter-samenwerken")
    file = tmp_path / "made.backup"
    trial.server.manage("backup", str(file))
    return file


def refused(trial: Trial, *arguments: str | Path) -> str:
    with pytest.raises(AssertionError) as told:
        trial.server.manage(*map(str, arguments))
    return str(told.value)


def test_a_backup_takes_no_file_s_place(trial: Trial, made: Path):
    before = made.read_bytes()

    told = refused(trial, "backup", made)

    assert "exists already. Choose another name, or remove it first." in told
    assert made.read_bytes() == before
    assert "cannot be written: No such file" in refused(trial, "backup", made.parent / "a" / "b")
    assert list(made.parent.iterdir()) == [made]


def test_a_restore_does_not_wipe_what_is_there_unasked(trial: Trial, made: Path):
    trial.server.manage("start_session", "beter-samenwerken", "--label=Later")
    told = refused(trial, "restore", made)

    trial.server.manage("restore", "--force", str(made))

    assert "There is something in this database already:" in told
    assert "With --force the backup takes its place" in told
    assert "(terminal)  made.backup" in trial.server.manage("audit_log")


@pytest.mark.parametrize("point", crashing_server.RESTORE)
def test_a_restore_that_is_killed_is_done_or_was_never_begun(trial: Trial, made: Path, point: str):
    """What comes out of a backup never stands under an epoch that open pages know."""
    backed_up = trial.ledger.epochs()
    later = trial.server.start_session("Later").code
    before = trial.ledger.epochs()

    died = trial.server.dies(point, "restore", "--force", str(made))
    found = trial.ledger.epochs()
    trial.server.start()  # finishes what is left
    trial.server.kill()

    assert died
    assert trial.ledger.sound()
    if point == "restore before load":
        assert found == before
    else:
        assert found.keys() == before.keys() - {later} == backed_up.keys()
        assert not set(found.values()) & set(before.values())
        assert len(set(found.values())) == len(found)


def test_a_restore_waits_for_the_server_to_stop(trial: Trial, made: Path):
    trial.server.start()
    told = refused(trial, "restore", "--force", made)
    trial.server.kill()

    assert f"Stop the server first, it runs at {trial.server.url}." in told


def test_a_restore_takes_sound_backups_of_this_database_only(trial: Trial, made: Path):
    damaged, other = made.with_name("damaged"), made.with_name("other")
    damaged.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    other.write_text("SELECT 1;\n" * 1000)
    before = trial.server.manage("audit_log")

    told = [refused(trial, "restore", "--force", file) for file in (damaged, other)]
    told.append(refused(trial, "restore", "--force", made.with_name("nothing")))

    assert all(re.search(r"is damaged|is no backup|pg_restore failed", each) for each in told[:2])
    assert "There is no file" in told[2]
    assert trial.server.manage("audit_log") == before


def test_a_backup_of_a_newer_version_is_refused(sqlite: Trial, tmp_path: Path):
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
