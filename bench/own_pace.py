"""What people wait for who fill in a questionnaire at once: `make bench-own-pace`.

Everybody goes through the same questions at their own pace, with pages and forms as a browser
without JavaScript does: look at a question, think, send the answer, be led to the next.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import tempfile
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from urllib.parse import urlencode

import orjson
import uvloop

from bench import machine
from bench.client.network import request
from bench.measure import fresh
from bench.stats import percentile
from bench.targets.base import Setting
from bench.targets.ours import Ours, environment, python, server_options

QUESTIONS = 8
LIMIT = 0.5  # seconds of an answer
SAMPLES = """
import django, json; django.setup()
from random import Random
from polls import kinds
from polls.models import Question
asked = Question.objects.filter(session__code="{code}").order_by("pk")[:{count}]
print(json.dumps([[each.key, kinds.of(each).sample(Random(each.pk))] for each in asked]))
"""
STORED = "SELECT count(*), count(DISTINCT participant_id) FROM polls_response"
DONE = "SELECT count(*) FROM polls_participant WHERE finished"


class OwnPace(Ours):
    """A session that nobody leads."""

    options = ("--pace", "own")


@dataclass(frozen=True, slots=True)
class Size:
    """How many people, within how many seconds they come in, and how long they think."""

    people: int = 1_000
    arrive: float = 5.0
    think: tuple[float, float] = (3.0, 12.0)


QUICK = Size(people=20, arrive=0.2, think=(0.0, 0.1))


@dataclass
class Crowd:
    target: OwnPace
    size: Size
    forms: Sequence[bytes]
    answers: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    largest: int = 0

    async def take_part(self, cookie: str) -> None:
        """One person, from the link to *Klaar*: whoever thinks longer than a server keeps a
        connection open, comes by a new one."""
        await asyncio.sleep(random.uniform(0, self.size.arrive))
        port = self.target.port
        home = f"/{self.target.code}/"

        async def look(query: str) -> None:
            began = perf_counter()
            reply = await request(port, "GET", home + query, cookie=cookie)
            self.pages.append(perf_counter() - began)
            self.largest = max(self.largest, len(reply.body))
            if reply.status != 200:
                raise RuntimeError(f"{query} gave {reply.status}")

        async def send(address: str, form: bytes) -> None:
            began = perf_counter()
            kind = "Content-Type: application/x-www-form-urlencoded\r\n"
            reply = await request(
                port, "POST", home + address, headers=kind, cookie=cookie, body=form
            )
            self.answers.append(perf_counter() - began)
            if reply.status != 303:
                raise RuntimeError(f"{address} gave {reply.status}")

        await look("")
        for step, form in enumerate(self.forms, 1):
            await look(f"?stap={step}")
            await asyncio.sleep(random.uniform(*self.size.think))
            await send(f"answers/?stap={step}", form)
        await send(f"done/?stap={len(self.forms) + 1}", b"")


def make_form(key: str, value: object) -> bytes:
    """An answer as its form posts it."""
    plain = value if isinstance(value, list) else []
    keyed = value if isinstance(value, dict) else {}
    fields = [("question", key), *(("value", each) for each in plain)]
    return urlencode([*fields, *((f"value.{name}", each) for name, each in keyed.items())]).encode()


async def run(setting: Setting, size: Size) -> None:
    target = OwnPace()
    try:
        await target.start(setting)
        env = environment(setting.folder, target.port)
        asked = orjson.loads(python(["-c", SAMPLES.format(code=target.code, count=QUESTIONS)], env))
        crowd = Crowd(target, size, [make_form(key, value) for key, value in asked])
        cookies = [cookie for _path, cookie in target.phones(size.people)]
        began = perf_counter()
        await asyncio.gather(*map(crowd.take_part, cookies))
        tell(crowd, perf_counter() - began, setting.folder / "db.sqlite3")
    finally:
        await target.stop()


def tell(crowd: Crowd, took: float, database: Path) -> None:
    people, asked = crowd.size.people, len(crowd.forms)
    print(f"{people:,} people, {asked} questions, {len(crowd.answers) / took:.0f} answers a second")
    for what, taken in (("answer", crowd.answers), ("page", crowd.pages)):
        p50, p95, slowest = (1000 * percentile(taken, share) for share in (0.5, 0.95, 1))
        over = sum(each > LIMIT for each in taken)
        print(
            f"{what:7} {p50:5.0f} p50 {p95:5.0f} p95 {slowest:5.0f} ms slowest,"
            f" {len(taken):6,} times, {over} over {1000 * LIMIT:.0f} ms"
        )
    print(f"largest page {crowd.largest:,} bytes")
    with closing(sqlite3.connect(database)) as rows:
        stored, who = rows.execute(STORED).fetchone()
        (done,) = rows.execute(DONE).fetchone()
    exact = (stored, who, done) == (people * asked, people, people)
    print(f"all stored, none twice, everybody done {exact}")


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-own-pace", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few people, no thinking: only a look")
    size = QUICK if parser.parse_args().quick else Size()
    server, phones = machine.cores()
    machine.raise_limits()
    machine.pin(phones)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        uvloop.run(run(fresh(Setting(folder, server, server_options(folder))), size))


if __name__ == "__main__":
    main()
