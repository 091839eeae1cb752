"""What voters notice of a deletion among many answers: `make bench-deleting`.

Fifty phones vote five times a second, on PostgreSQL, while an administrator deletes a session
among 750,000 answers; the figure is the longest that a phone waited for its
acknowledgement. The control writes the tables anew meanwhile, as a deletion did before.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

import psycopg
import uvloop

from bench import machine
from bench.client.crowd import Crowd
from bench.client.network import request
from bench.measure import fresh
from bench.phases import connecting
from bench.phases.room import QUESTION, Lengths, Room
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import DECK, OnPostgres, environment, python, server_options

PHONES = 50
EVERY = 0.2  # seconds between two votes of a phone
BEFORE = 2.0  # seconds of voting before and after
ANSWERS = 750_000
PEOPLE = 1_000  # of each session that fills the tables
LIMIT = 0.3  # seconds that a voter may wait
FILL = """
import django; django.setup()
from django.contrib.auth.models import User
from django.db import connection
from django.utils import timezone
from polls.models import LiveSession
from workshop.facilitating import starting
for number in range({sessions}):
    session = starting.start(deck="{deck}", facilitator=User.objects.get(username="trainer"))
    LiveSession.objects.filter(pk=session.pk).update(started=timezone.now(), ended=timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO polls_participant (session_id, key_hash, joined)"
            " SELECT %s, md5(random()::text), now() FROM generate_series(1, {people})",
            [session.pk],
        )
        cursor.execute(
            "INSERT INTO polls_response"
            " (question_id, participant_id, round, seq, value, receipts, late, by_hand)"
            " SELECT q.id, p.id, 1, 1, to_jsonb(ARRAY['Een antwoord van iemand, ' || p.id]),"
            " '', FALSE, FALSE FROM polls_question q, polls_participant p"
            " WHERE q.session_id = %s AND p.session_id = %s",
            [session.pk, session.pk],
        )
print(session.code)
"""

Waits = list[float]


async def voting(room: Room, work: Awaitable[None]) -> Waits:
    """How long each vote waited, while somebody does this work."""
    waits: Waits = []
    task: asyncio.Task[None] | None = None
    ended, began = 0.0, perf_counter()
    while not ended or perf_counter() - ended < BEFORE:
        if task is None and perf_counter() - began > BEFORE:
            task = asyncio.ensure_future(work)
        if not await room.crowd.vote(QUESTION, room.target.round):
            raise RuntimeError("A vote was not acknowledged")
        waits += [now - sent for sent, now in room.crowd.acks]
        if task is not None and task.done():
            ended = ended or perf_counter()
        await asyncio.sleep(EVERY)
    assert task is not None
    await task
    return waits


async def nothing() -> None:
    await asyncio.sleep(BEFORE)


async def delete_session(target: OnPostgres, code: str) -> None:
    await post(target, f"/desk/{code}/retention/delete/", sure="1")


async def post(target: OnPostgres, path: str, **fields: str) -> None:
    fields["csrfmiddlewaretoken"] = target.token
    reply = await request(
        target.port,
        "POST",
        path,
        headers="Content-Type: application/x-www-form-urlencoded\r\n",
        cookie=target.trainer,
        body=urlencode(fields).encode(),
    )
    if reply.status != 302:
        raise RuntimeError(f"{path} gave {reply.status}")


async def rewrite(target: OnPostgres) -> None:
    def work() -> None:
        with psycopg.connect(target.postgres.url, autocommit=True) as server:
            server.execute("VACUUM FULL polls_livesession, polls_question, polls_response")

    await asyncio.to_thread(work)


async def run(setting: Setting, answers: int) -> None:
    target = OnPostgres()
    await target.start(setting)
    try:
        env = environment(setting.folder, target.port, **target.services)
        code = python(["-c", fill(target, answers)], env).strip()
        room = Room(target, PHONES, Lengths(), Crowd(target.port))
        await target.goto(QUESTION)
        await connecting.run(room)
        await target.ask_again(QUESTION)
        await report(room, "alone", nothing)
        await report(room, "a session is deleted", lambda: delete_session(target, code))
        await report(room, "control: rewritten", lambda: rewrite(target))
        room.crowd.close()
    finally:
        await target.stop()


def fill(target: OnPostgres, answers: int) -> str:
    with psycopg.connect(target.postgres.url) as server:
        (questions,) = server.execute("SELECT count(*) FROM polls_question").fetchone() or (1,)
    sessions = max(1, round(answers / (PEOPLE * questions)))
    print(f"{sessions} sessions of {PEOPLE:,} people and {questions} questions")
    return FILL.format(sessions=sessions, deck=DECK, people=PEOPLE)


async def report(room: Room, name: str, work: Callable[[], Awaitable[None]]) -> None:
    waits = await voting(room, work())
    middle, longest = percentile(waits, 0.5) * 1000, max(waits) * 1000
    print(
        f"{name:22} {len(waits):5} votes, middle {middle:4.0f} ms, longest {longest:6.0f} ms"
        f" (at most {LIMIT * 1000:.0f})"
    )


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else ANSWERS
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        setting = Setting(folder, server, server_options(folder))
        uvloop.run(run(fresh(setting), answers))


if __name__ == "__main__":
    main()
