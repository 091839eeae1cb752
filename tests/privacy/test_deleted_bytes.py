"""What was deleted is in no file of PostgreSQL any more, except its write-ahead log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.faults.services import Postgres, running

ROOT = Path(__file__).resolve().parents[2]
TEXT, WRITTEN = "Kanariepiet-7f3a", "Kanariepiet-7f3a uit een lang antwoord " * 4
BEGIN = f"""
from django.contrib.auth.models import User
from polls.texts.cards import read_cards
from polls.models import Question
from tests.workshop.exports import room
from workshop.facilitating import starting
session = starting.start(deck="beter-samenwerken", facilitator=User.objects.get_or_create()[0])
room.go(session, "tip")
question = Question.objects.get(session=session, key="tip")
people = [(f"p{{number}}", [{TEXT!r} if number % 2 else {WRITTEN!r}]) for number in range(60)]
room.store(session, question, people)
"""
DELETE_TEXTS = """
from polls import retention
from polls.texts import moderation
from polls.models import LiveSession, Question
for session in LiveSession.objects.all():
    cards = read_cards(question=Question.objects.get(session=session, key="tip"))
    for card in cards:
        retention.delete_text(session_id=session.pk, key="tip", id=card.id)
retention.scrub()
"""
PURGE = """
from datetime import timedelta
from django.utils import timezone
from polls import retention
from polls.sessions import sessions
from polls.texts import moderation
from polls.texts.cards import read_cards
from polls.models import LiveSession, Question
session = LiveSession.objects.latest("pk")
question = Question.objects.get(session=session, key="tip")
ids = [card.id for card in read_cards(question=question)]
moderation.set_card_state(session_id=session.pk, key="tip", ids=ids, state="hidden")
sessions.finish(session_id=session.pk)
LiveSession.objects.update(ended=timezone.now() - timedelta(days=91))
print(len(retention.run().sessions))
"""
SCRUB = "from polls import retention; retention.scrub()"

Shell = Callable[[str], str]


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    service = Postgres(tmp_path_factory.mktemp("postgres"))
    with running(service):
        yield service


@pytest.fixture(scope="module")
def shell(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Shell:
    """Runs a script on a migrated database; gives what it prints, its log too."""
    data = str(tmp_path_factory.mktemp("data"))
    environment = {**os.environ, "DATABASE_URL": postgres.url, "DATA_DIR": data}

    def manage(*words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout + done.stderr

    manage("migrate", "--verbosity=0")
    return lambda script: manage("shell", "--no-imports", "--command", script)


def admin(postgres: Postgres, statement: str) -> None:
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(statement)


def files_with(postgres: Postgres, text: str) -> list[str]:
    """The files of the database in which these bytes stand, without the write-ahead log."""
    admin(postgres, "CHECKPOINT")
    folder = postgres.data / "db"
    files = [path for path in folder.rglob("*") if path.is_file() and "pg_wal" not in path.parts]
    return [str(path.relative_to(folder)) for path in files if text.encode() in read(path)]


def read(path: Path) -> bytes:
    """What stands in a file; nothing when the server took it away meanwhile."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""


@pytest.mark.parametrize("delete", [DELETE_TEXTS, PURGE], ids=["text", "purge"])
def test_no_byte_of_a_deleted_answer_is_left(postgres: Postgres, shell: Shell, delete: str):
    shell(BEGIN)
    admin(postgres, "ANALYZE")  # takes samples of what may be sampled
    before = files_with(postgres, TEXT)

    shell(delete)

    assert before != []
    assert files_with(postgres, TEXT) == []


def test_who_reads_for_long_is_not_waited_for(postgres: Postgres, shell: Shell):
    shell(BEGIN)
    with psycopg.connect(postgres.url) as reader:
        reader.execute("SELECT value FROM polls_response").fetchall()
        said = shell(DELETE_TEXTS)
        kept = files_with(postgres, TEXT)
        reader.rollback()
        later = shell(SCRUB)

    assert "run `purge` again" in said
    assert kept != []
    assert "run `purge` again" not in later
    assert files_with(postgres, TEXT) == []
