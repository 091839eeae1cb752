"""The release before this one, as it stands in git, and a release after it, made for a test."""

from __future__ import annotations

import io
import shutil
import subprocess
import tarfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

import django
from django.conf import settings

RECORD = Path(__file__).with_name("previous_release.toml")
NO_HISTORY = "This clone does not have release {0.version} ({0.commit}): git fetch --unshallow"
PARTS = ("polls", "workshop", "templates", "static", "locale", "decks", "manage.py")
MIGRATION = """
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("polls", "{last}")]
    operations = [
        {operations}
    ]
"""
EXPANDING = ", ".join(
    f'migrations.AddField("{model}", "rolled", models.SmallIntegerField(db_default=0))'
    for model in ("livesession", "question", "participant", "response")
)
BREAKING = 'migrations.RenameField("response", "seq", "sequence")'
USED = """
for each in (LiveSession, Question, Participant, Response):
    each.add_to_class("rolled", models.SmallIntegerField(db_default=0))
"""


@dataclass(frozen=True, slots=True)
class Release:
    version: str
    commit: str
    migrations: dict[str, str]  # the last one of each app


def read_previous() -> Release:
    found = tomllib.loads(RECORD.read_text())
    return Release(found["version"], found["commit"], found["migrations"])


def git(*arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        ["git", *arguments], cwd=settings.BASE_DIR, capture_output=True, check=False
    )


def has_history(commit: str) -> bool:
    """Whether this clone has that commit: a shallow one does not, and a folder without git."""
    return git("cat-file", "-e", f"{commit}^{{commit}}").returncode == 0


def check_out(commit: str, folder: Path) -> Path:
    """The code of a commit in an empty folder."""
    archive = git("archive", "--format=tar", commit, *PARTS, "pyproject.toml")
    assert archive.returncode == 0, archive.stderr
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as found:
        found.extractall(folder, filter="data")
    return folder


def make_next(folder: Path, *, operations: str = EXPANDING) -> Path:
    """This very code, as a release after this one: a column more in the tables that voting uses,
    and another script and style, so that every phone loads others."""
    for part in PARTS:
        source = settings.BASE_DIR / part
        (shutil.copytree if source.is_dir() else shutil.copy2)(source, folder / part)
    project = (settings.BASE_DIR / "pyproject.toml").read_text()
    (folder / "pyproject.toml").write_text(project.replace('version = "', 'version = "9', 1))
    last = max(file.stem for file in (folder / "polls" / "migrations").glob("[0-9]*.py"))
    text = MIGRATION.format(last=last, operations=operations)
    (folder / "polls" / "migrations" / "9999_rolled.py").write_text(text)
    if operations == EXPANDING:
        append(folder / "polls" / "models.py", USED)
    append(folder / "static" / "js" / "phone.js", "\n// of the next release\n")
    append(folder / "static" / "css" / "phone.css", "\n/* of the next release */\n")
    return folder


def append(file: Path, text: str) -> None:
    with file.open("a") as end:
        end.write(text)


def describe_now() -> str:
    """What belongs in the record once this commit is released."""
    from django.db.migrations.loader import MigrationLoader

    from workshop.release import VERSION

    head = git("rev-parse", "HEAD").stdout.decode().strip()
    lines = [f'version = "{VERSION}"', f'commit = "{head}"', "", "[migrations]"]
    lines += [f'{app} = "{name}"' for app, name in MigrationLoader(None).graph.leaf_nodes()]
    return "\n".join(lines)


if __name__ == "__main__":
    django.setup()
    print(describe_now())
