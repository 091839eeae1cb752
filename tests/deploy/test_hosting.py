"""docs/hosting.md: as few commands as it may take, of files, settings and commands that exist."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands

from tests.test_docs import README

ROOT: Path = settings.BASE_DIR
PAGE = (ROOT / "docs" / "hosting.md").read_text()
DEBIAN, CONTAINERS = re.findall(r"^```sh\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
SCRIPT = ROOT / "deploy" / "systemd" / "two-servers.sh"
MOST = 15


def test_it_takes_fifteen_commands_at_most():
    for block in (DEBIAN, CONTAINERS):
        assert 1 < len(block.strip().splitlines()) <= MOST
        assert re.search(r"&&|;|\|", block) is None


def test_what_it_names_exists():
    files = re.findall(r"\b(?:deploy/[\w./-]+|requirements\.txt)", DEBIAN + CONTAINERS)
    given = re.findall(r"^(?:docker .* app-1 )?polshoogte (\w+)", PAGE, re.MULTILINE)
    given += re.findall(r" polshoogte (add_trainer|backup) ", CONTAINERS + PAGE)

    assert len(files) > 4
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert {"migrate", "add_trainer"} <= set(given) <= get_commands().keys()


def test_the_script_sets_settings_and_copies_files_that_exist():
    text = SCRIPT.read_text()
    known = set(re.findall(r"^\| `([A-Z_]+)` \|", README, re.MULTILINE))
    (written,) = re.findall(r"<<END\n(.*?)\nEND\n", text, re.DOTALL)
    copied = [each for each in re.findall(r'"\$here/?"?/([\w./@*-]+)', text) if each]

    assert {line.split("=")[0] for line in written.splitlines()} <= known
    assert len(copied) == 6
    assert [each for each in copied if not list(SCRIPT.parent.glob(each))] == []


@pytest.mark.parametrize("name", [[], ["https://workshop.example.nl"]])
def test_without_a_name_the_script_changes_nothing_and_says_why(name: list[str]):
    """It stops before its first change, which this machine would notice."""
    done = subprocess.run(["sh", str(SCRIPT), *name], capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "give it alone, as workshop.example.nl" in done.stderr
    assert done.stderr.count("\n") == 1
    assert not Path("/etc/polshoogte.env").exists()
