"""The units in deploy/systemd: systemd takes them, and they give commands that there are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from tests.deploy.example_nginx import EXAMPLE
from workshop.upkeep import backups

UNITS = settings.BASE_DIR / "deploy" / "systemd"
EACH = UNITS / "each.conf"
LIMITS = EXAMPLE.with_name("limits.conf")
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


# Drop-ins: what docs/hosting.md puts beside a unit


def put_beside(unit: str, dropin: Path, folder: Path) -> Path:
    target = folder / f"{unit}.d" / dropin.name
    target.parent.mkdir()
    target.write_text(dropin.read_text().replace(PROGRAM, "/bin/true"))
    return target


def verify_by_name(folder: Path, *units: str) -> list[str]:
    done = subprocess.run(
        [str(ANALYZE), "verify", "--man=no", *units],
        env={"SYSTEMD_UNIT_PATH": f"{folder}:"},
        capture_output=True,
        text=True,
        check=False,
    )
    return [line for line in done.stderr.splitlines() if str(folder) in line]


@pytest.mark.skipif(not ANALYZE, reason="systemd is not installed")
def test_systemd_takes_several_servers_and_more_files_for_nginx(tmp_path: Path):
    copy_units(tmp_path)
    shutil.copy(tmp_path / "polshoogte.service", tmp_path / "polshoogte@.service")
    (tmp_path / "nginx.service").write_text("[Service]\nExecStart=/bin/true\n")
    each = put_beside("polshoogte@.service", EACH, tmp_path)
    limits = put_beside("nginx.service", LIMITS, tmp_path)
    names = ("polshoogte@8001.service", "nginx.service")

    sound = verify_by_name(tmp_path, *names)
    each.write_text(each.read_text().replace("Environment=", "Environmnt="))
    limits.write_text(limits.read_text().replace("LimitNOFILE", "LimitNOFIL"))

    assert sound == []
    assert [line.split("'")[1] for line in verify_by_name(tmp_path, *names)] == [
        "Environmnt",
        "LimitNOFIL",
    ]


def test_each_server_has_its_own_port_and_data_and_leaves_the_database_alone():
    text = EACH.read_text()

    assert "PORT=%i DATA_DIR=/var/lib/polshoogte/%i\n" in text
    assert f"ExecStart=\nExecStart={PROGRAM} serve --no-migrate\n" in text


def test_nginx_may_open_as_many_files_as_it_asks_for():
    (asked,) = re.findall(r"worker_rlimit_nofile (\d+);", EXAMPLE.read_text())

    assert f"LimitNOFILE={asked}\n" in LIMITS.read_text()
