"""The command line, by either name."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from workshop import terminal

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("called", "named"),
    [
        ("/usr/bin/polshoogte", "polshoogte"),
        (r"Scripts/polshoogte.exe", "polshoogte"),
        ("manage.py", "manage.py"),
        ("-c", "manage.py"),
    ],
)
def test_sentences_name_the_program_that_was_called(
    monkeypatch: pytest.MonkeyPatch, called: str, named: str
):
    monkeypatch.setattr(sys, "argv", [called])

    assert terminal.program() == named


def test_a_terminal_that_knows_few_letters_stops_nobody():
    code = "from workshop import terminal; terminal.write_any_letter(); print('█ é')"
    shown = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=True,
    )

    assert shown.stdout == "? ?\n"


def test_a_setting_that_cannot_be_is_one_sentence():
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "check"],
        env={**os.environ, "DATABASE_URL": "mysql://localhost/x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        "DATABASE_URL has to begin with postgresql:// or sqlite://. No other database will do.\n"
    )
