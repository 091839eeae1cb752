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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        (
            "DATABASE_URL",
            "mysql://localhost/x",
            "DATABASE_URL has to begin with postgresql:// or sqlite://. No other database will do.",
        ),
        (
            "DATA_DIR",
            "/dev/null/data",
            "Nothing can be kept in /dev/null/data (Not a directory). Set DATA_DIR to a folder "
            "that this user may write to.",
        ),
        ("RETENTION_DAYS", "veel", 'Environment variable "RETENTION_DAYS" invalid: '),
        ("METRICS_TOKEN_FILE", "/no/such/file", "The value of METRICS_TOKEN_FILE must be a "),
    ],
)
def test_a_setting_that_cannot_be_is_one_sentence(name: str, value: str, said: str):
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", "serve"],
        env={**os.environ, name: value},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(said)
    assert len(done.stderr.splitlines()) == 1


def test_a_secret_can_stand_in_a_file(tmp_path: Path):
    kept = tmp_path / "token"
    kept.write_text("geheim\n")
    code = "from workshop import settings; print([settings.METRICS_TOKEN])"
    told = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "METRICS_TOKEN_FILE": str(kept)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == "['geheim']\n"
