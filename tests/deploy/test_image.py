"""The image of deploy/container, looked at without building it; `make image` builds it."""

from __future__ import annotations

import fnmatch
import http.server
import os
import re
import subprocess
import sys
import threading
from pathlib import Path

import dj_database_url
import pytest
from django.conf import settings

from workshop.database_url import complete_settings

ROOT: Path = settings.BASE_DIR
FOLDER = ROOT / "deploy" / "container"
TEXT = (FOLDER / "Containerfile").read_text()
IGNORE = (ROOT / ".dockerignore").read_text().splitlines()


def instructions(text: str) -> list[tuple[str, str]]:
    """Each instruction with its arguments, lines that go on taken together."""
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    joined = "\n".join(lines).replace("\\\n", " ")
    found = [line.split(None, 1) for line in joined.splitlines() if line.strip()]
    return [(name, " ".join(rest.split())) for name, rest in found]


STEPS = instructions(TEXT)


def given(name: str) -> list[str]:
    return [arguments for step, arguments in STEPS if step == name]


# The file


def test_it_runs_as_a_user_that_is_not_root_until_the_end():
    """By number, by which a runtime that refuses root can tell."""
    assert given("USER") == ["10001:10001"]
    assert [step for step, _ in STEPS[STEPS.index(("USER", "10001:10001")) :]].count("RUN") == 0


def test_its_base_can_be_another_and_is_the_debian_of_the_tests():
    assert given("FROM") == ["${BASE} AS build", "${BASE}"]
    (base,) = given("ARG")
    assert base == "BASE=docker.io/library/debian:bookworm-slim"


def test_what_it_installs_of_pypi_has_hashes():
    installs = re.findall(r"pip install ([^&]+)", " ".join(given("RUN")))

    assert [install.split()[1] for install in installs] == ["--require-hashes", "--no-deps"]


def test_every_source_of_a_copy_exists():
    copies = [each.split() for each in given("COPY")]

    own = [source for copy in copies if not copy[0].startswith("--from") for source in copy[:-1]]
    assert own == ["requirements.txt", "."]
    assert [copy[1:] for copy in copies if copy[0] == "--from=build"] == [["/opt/polshoogte"] * 2]
    assert [name for name in own if not (ROOT / name).exists()] == []


def is_let_in(path: str) -> bool:
    """As .dockerignore says: the last line that fits decides."""
    found = True
    for line in IGNORE:
        pattern = line.removeprefix("!").strip("/")
        parts = [path, *map(str, Path(path).parents)]
        if line and line[0] != "#" and any(fnmatch.fnmatch(part, pattern) for part in parts):
            found = line.startswith("!")
    return found


def test_of_a_checkout_it_takes_what_a_wheel_is_made_of_and_no_data():
    """The build of the wheel names its files in pyproject.toml."""
    wanted = ["polls/models.py", "workshop/asgi.py", "templates/a", "static/a", "locale/a"]
    wanted += ["decks/a.md", "pyproject.toml", "requirements.in", "requirements.txt"]
    wanted += [f"deploy/container/{name}" for name in ("start.sh", "slim.sh", "healthy.py")]
    kept_out = [".git/config", ".venv/bin/python", "data/secret_key", "deploy/secrets/secret_key"]
    kept_out += [".test-data/main/db.sqlite3", "polls/__pycache__/models.pyc", ".env", "dist/a.whl"]

    assert [path for path in wanted if not is_let_in(path)] == []
    assert [path for path in kept_out if is_let_in(path)] == []


def test_its_programs_are_there():
    named = re.findall(r"/opt/polshoogte/([a-z]+\.(?:sh|py))", " ".join(given("ENTRYPOINT")))
    named += re.findall(r"/opt/polshoogte/([a-z]+\.(?:sh|py))", " ".join(given("HEALTHCHECK")))

    assert named == ["start.sh", "healthy.py"]
    for name in [*named, "slim.sh"]:
        assert (FOLDER / name).exists()
        assert f"deploy/container/{name}" in " ".join(given("RUN"))


# What runs in it


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """What the image has made ahead, and a program that says how it was called."""
    made = ("a.0123456789ab.js", "staticfiles.json", "made-of.txt")
    for name in (*(f"static/{each}" for each in made), "vendor/manrope.woff2", "db.sqlite3"):
        file = tmp_path / "prepared" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("made ahead")
    program = tmp_path / "bin" / "polshoogte"
    program.parent.mkdir()
    program.write_text('#!/bin/sh\necho "polshoogte $*"\n')
    program.chmod(0o755)
    return tmp_path


