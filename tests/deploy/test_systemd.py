"""The units in deploy/systemd: systemd takes them, and they give commands that there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from workshop.upkeep import backups

UNITS = settings.BASE_DIR / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
PROGRAM = "/opt/polshoogte/bin/polshoogte"
ANALYZE = shutil.which("systemd-analyze")


def copy_units(folder: Path) -> None:
    """As they are, but of a program and settings that are here."""
    environment = folder / "polshoogte.env"
    shutil.copy(UNITS / "polshoogte.env", environment)
    for file in [*SERVICES, *UNITS.glob("*.timer")]:
        text = file.read_text().replace(PROGRAM, "/bin/true")
        text = text.replace("/etc/polshoogte.env", str(environment))
        (folder / file.name).write_text(text)


def verify(folder: Path) -> str:
    files = [*folder.glob("*.service"), *folder.glob("*.timer")]
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *files], capture_output=True, text=True, check=False
    )
    ours = [line for line in done.stderr.splitlines() if str(folder) in line or "olshoogte" in line]
    return "\n".join(ours)


@pytest.mark.skipif(not ANALYZE, reason="systemd is not installed")
def test_systemd_takes_them_all(tmp_path: Path):
    copy_units(tmp_path)
    sound = verify(tmp_path)

    service = tmp_path / "polshoogte.service"
    service.write_text(service.read_text().replace("ProtectHome=yes", "ProtectHom=yes"))

    assert sound == ""
    assert "ProtectHom" in verify(tmp_path)


@pytest.mark.parametrize("file", SERVICES, ids=lambda file: file.name)
def test_their_commands_are_ours(file: Path, capsys: pytest.CaptureFixture[str]):
    (given,) = re.findall(rf"^ExecStart={PROGRAM} (.+)$", file.read_text(), re.MULTILINE)
    command, *options = given.split()

    with pytest.raises(SystemExit) as ended:
        call_command(command, "--help")

    assert ended.value.code == 0
    known = capsys.readouterr().out
    assert [each for each in options if each.startswith("--") and each not in known] == []


def test_every_timer_has_its_service_and_their_backups_are_of_the_user_alone():
    timers = sorted(UNITS.glob("*.timer"))

    assert [timer.with_suffix(".service").exists() for timer in timers] == [True, True]
    assert all("UMask=0077" in service.read_text() for service in SERVICES)
    assert backups.ROTATED.fullmatch("polshoogte-20261201-030000.backup")
