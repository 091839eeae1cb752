"""What was deleted is in no file of PostgreSQL any more, except its write-ahead log."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from polls import retention
from tests.faults.services import Postgres, running

ROOT = Path(__file__).resolve().parents[2]
TEXT, WRITTEN = "Kanariepiet-7f3a", "Kanariepiet-7f3a uit een lang antwoord " * 4
BEGIN = f"""
from django.contrib.auth.models import User
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
from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
for session in LiveSession.objects.all():
    cards = read_cards(question=Question.objects.get(session=session, key="tip"))
    for card in cards:
        acting.decide(session, "card-delete", "tip", [card.id])
retention.scrub_files()
"""
DELETE_SESSION = """
from polls import retention
from polls.models import LiveSession
from tests import acting
session = LiveSession.objects.latest("pk")
acting.act(session, "finish")
retention.delete_session(session_id=session.pk)
"""
END = """
from django.utils import timezone
from polls.models import LiveSession
LiveSession.objects.update(ended=timezone.now())
"""
PURGE = """
from datetime import timedelta
from django.utils import timezone
from polls import retention
from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
session = LiveSession.objects.latest("pk")
question = Question.objects.get(session=session, key="tip")
ids = [card.id for card in read_cards(question=question)]
acting.decide(session, "card-hide", "tip", ids)
acting.act(session, "finish")
LiveSession.objects.filter(pk=session.pk).update(ended=timezone.now() - timedelta(days=91))
retention.purge_due()
"""
SCRUB = "from polls import retention; retention.scrub_files()"
REWRITE = "from polls import retention; print(retention.rewrite_tables())"
ALL_DAY = "from polls import retention; retention.NIGHT = (0, 0)\n"  # no night in these tests

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
    return lambda script: manage("shell", "--no-imports", "--command", ALL_DAY + script)


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


@pytest.fixture(autouse=True)
def clean(postgres: Postgres, shell: Shell) -> Iterator[None]:
    """No session runs, and nothing is left of the test before."""
    yield
    shell(END + SCRUB)


@pytest.mark.parametrize(
    "delete",
    [END + DELETE_TEXTS, PURGE, DELETE_SESSION],
    ids=["text", "purge", "session"],
)
def test_no_byte_of_a_deleted_answer_is_left(postgres: Postgres, shell: Shell, delete: str):
    shell(BEGIN)
    admin(postgres, "ANALYZE")  # takes samples of what may be sampled
    before = files_with(postgres, TEXT)

    shell(delete)

    assert before != []
    assert files_with(postgres, TEXT) == []


@pytest.mark.parametrize("delete", [DELETE_TEXTS, PURGE, DELETE_SESSION])
def test_who_answers_meanwhile_waits_for_no_lock(postgres: Postgres, shell: Shell, delete: str):
    """Somebody who reads every table keeps out only what would keep every voter out."""
    shell(BEGIN)
    shell(BEGIN)  # a room that goes on
    tables = "polls_livesession", "polls_participant", "polls_question", "polls_response"
    admin(postgres, "ALTER ROLE test SET lock_timeout = '20ms'")
    with psycopg.connect(postgres.url) as reader:
        reader.execute("SET lock_timeout = 0")
        for table in (*tables, "polls_textmark", "polls_action"):
            reader.execute(f"SELECT 1 FROM {table}").fetchall()
        said = shell(delete)
        rewritten = shell(REWRITE)  # the control
        reader.rollback()
    admin(postgres, "ALTER ROLE test RESET lock_timeout")
    kept = files_with(postgres, TEXT)
    shell(END + SCRUB)

    assert "ERROR" not in said
    assert rewritten.strip() == "False"
    assert kept != []
    assert delete != DELETE_TEXTS or files_with(postgres, TEXT) == []


def test_who_reads_for_long_is_not_waited_for(postgres: Postgres, shell: Shell):
    shell(BEGIN)
    with psycopg.connect(postgres.url) as reader:
        reader.execute("SELECT value FROM polls_response").fetchall()
        said = shell(END + DELETE_TEXTS)
        kept = files_with(postgres, TEXT)
        reader.rollback()
        later = shell(SCRUB)

    assert "run `purge` again" in said
    assert kept != []
    assert "run `purge` again" not in later
    assert files_with(postgres, TEXT) == []


def test_one_process_at_a_time_purges_or_rewrites(postgres: Postgres, shell: Shell):
    shell(BEGIN)
    with psycopg.connect(postgres.url, autocommit=True) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [retention.LOCK])
        shell(PURGE)
        kept = files_with(postgres, TEXT)
    shell("from polls import retention; retention.purge_due()")

    assert kept != []
    assert files_with(postgres, TEXT) == []
