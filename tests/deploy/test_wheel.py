"""The wheel: installed outside the checkout it serves, also on a system that lacks what Unix has.

`make wheel` installs everything anew by its own requirements; here what the tests run with is lent.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZipFile

import httpx
import pytest
from packaging.requirements import Requirement

from tests.e2e.server import free_port
from tests.environment import DATA
from tests.test_readme import health

ROOT = Path(__file__).resolve().parents[2]
WHOLE = os.environ.get("WHEEL") == "whole"
LACKING = """
import os, sys
sys.modules.update(fcntl=None, resource=None, uvloop=None)
del os.nice, os.execve
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of programs of an environment that has the wheel and was never near a checkout."""
    venv = tmp_path_factory.mktemp("venv")
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", venv], check=True)
    install = [sys.executable, "-m", "uv", "pip", "install", "-q", f"--python={venv}/bin/python"]
    subprocess.run([*install, *([] if WHOLE else ["--no-deps", "--offline"]), wheel], check=True)
    if not WHOLE:
        (packages,) = venv.glob("lib/python*/site-packages")
        (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return venv / "bin"


def environment(home: Path, **more: str) -> dict[str, str]:
    """Of somebody new, whose static files are made already: that takes twenty seconds."""
    if not WHOLE:
        kept = home / ".local" / "share" / "polshoogte"
        shutil.copytree(DATA / "static", kept / "static")
        shutil.copytree(DATA / "main" / "vendor", kept / "vendor")
    wanted = ("PATH", "LANG", "TMPDIR")
    given = {name: os.environ[name] for name in wanted if name in os.environ}
    return {**given, "HOME": str(home), **more}


@contextmanager
def serving(programs: Path, home: Path, **more: str) -> Iterator[tuple[str, Path]]:
    """A server, and what it has printed."""
    port, printed = free_port(), home / "printed"
    with printed.open("w") as terminal:
        process = subprocess.Popen(
            [programs / "polshoogte", "serve", "--welcome", f"--port={port}"],
            cwd=home,
            env=environment(home, **more),
            stdout=terminal,
            stderr=subprocess.STDOUT,
            text=True,
        )
    site = f"http://127.0.0.1:{port}"
    try:
        assert health(site, process) == 200
        yield site, printed
    finally:
        process.terminate()
        process.wait(30)


def vote(site: str, told: str) -> tuple[int, int, int]:
    """Somebody joins by the printed code and sends a form; the statuses of page, style and form."""
    code = "".join(re.findall(r"join with code (\d{4}) (\d{4})", told)[0])
    with httpx.Client(base_url=site, timeout=30) as phone:
        page = phone.get(f"/{code}/")
        style = phone.get(re.findall(r'href="(/static/[^"]+\.css)"', page.text)[0])
        form = phone.post(
            f"/{code}/answers/",
            json={"question": "no-such-question", "round": 1, "seq": 1, "value": ["A"]},
            headers={"Accept": "application/json", "Origin": site},
        )
    assert form.json()["code"] == "question.unknown"
    return page.status_code, style.status_code, form.status_code


def test_the_wheel_has_two_packages_and_no_data(wheel: Path):
    with ZipFile(wheel) as archive:
        names = archive.namelist()

    tops = {name.split("/")[0] for name in names}
    assert {"polls", "workshop"} == {top for top in tops if not top.endswith(".dist-info")}
    for folder in ("templates", "static", "locale", "decks"):
        found = [name for name in names if name.startswith(f"workshop/site/{folder}/")]
        kept = [path for path in (ROOT / folder).rglob("*") if path.is_file()]
        assert len(found) == len(kept)
    assert [name for name in names if name.endswith((".sqlite3", "secret_key"))] == []


@pytest.mark.skipif(not WHOLE, reason="the next one does the same with less: make wheel")
def test_an_installed_program_serves_and_keeps_its_data_at_home(installed: Path, tmp_path: Path):
    with serving(installed, tmp_path) as (site, printed):
        found = vote(site, printed.read_text())

    kept = tmp_path / ".local" / "share" / "polshoogte"
    assert found == (200, 200, 409)
    assert (kept / "db.sqlite3").exists()
    assert "Give the command: polshoogte login_link" in printed.read_text()


def test_it_serves_without_what_only_unix_has(installed: Path, tmp_path: Path):
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "sitecustomize.py").write_text(LACKING)
    home = tmp_path / "home"
    home.mkdir()

    with serving(installed, home, PYTHONPATH=str(lacking)) as (site, printed):
        found = vote(site, printed.read_text())
        code = "".join(re.findall(r"join with code (\d{4}) (\d{4})", printed.read_text())[0])
        exported = subprocess.run(
            [installed / "polshoogte", "export_session", code, "--format=xlsx", "--out=a.xlsx"],
            cwd=home,
            env={**os.environ, "HOME": str(home), "PYTHONPATH": str(lacking)}
            | {"DATA_DIR": str(home / ".local" / "share" / "polshoogte")},
            capture_output=True,
            text=True,
            check=False,
        )

    assert found == (200, 200, 409)
    assert (exported.returncode, exported.stderr) == (0, "")
    assert (home / "a.xlsx").stat().st_size > 1000
    assert "Give the command: polshoogte login_link" in printed.read_text()
    assert "Traceback" not in printed.read_text()


ALL = ["linux", "darwin", "win32"]
SYSTEMS = (
    *("x86_64-pc-windows-msvc", "aarch64-apple-darwin"),
    *("x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"),  # of the image as well
)


@pytest.mark.parametrize(
    ("package", "systems"), [("uvloop", ["linux", "darwin"]), ("tzdata", ["win32"])]
)
def test_what_other_systems_do_not_have_is_marked(package: str, systems: list[str]):
    """Compiled for all at once: a requirement of one system says so."""
    lines = (ROOT / "requirements.txt").read_text().splitlines()
    (line,) = [line for line in lines if line.startswith(f"{package}==")]
    marker = Requirement(line.rstrip(" \\")).marker

    assert marker is not None
    found = [each for each in ALL if marker.evaluate({"sys_platform": each})]
    assert found == systems


@pytest.mark.skipif(not WHOLE, reason="asks PyPI: make wheel")
@pytest.mark.parametrize("system", SYSTEMS)
def test_every_hash_is_there_for(system: str, tmp_path: Path):
    """Each requirement as a wheel that this system can install, without a compiler."""
    asked = [
        "--dry-run",
        "--require-hashes",
        "--only-binary=:all:",
        "-r",
        ROOT / "requirements.txt",
    ]
    where = [f"--python-platform={system}", "--python-version=3.12", "--target", tmp_path]

    subprocess.run([sys.executable, "-m", "uv", "pip", "install", *asked, *where], check=True)