def start(
    home: Path, data: Path, *arguments: str, **settings: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(FOLDER / "start.sh"), *arguments],
        env={
            "PATH": f"{home}/bin:{os.environ['PATH']}",
            "PREPARED": str(home / "prepared"),
            "DATA_DIR": str(data),
            **settings,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_server_finds_what_was_made_ahead_and_what_was_there_stays(home: Path):
    data = home / "data"
    older = data / "static" / "a.ba9876543210.js"
    older.parent.mkdir(parents=True)
    older.write_text("of the version before")

    done = start(home, data, "serve", "--no-migrate")
    for name in ("a.0123456789ab.js", "staticfiles.json"):
        (data / "static" / name).write_text("changed")
    again = start(home, data, "serve")

    assert (done.returncode, done.stdout) == (0, "polshoogte serve --no-migrate\n")
    assert again.returncode == 0
    assert older.read_text() == "of the version before"
    assert (data / "static" / "a.0123456789ab.js").read_text() == "changed"
    assert (data / "static" / "staticfiles.json").read_text() == "made ahead"
    assert (data / "vendor" / "manrope.woff2").read_text() == "made ahead"


def test_an_empty_database_is_there_where_sqlite_has_none(home: Path):
    fresh, kept, elsewhere = (home / name for name in ("fresh", "kept", "elsewhere"))
    kept.mkdir()
    (kept / "db.sqlite3").write_text("of a year")

    done = [start(home, data, "serve").returncode for data in (fresh, kept)]
    done.append(start(home, elsewhere, "serve", DATABASE_URL="postgresql://x").returncode)

    assert done == [0, 0, 0]
    assert (fresh / "db.sqlite3").read_text() == "made ahead"
    assert (fresh / "db.sqlite3").stat().st_mode & 0o077 == 0
    assert (kept / "db.sqlite3").read_text() == "of a year"
    assert not list(elsewhere.glob("db*"))


def test_a_signal_reaches_whatever_starts():
    """`make image` sends it, at several moments."""
    assert given("ENTRYPOINT") == ['["tini", "--", "sh", "/opt/polshoogte/start.sh"]']
    assert " tini " in " ".join(given("RUN"))


def test_other_commands_copy_nothing(home: Path):
    done = start(home, home / "data", "migrate")

    assert done.stdout == "polshoogte migrate\n"
    assert not (home / "data").exists()


def test_a_data_directory_that_takes_nothing_is_left_to_polshoogte(home: Path):
    """Which has one sentence for it."""
    done = start(home, home / "bin" / "polshoogte", "serve")

    assert (done.stdout, done.stderr) == ("polshoogte serve\n", "")


class Healthy(http.server.BaseHTTPRequestHandler):
    status = 200

    def do_GET(self) -> None:
        self.send_response(self.status if self.path == "/healthz" else 404)
        self.end_headers()

    def log_message(self, *arguments: object) -> None:
        pass


class Ill(Healthy):
    status = 503


@pytest.mark.parametrize(("server", "well"), [(Healthy, True), (Ill, False), (None, False)])
def test_the_health_check_says_whether_the_server_answers(server: type[Healthy] | None, well: bool):
    with http.server.HTTPServer(("127.0.0.1", 0), server or Healthy) as listening:
        thread = threading.Thread(target=listening.handle_request, daemon=True)
        thread.start()
        if server is None:
            listening.server_close()
        done = subprocess.run(
            [sys.executable, "-IS", str(FOLDER / "healthy.py")],
            env={"PORT": str(listening.server_port)},
            capture_output=True,
            check=False,
        )

    assert (done.returncode == 0) is well


@pytest.fixture
def made(tmp_path: Path) -> Path:
    """The folder of deploy/, with the script that makes secrets."""
    script = tmp_path / "container" / "make-secrets.sh"
    script.parent.mkdir()
    script.write_text((FOLDER / "make-secrets.sh").read_text())
    return tmp_path


def make_secrets(deploy: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(deploy / "container" / "make-secrets.sh")],
        capture_output=True,
        text=True,
        check=False,
    )


def test_secrets_are_made_once_and_only_their_owner_gets_to_them(made: Path):
    done = make_secrets(made)
    folder = made / "secrets"
    before = {file.name: file.read_text() for file in folder.iterdir()}
    again = make_secrets(made)

    assert done.returncode == 0
    assert before.keys() == {"database_url", "postgres_password", "secret_key"}
    assert folder.stat().st_mode & 0o777 == 0o700
    assert before["postgres_password"] in before["database_url"]
    assert [len(before[name]) >= 50 for name in ("postgres_password", "secret_key")] == [True] * 2
    assert again.returncode == 1
    assert "stay as they are" in again.stderr
    assert {file.name: file.read_text() for file in folder.iterdir()} == before


def test_the_address_of_the_database_that_is_made_can_be_read(made: Path):
    make_secrets(made)
    read = complete_settings(dj_database_url.parse((made / "secrets" / "database_url").read_text()))

    password = (made / "secrets" / "postgres_password").read_text()
    assert [read[name] for name in ("HOST", "NAME", "USER")] == ["postgres", *["polshoogte"] * 2]
    assert read["PASSWORD"] == password
