"""PostgreSQL writes statements that fail to a log of its own: no answer stands in it."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dj_database_url
import psycopg
import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from polls.questions import responses
from tests.faults.services import BIN, PATIENCE, Postgres, running
from workshop import database_url

pytestmark = [
    pytest.mark.skipif(not BIN.exists(), reason="PostgreSQL is not installed"),
    pytest.mark.django_db,
]
CANARY = '["kanarie"]'
TABLE = """
CREATE TABLE polls_response (
    question_id bigint, participant_id bigint, round smallint CHECK (round >= 0),
    seq bigint CHECK (seq >= 0), value jsonb NOT NULL, receipts text, late boolean,
    by_hand boolean, UNIQUE (question_id, round, participant_id)
);
CREATE TABLE polls_question (id bigint, version bigint);
CREATE TABLE polls_batch (question_id bigint, version bigint, people jsonb)
"""
WAITS = "SELECT pid, query FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
ENDS = ("pg_cancel_backend", "pg_terminate_backend")  # a time limit does as the first


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    made = Postgres(tmp_path_factory.mktemp("postgres"))
    with running(made), psycopg.connect(made.url, autocommit=True) as administrator:
        administrator.execute(TABLE)
        yield made


def settings_of(service: Postgres, **options: Any) -> dict[str, Any]:
    found = database_url.complete_settings({**dj_database_url.parse(service.url)})
    return {**found, "OPTIONS": {**found["OPTIONS"], "pool": False, **options}}


@contextmanager
def storing(database: dict[str, Any], answer: str) -> Iterator[None]:
    """Store an answer as the recorder does, which fails."""

    def store() -> None:
        connection = ConnectionHandler({"default": database})["default"]
        columns = [[1], [1], [2], ["[1]"], *[[1]] * 4, [answer], [""], [False]]
        with pytest.raises(OperationalError), connection.cursor() as cursor:
            cursor.execute(responses.UPSERT_COLUMNS, columns)
        connection.close()

    thread = threading.Thread(target=store)
    thread.start()
    yield
    thread.join(PATIENCE)
    assert not thread.is_alive()


def shown_and_logged(service: Postgres, database: dict[str, Any], end: str) -> tuple[str, str]:
    """What an administrator sees of an answer that waits, and what is logged when it is ended."""
    began = len(service.log.read_text())
    with psycopg.connect(service.url) as holder:
        holder.execute("LOCK TABLE polls_response IN EXCLUSIVE MODE")
        with storing(database, CANARY):
            pid, shown = eventually(lambda: waiting(service))
            holder.execute(f"SELECT {end}(%s)", [pid])
    logged = eventually(lambda: statement_in(service.log, began))
    return shown, logged


def waiting(service: Postgres) -> Any:
    with psycopg.connect(service.url) as administrator:
        return administrator.execute(WAITS).fetchone()


def statement_in(log: Path, began: int) -> str:
    written = log.read_text()[began:]
    return written if "INSERT INTO polls_response" in written and "value" in written else ""


def eventually(find: Any) -> Any:
    deadline = time.monotonic() + PATIENCE
    while not (found := find()):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    return found


@pytest.mark.parametrize("end", ENDS)
def test_a_statement_that_is_ended_takes_no_answer_to_the_log(service: Postgres, end: str):
    shown, logged = shown_and_logged(service, settings_of(service), end)

    assert "INSERT INTO polls_response" in shown
    assert "kanarie" not in shown
    assert "kanarie" not in logged


@pytest.mark.parametrize("end", ENDS)
def test_bound_as_django_does_by_itself_it_would_stand_there(service: Postgres, end: str):
    """What the test above sees when our option is forgotten."""
    shown, logged = shown_and_logged(service, settings_of(service, server_side_binding=False), end)

    assert "kanarie" in shown
    assert "kanarie" in logged
