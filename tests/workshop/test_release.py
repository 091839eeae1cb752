"""The number of a release: in one place, and in the list of what changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path

from workshop import release

ROOT = Path(__file__).resolve().parents[2]
HEADING = re.compile(r"^## (\d+\.\d+\.\d+) \((\d{4}-\d{2}-\d{2})\)$", re.MULTILINE)
CHANGELOG = (ROOT / "CHANGELOG.md").read_text()


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]

    assert project["version"] == release.VERSION
    assert release.number("2.10.0") > release.number("2.9.3")


def test_the_version_has_a_section_with_a_date_in_the_changelog():
    released = dict(HEADING.findall(CHANGELOG))

    assert release.VERSION in released
    assert list(released) == sorted(released, key=release.number, reverse=True)
    assert all(date.fromisoformat(day) for day in released.values())


def test_the_changelog_has_no_other_headings_than_releases_and_what_is_to_come():
    headings = re.findall(r"^## .*$", CHANGELOG, re.MULTILINE)

    assert headings[0] == "## Unreleased"
    assert all(HEADING.fullmatch(heading) for heading in headings[1:])


def test_the_command_line_says_it_whatever_the_settings_are():
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "--version"],
        env={**os.environ, "DATABASE_URL": "mysql://localhost/x"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == f"Polshoogte {release.VERSION}\n"
