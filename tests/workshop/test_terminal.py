"""The command line, by either name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import get_commands, load_command_class

from workshop import checks, terminal

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


@pytest.mark.skipif(os.name != "posix", reason="rights are no bits there")
def test_data_of_somebody_else_is_one_sentence(tmp_path: Path):
    """Also where the key, which is kept there otherwise, is given."""
    data = tmp_path / "data"
    data.mkdir(mode=0o500)
    unprivileged = ["setpriv", "--bounding-set=-all"] if os.geteuid() == 0 else []

    done = subprocess.run(
        [*unprivileged, sys.executable, ROOT / "manage.py", "migrate"],
        env={**os.environ, "DATA_DIR": str(data)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr == (
        f"Nothing can be kept in {data} (Permission denied). Set DATA_DIR to a folder that this "
        "user may write to.\n"
    )


@pytest.mark.parametrize("command", [["purge"], ["add_trainer", "mira"], ["login_link", "mira"]])
def test_a_command_before_the_first_migrate_says_so(tmp_path: Path, command: list[str]):
    without = {"DATABASE_URL"}
    env = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, ROOT / "manage.py", *command],
        env={**env, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert re.fullmatch(
        r"The database is not up to date \(\d\d+ migrations are missing\)\. Give `manage\.py "
        r"migrate` first, and this again\.\n",
        done.stderr,
    )


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


# What speaks with others, or reads and writes their files: nobody waits for it to check a setting.
LATE = {
    *("requests", "urllib3", "jwt", "cryptography", "redis", "channels_redis", "sentry_sdk"),
    *("fontTools", "weasyprint", "pptx", "docx", "xlsxwriter", "pypdfium2", "ninja", "pydantic"),
    *("uvicorn", "psycopg", "plotly", "workshop.asgi"),
}
# And what only the pages of a server need.
OF_PAGES = {"markdown_it", "servestatic", "segno", "babel", "workshop.urls", "workshop.views"}
LOADED = """
import sys
from workshop.terminal import main
sys.argv[0] = "manage.py"
main()
import workshop.management.commands.purge, workshop.management.commands.audit_log
print("loaded", *sys.modules)
"""


@pytest.mark.parametrize(
    ("command", "late", "there"),
    [
        (["check"], LATE, "workshop.urls"),
        (["check", "--tag", checks.TAG], LATE | OF_PAGES, "polls.realtime.hub"),
    ],
)
def test_a_command_loads_only_what_it_needs(
    tmp_path: Path, command: list[str], late: set[str], there: str
):
    """The second is what each command of ours looks at; the first all that Django can."""
    catalogues = tmp_path / "locale"  # or Babel compiles them
    catalogues.symlink_to(settings.LOCALE_PATHS[0], target_is_directory=True)
    without = {"REDIS_URL", "DATABASE_URL", "SENTRY_DSN"}
    env = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command],
        cwd=ROOT,
        env={**env, "DATA_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )

    loaded = set(done.stdout.rpartition("loaded ")[2].split())
    assert there in loaded
    assert loaded & late == set()


def test_every_command_of_ours_looks_at_no_more_than_our_checks():
    """Only who serves needs every page to be right."""
    commands = {
        name: load_command_class(app, name)
        for name, app in get_commands().items()
        if app == "workshop" and name not in ("serve", "migrate", "createsuperuser")
    }

    looked_at = {name: tuple(made.requires_system_checks) for name, made in commands.items()}
    assert {"purge", "backup", "login_link", "restore"} <= looked_at.keys()
    assert set(looked_at.values()) == {(checks.TAG,), ()}
