"""What a tick costs when 100,000 people answered: `make bench-counting`.

A tick is all that the server does for the projector and the desk after answers came in: count,
draw, word, encode. Of every kind of question, while some hundred people a tick answer for the
first time or otherwise. One process, no sockets; `--postgres` does it on PostgreSQL.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import orjson

from bench import machine
from bench.services import Postgres
from bench.targets.ours import environment

DECK = "alle-werkvormen"
ANSWERS = 100_000
CHANGES = 100  # answers for the first time in a tick, and as many that are changed
TICKS = 7
LIMIT = 20.0  # ms
WORDS = 3_000  # that people choose from, the first most
KINDS = {
    "overleg": "choice",
    "afspraken": "choice, several",
    "quickscan": "scale",
    "verdelen": "points",
    "volgorde": "ranking",
    "kwadrant": "quadrant",
    "woorden": "words",
    "goed-gegaan": "open, no two alike",
}


class Bench:
    """A session with a crowd; Django is set up before this is made."""

    def __init__(self, size: int) -> None:
        from django.contrib.auth.models import User
        from django.core.management import call_command

        from polls.models import Question
        from workshop.facilitating import starting

        call_command("migrate", verbosity=0)
        trainer = User.objects.create_user("trainer")
        self.size = size
        self.session = starting.start(deck=DECK, facilitator=trainer)
        Question.objects.filter(session=self.session).update(state="open", shown=True)
        self.questions = {each.key: each for each in Question.objects.all()}
        self.chance = random.Random(23)
        self.people = self.add_people(size + CHANGES * (TICKS + 1))
        self.seq = 1

    def add_people(self, count: int) -> list[int]:
        from django.db import connection

        rows = [(self.session.pk, f"{number:064x}") for number in range(count)]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO polls_participant (session_id, key_hash, joined)"
                " VALUES (%s, %s, '2026-12-01')",
                rows,
            )
            cursor.execute("SELECT id FROM polls_participant ORDER BY id")
            return [found[0] for found in cursor.fetchall()]

    def value(self, key: str) -> Any:
        from polls import kinds

        question = self.questions[key]
        if question.kind == "words":
            rank = lambda: int(WORDS * self.chance.random() ** 3)  # noqa: E731
            return list(dict.fromkeys(f"woord{rank()}" for _ in range(self.chance.randint(1, 3))))
        if question.kind == "open":
            return [f"Een tekst van gemiddelde lengte, nummer {self.chance.random()}"]
        return kinds.of(question).sample(self.chance)

    def answer(self, key: str, people: list[int]) -> None:
        from polls.questions import responses

        self.seq += 1
        pk, seq = self.questions[key].pk, self.seq
        responses.record_batch(
            answers=[
                responses.Answer(f"{person}-{seq}", pk, person, 1, seq, self.value(key))
                for person in people
            ]
        )

    def fill(self, key: str) -> None:
        from django.db import connection

        pk = self.questions[key].pk
        values = [orjson.dumps(self.value(key)).decode() for _ in range(self.size)]
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO polls_response (question_id, participant_id, round, seq, value,"
                " receipts, late, by_hand) VALUES (%s, %s, 1, 1, %s, '', FALSE, FALSE)",
                [(pk, *row) for row in zip(self.people, values, strict=False)],
            )

    def tick(self, key: str, snapshot: Any) -> None:
        from polls import protocol
        from polls.views import results

        for frames in results.count_results(
            snapshot=snapshot, keys=[key], audience=results.Audience(self.size)
        ):
            protocol.encode_json(frames.desk)
            protocol.encode_json(frames.screen)

    def snapshot(self) -> Any:
        from polls.models import Question
        from polls.views.snapshot import Snapshot
        from workshop.facilitating.presentation import slide_view

        questions = tuple(Question.objects.filter(session=self.session))
        return Snapshot(self.session, slide_view(self.session), questions, None, {})

    def measure(self, key: str) -> Iterator[tuple[float, float]]:
        """Milliseconds of each tick, by the clock and of this process's CPU; the first counts
        everything."""
        self.fill(key)
        for number in range(TICKS + 1):
            yield timed(partial(self.tick, key, self.snapshot()))
            new = self.size + number * CHANGES
            self.answer(key, self.people[new : new + CHANGES])
            self.answer(key, self.chance.sample(self.people[: self.size], CHANGES))


def timed(work: Callable[[], None]) -> tuple[float, float]:
    began, used = time.perf_counter(), time.process_time()
    work()
    return (time.perf_counter() - began) * 1e3, (time.process_time() - used) * 1e3


def run(size: int, keys: list[str]) -> None:
    bench = Bench(size)
    print(f"{size:,} answers; load {os.getloadavg()[0]:.1f}")
    print("| ms | first | a tick | slowest | CPU of it here |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for key in keys:
        first, *ticks = bench.measure(key)
        taken = [clock for clock, _cpu in ticks]
        cpu = statistics.median(used for _clock, used in ticks)
        print(
            f"| {KINDS[key]} | {first[0]:,.0f} | {statistics.median(taken):,.1f} "
            f"| {max(taken):,.1f} | {cpu:,.1f} |",
            flush=True,
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-counting", description=__doc__)
    parser.add_argument("--answers", type=int, default=ANSWERS)
    parser.add_argument("--keys", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--postgres", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="counting-") as name:
        server = Postgres(Path(name), machine.cores()[1]) if options.postgres else None
        os.environ.update(
            environment(Path(name), 1, **({"DATABASE_URL": server.url} if server else {}))
        )
        try:
            import django

            django.setup()
            run(options.answers, options.keys)
        finally:
            from django.db import connections

            connections.close_all()
            if server:
                server.process.stop()


if __name__ == "__main__":
    main()
