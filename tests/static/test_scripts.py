"""The checks of scripts and styles: left out only where npm is missing, and never silently."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHECK = ROOT / "tests" / "static" / "scripts.sh"
SCRIPTS = sorted((ROOT / "static" / "js").glob("*.js"))
IMPORTED = re.compile(r'(?:from|import)\s*\(?"\./([\w-]+\.js)"')


def check(path: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [shutil.which("sh") or "/bin/sh", CHECK],
        env={"PATH": str(path), **environment},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_without_npm_they_are_left_out_with_a_sentence(tmp_path: Path):
    done = check(tmp_path)

    assert done.returncode == 0
    assert done.stdout.startswith("Not checked: scripts and styles, because npm is missing.")


def test_in_ci_a_missing_npm_is_a_failure(tmp_path: Path):
    done = check(tmp_path, CI="true")

    assert done.returncode == 1
    assert done.stderr.startswith("npm is missing, so scripts and styles cannot be checked.")


def test_an_old_node_is_a_failure_that_says_so(tmp_path: Path):
    for name, lines in {"npm": "", "node": '[ "$1" = --version ] && echo v18.20.4; exit 1'}.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{lines}\n")
        (tmp_path / name).chmod(0o755)

    done = check(tmp_path)

    assert done.returncode == 1
    assert done.stderr.rstrip().endswith("need Node.js 20.19 or newer; this is v18.20.4.")


def test_tools_have_exact_versions_and_come_from_no_named_host():
    wanted = json.loads((ROOT / "package.json").read_text())
    locked = json.loads((ROOT / "package-lock.json").read_text())["packages"]

    assert "dependencies" not in wanted  # nothing of it is served
    for name, version in wanted["devDependencies"].items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version), name
        assert locked[f"node_modules/{name}"]["version"] == version
    others = {name: package for name, package in locked.items() if name}
    assert others
    assert [name for name, package in others.items() if "resolved" in package] == []
    assert [name for name, package in others.items() if "integrity" not in package] == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_a_script_is_used(file: Path):
    pages = (ROOT / "templates").rglob("*.html")
    named = {name for page in pages for name in re.findall(r"js/([\w-]+\.js)", page.read_text())}
    imported = {name for other in SCRIPTS for name in IMPORTED.findall(other.read_text())}

    assert file.name in named | imported


def test_every_script_begins_with_what_it_is():
    assert [file.name for file in SCRIPTS if not file.read_text().startswith("/* ")] == []
