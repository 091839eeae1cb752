"""What exports of a large session cost: `make bench-exports`.

Prints the time of each from the trainer's click to the last byte, with a few seconds between
two clicks (and of the first click, for which no process was ready), also of a comparison of fifty
such sessions, the most memory that an export took, and what people who vote meanwhile notice of it.
"""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter
from urllib.parse import urlencode

import orjson
import uvloop

from bench import machine
from bench.client.crowd import Crowd
from bench.client.network import request
from bench.measure import fresh
from bench.phases import connecting, voting
from bench.phases.room import QUESTION, Lengths, Room
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import DECK, Ours, environment, python, server_options

PEOPLE = 1_000
LIMITS = {  # seconds
    "report/": 1.0,
    "export/xlsx": 2.0,
    "export/pptx": 2.0,
    "export/docx": 2.0,
    "export/one-page": 5.0,
    "export/pdf": 5.0,
}
GROUPS = 50
COMPARE = 1.0  # seconds for a comparison of so many groups
REPEAT = 3
PAUSE = 4.0  # seconds between two clicks: somebody looks at what came
BURSTS = 8
FILL = """
import django; django.setup()
from polls.models import LiveSession, Question
from tests.workshop.exports.room import fill
session = LiveSession.objects.get(code="{code}")
Question.objects.filter(session=session).update(held=False)
fill(session, {people})
"""
COPY = """
import django; django.setup()
from django.db import connection, transaction
from django.utils import timezone
from polls.models import LiveSession
from workshop.facilitating import starting
old = LiveSession.objects.select_related("facilitator").get(code="{code}")
with transaction.atomic(), connection.cursor() as cursor:
    for number in range(1, {groups}):
        new = starting.start(deck="{deck}", facilitator=old.facilitator, label=f"Groep {{number}}")
        LiveSession.objects.filter(pk=new.pk).update(started=timezone.now())
        cursor.execute(
            "INSERT INTO polls_participant (session_id, key_hash, joined)"
            " SELECT %s, key_hash, joined FROM polls_participant WHERE session_id = %s",
            [new.pk, old.pk],
        )
        cursor.execute(
            "INSERT INTO polls_response"
            " (question_id, participant_id, round, seq, value, receipts, late, by_hand)"
            " SELECT mine.id, me.id, 1, 1, r.value, '', FALSE, FALSE FROM polls_response r"
            " JOIN polls_question q ON q.id = r.question_id AND q.session_id = %s"
            " JOIN polls_participant p ON p.id = r.participant_id"
            " JOIN polls_question mine ON mine.session_id = %s AND mine.key = q.key"
            " JOIN polls_participant me ON me.session_id = %s AND me.key_hash = p.key_hash",
            [old.pk, new.pk, new.pk],
        )
        print(new.code)
"""
MEMORY = """
import django; django.setup()
import resource
from polls.models import LiveSession
from workshop.serving import worker
from workshop import exports
from workshop.exports import source
session = LiveSession.objects.get(code="{code}")
for format in exports.format_names():
    worker.run_apart(exports.render_format, source.read_session(session), format)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""


async def get(target: Ours, path: str, holds: str = "") -> float:
    """The seconds until a reply was there; it has to hold a text."""
    began = perf_counter()
    reply = await request(target.port, "GET", path, cookie=target.trainer)
    if reply.status != 200 or holds.encode() not in reply.body:
        raise RuntimeError(f"{path} gave {reply.status} or not what was asked for")
    return perf_counter() - began


async def times(target: Ours, desk: str) -> None:
    print(f"{'first click':15} {await get(target, desk + 'report/'):5.2f} s for report/")
    for name, limit in LIMITS.items():
        taken = []
        for _ in range(REPEAT):
            await asyncio.sleep(PAUSE)
            taken.append(await get(target, desk + name))
        middle, most = median(taken), max(taken)
        print(f"{name:15} {middle:5.2f} s, slowest {most:5.2f} s (at most {limit} s)", flush=True)


async def comparison(target: Ours, codes: list[str]) -> None:
    query = urlencode([("session", code) for code in codes])
    all_of_them = f"midden van {len(codes)} groepen"
    taken = [await get(target, f"/compare/?{query}", all_of_them) for _ in range(REPEAT)]
    print(
        f"comparison   {min(taken):5.2f} s, slowest {max(taken):5.2f} s (at most {COMPARE} s)"
        f" of {len(codes)} such sessions"
    )


async def keep_exporting(target: Ours, desk: str) -> None:
    while True:
        for name in LIMITS:
            await get(target, desk + name)


async def votes(target: Ours, desk: str) -> None:
    """Bursts of votes in another session, in turn with and without an export under way."""
    room = Room(target, PEOPLE, Lengths(), Crowd(target.port))
    await target.goto(QUESTION)
    await connecting.run(room)
    screen = await room.screen()
    quiet, busy = voting.Bursts(), voting.Bursts()
    for _ in range(BURSTS):
        await voting.burst(room, screen, quiet)
        work = asyncio.create_task(keep_exporting(target, desk))
        await voting.burst(room, screen, busy)
        work.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await work
    screen.close()
    room.crowd.close()
    before, during = percentile(quiet.acks, 0.95), percentile(busy.acks, 0.95)
    more = 100 * (during / before - 1)
    print(f"votes        p95 {before * 1000:.0f} ms alone, {during * 1000:.0f} ms during exports")
    print(f"             {more:+.0f} % (at most +20 %), exact: {quiet.exact and busy.exact}")


async def run(setting: Setting) -> None:
    target = Ours()
    await target.start(setting)
    try:
        env = environment(setting.folder, target.port)
        code = orjson.loads(python(["manage.py", "start_session", DECK, "--json"], env))["code"]
        python(["-c", FILL.format(code=code, people=PEOPLE)], env)
        print(f"A session of {PEOPLE:,} people and ten questions")
        await times(target, f"/desk/{code}/")
        memory = python(["-c", MEMORY.format(code=code)], env).strip()
        print(f"memory       {memory} MB for the largest export (at most 200 MB)")
        await votes(target, f"/desk/{code}/")
        copied = python(["-c", COPY.format(code=code, groups=GROUPS, deck=DECK)], env).split()
        await comparison(target, [code, *copied])
    finally:
        await target.stop()


def main() -> None:
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        setting = Setting(folder, server, server_options(folder))
        uvloop.run(run(fresh(setting)))


if __name__ == "__main__":
    main()
