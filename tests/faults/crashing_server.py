"""The real server, made to die at a named point, or made wrong on purpose.

The functions of the product are wrapped in the process that is about to serve; there is
nothing of this in the product itself.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import wraps
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

from polls.models import Question, Response
from polls.questions import responses
from polls.realtime.hub import Hub, hub
from polls.realtime.recorder import Batcher
from polls.realtime.sockets import Message, Socket
from workshop.accounts import audit
from workshop.upkeep import backups

BATCHES = 5  # that pass a point before the server dies there: the burst is on by then
SPOILED = "spoiled.sqlite3"  # what `inserts_twice` works on
SOCKETS = 8  # that got their frame when it dies among the others

Hook = Callable[[str, Any, Any], None]


class Trap:
    """Ends this process as kill -9 does, the nth time that somebody comes by."""

    def __init__(self, passes: int) -> None:
        self.left = passes

    def __call__(self) -> None:
        self.left -= 1
        if self.left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)


def wrapped(owner: Any, name: str, wrapper: Callable[..., Any]) -> None:
    """Put a function in the place of one that it gets as its first argument."""
    original = getattr(owner, name)

    @wraps(original)
    def instead(*args: Any, **kwargs: Any) -> Any:
        return wrapper(original, *args, **kwargs)

    setattr(owner, name, instead)


def before(owner: Any, name: str, trap: Trap) -> None:
    def wrapper(original: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        trap()
        return original(*args, **kwargs)

    wrapped(owner, name, wrapper)


def after_each_statement(hook: Hook) -> None:
    """Call hook(sql, params, connection) once the database has done what it says."""

    def execute(run: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        result = run(sql, params, many, context)
        hook(sql.strip(), params, context["connection"])
        return result

    def install(connection: Any, **_more: Any) -> None:
        if execute not in connection.execute_wrappers:
            connection.execute_wrappers.append(execute)

    connection_created.connect(install, weak=False)


def stores_answers(sql: str) -> bool:
    return "INSERT INTO polls_response" in sql  # on PostgreSQL after what it does as well


# Points


def before_begin() -> None:
    before(responses, "record_batch", Trap(BATCHES))


def after_insert() -> None:
    trap = Trap(BATCHES)
    after_each_statement(lambda sql, _params, _connection: stores_answers(sql) and trap())


def in_a_batch() -> None:
    """With half of the rows of a batch written."""
    trap = Trap(BATCHES)

    def half(write: Any, touched: dict[Any, Any], questions: Any) -> None:
        if len(touched) > 1:
            if trap.left == 1:
                write(dict(list(touched.items())[: len(touched) // 2]), questions)
            trap()
        write(touched, questions)

    wrapped(responses, "write_rows", half)


def at_commit(trap: Trap, *, done: bool) -> None:
    """Around the COMMIT of a transaction in which answers were written."""

    def note(sql: str, _params: Any, connection: Any) -> None:
        if stores_answers(sql):
            connection.has_answers = True

    def commit(original: Any, connection: Any) -> None:
        has_answers, connection.has_answers = getattr(connection, "has_answers", False), False
        if has_answers and not done:
            trap()
        original(connection)
        if has_answers and done:
            trap()

    after_each_statement(note)
    wrapped(BaseDatabaseWrapper, "_commit", commit)


def before_commit() -> None:
    at_commit(Trap(BATCHES), done=False)


def after_commit() -> None:
    at_commit(Trap(BATCHES), done=True)


def after_post(trap: Trap, wanted: Callable[[str], bool]) -> None:
    def post(original: Any, socket: Socket, key: str, message: Message) -> None:
        original(socket, key, message)
        if wanted(key):
            trap()

    wrapped(Socket, "post", post)


def after_the_ack() -> None:
    after_post(Trap(BATCHES * SOCKETS), lambda key: key.startswith("ack:"))


def in_broadcast() -> None:
    """When some sockets have heard what a facilitator did, and the others have not."""
    announced = []
    before(Hub, "announce", lambda: announced.append(True))  # type: ignore[arg-type]
    after_post(Trap(SOCKETS), lambda key: bool(announced) and key == "state")


def in_close() -> None:
    """When the question's row says closed, in a transaction that is not committed."""
    trap = Trap(1)

    def closes(sql: str, params: Any, _connection: Any) -> None:
        if sql.startswith('UPDATE "polls_question"') and Question.State.CLOSED in params:
            trap()

    after_each_statement(closes)


def restore_before_load() -> None:
    for engine in (backups.SQLite, backups.PostgreSQL):
        before(engine, "load", Trap(1))


def restore_loaded() -> None:
    """With the rows of the backup in place, and nothing done after that."""
    before(backups, "call_command", Trap(1))


def restore_migrated() -> None:
    before(audit, "record_event", Trap(1))


# Mistakes


def acknowledges_early() -> None:
    """Says that an answer is stored when it has only been queued."""

    def put(original: Any, batcher: Any, item: Any, reply: Any) -> None:
        if batcher is hub.recorder.answers:
            reply("stored")
            original(batcher, item, lambda _outcome: None)
        else:
            original(batcher, item, reply)

    wrapped(Batcher, "put", put)


def inserts_twice() -> None:
    """Every answer becomes a row of its own, and then another; in a copy of the database."""
    spoiled = settings.DATA_DIR / SPOILED
    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(spoiled)])
    connection.close()
    connection.settings_dict["NAME"] = spoiled
    (once,) = Response._meta.constraints
    Response._meta.constraints = []
    with connection.schema_editor() as editor:
        editor.remove_constraint(Response, once)
    connection.close()
    responses.UPSERT = responses.UPSERT.split("ON CONFLICT")[0]

    def twice(write: Any, touched: dict[Any, Any], questions: dict[int, Any]) -> None:
        write(touched, questions)
        raised = {pk: replace(each, version=each.version + 1) for pk, each in questions.items()}
        write(touched, raised)

    wrapped(responses, "write_rows", twice)


def does_not_sync() -> None:
    """Leaves it to the operating system when a commit of SQLite reaches the disk."""

    def install(connection: Any, **_more: Any) -> None:
        connection.connection.execute("PRAGMA synchronous=OFF")

    connection_created.connect(install, weak=False)


POINTS: dict[str, Callable[[], None]] = {
    "before BEGIN": before_begin,
    "after INSERT": after_insert,
    "before COMMIT": before_commit,
    "after COMMIT": after_commit,
    "after the ack": after_the_ack,
    "in broadcast": in_broadcast,
    "in close": in_close,
    "in a batch": in_a_batch,
}
RESTORE: dict[str, Callable[[], None]] = {
    "restore before load": restore_before_load,
    "restore loaded": restore_loaded,
    "restore migrated": restore_migrated,
}
MISTAKES: dict[str, Callable[[], None]] = {
    "acknowledges early": acknowledges_early,
    "inserts twice": inserts_twice,
    "does not sync": does_not_sync,
}


def make_faulty(names: Sequence[str]) -> None:
    for name in names:
        (POINTS | RESTORE | MISTAKES)[name]()
