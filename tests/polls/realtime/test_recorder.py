"""Closing in the middle of a burst, a full queue, and answers that take no others along."""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.db import OperationalError, connection

from polls.errors import PollsError
from polls.models import Question, Response
from polls.questions import responses
from polls.questions.responses import Answer, Outcome
from polls.realtime.hub import hub
from polls.sessions.participants import Arrival
from tests.polls.people import arrive
from tests.polls.realtime.clients import Peer, Room, eventually

pytestmark = pytest.mark.django_db(transaction=True)

CLOSES = int(os.environ.get("CLOSES", "200"))
PHONES = 20  # that answer in one burst
TAPS = 9  # of each phone, one after the other
PAUSE = 0.003  # seconds between reading a question's state and storing what was read for

# The database itself notes every answer that is written while its question is not open.
WITNESS = [
    "CREATE TABLE late (question_id integer, round integer)",
    *[
        f"CREATE TRIGGER late_{event} AFTER {event} ON polls_response WHEN"
        " (SELECT state FROM polls_question WHERE id = NEW.question_id) <> 'open'"
        " BEGIN INSERT INTO late VALUES (NEW.question_id, NEW.round); END"
        for event in ("INSERT", "UPDATE")
    ],
]


@pytest.fixture
def witness(transactional_db: None) -> Iterator[Callable[[], int]]:
    with connection.cursor() as cursor:
        for statement in WITNESS:
            cursor.execute(statement)

    def late() -> int:
        with connection.cursor() as cursor:
            return cursor.execute("SELECT COUNT(*) FROM late").fetchone()[0]

    yield late
    with connection.cursor() as cursor:
        for statement in ("TRIGGER late_INSERT", "TRIGGER late_UPDATE", "TABLE late"):
            cursor.execute(f"DROP {statement}")


@dataclass
class Bursts:
    """Bursts of answers, each closed after some of them were acknowledged."""

    room: Room
    phones: list[Peer]
    rng: random.Random
    replies: Counter[str] = field(default_factory=Counter)
    promised: dict[tuple[int, int], int] = field(default_factory=dict)  # phone, round -> seq
    cut: int = 0  # bursts that were closed with some answers stored and some refused
    moved: int = 0  # bursts in which something changed after the close

    async def run(self, closes: int) -> None:
        for round in range(1, closes + 1):
            await self.room.act("open" if round == 1 else "reset", question="goed")
            await self.burst(
                round, [(round * PHONES + n) % len(self.phones) for n in range(PHONES)]
            )

    async def burst(self, round: int, numbers: list[int]) -> None:
        told: Counter[str] = Counter()
        enough = asyncio.Event()
        wanted = self.rng.randrange(1, PHONES * TAPS // 2)

        async def tap(number: int) -> None:
            for seq in range(1, TAPS + 1):
                value = [self.rng.choice("ABCDE")]
                reply = await self.phones[number].answer("goed", value, round=round, seq=seq)
                told[reply.get("outcome") or reply["code"]] += 1
                if reply["type"] == "error":
                    return
                self.promised[number, round] = seq
                if told["stored"] + told["changed"] >= wanted:
                    enough.set()

        async def close() -> tuple[int, int]:
            await enough.wait()
            await asyncio.sleep(self.rng.uniform(0, 0.01))  # at any moment of a batch
            await self.room.act("close", question="goed")
            return await sync_to_async(stand)()

        closed, *_ = await asyncio.gather(close(), *[tap(number) for number in numbers])
        self.moved += closed != await sync_to_async(stand)()
        self.cut += bool(told["question.closed"] and told["stored"])
        self.replies += told


def stand() -> tuple[int, int]:
    """What would move if an answer came in: the question's version, and the answers."""
    question = Question.objects.get(key="goed")
    return question.version, Response.objects.filter(round=question.round).count()


def kept() -> Counter[tuple[int, int]]:
    return Counter(Response.objects.values_list("round", "seq"))


async def bursts(room: Room, closes: int) -> Bursts:
    await room.act("goto", slide="minder")
    phones = [await room.phone() for _ in range(3 * PHONES)]
    made = Bursts(room, phones, random.Random(11))
    await made.run(closes)
    return made


async def test_no_answer_is_stored_after_the_close(
    room: Room, witness: Callable[[], int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(responses, "lock_questions", slowly(responses.lock_questions))

    made = await bursts(room, CLOSES)

    assert await sync_to_async(witness)() == 0
    assert made.moved == 0
    assert made.cut > 0.9 * CLOSES
    assert set(made.replies) == {"stored", "changed", "question.closed"}
    promised = Counter((round, seq) for (_phone, round), seq in made.promised.items())
    assert await sync_to_async(kept)() == promised


async def test_a_recorder_that_looks_before_it_begins_is_caught(
    room: Room, witness: Callable[[], int], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hub.recorder.answers, "commit", looking_first(monkeypatch))

    made = await bursts(room, 30)

    assert await sync_to_async(witness)() > 0
    assert made.moved > 0


def slowly(
    read: Callable[[Collection[int]], Any], pause: float = PAUSE
) -> Callable[[Collection[int]], Any]:
    def read_and_rest(ids: Collection[int]) -> Any:
        found = read(ids)
        time.sleep(pause)
        return found

    return read_and_rest


def looking_first(monkeypatch: pytest.MonkeyPatch) -> Callable[[Sequence[Answer]], Any]:
    read = slowly(responses.lock_questions, 5 * PAUSE)  # longer than until the close

    def commit(answers: Sequence[Answer]) -> Any:
        before = read({answer.question_id for answer in answers})
        monkeypatch.setattr(responses, "lock_questions", lambda ids: before)
        return responses.record_batch(answers=answers)

    return commit


# A full queue


async def entered(room: Room, count: int) -> list[Peer]:
    phones = [await room.phone() for _ in range(count)]
    for phone in phones:
        await phone.until(type="state")
    return phones


@contextmanager
def a_stalled_disk() -> Iterator[None]:
    """The recorder's thread is busy until the end of the block."""
    gate = threading.Event()
    hub.recorder.executor.submit(gate.wait, 30)
    try:
        yield
    finally:
        gate.set()


def tap(value: str = "A") -> dict[str, Any]:
    fields = {"question": "goed", "round": 1, "seq": 1, "value": [value]}
    return {"type": "answer", "id": str(uuid4()), **fields}


async def test_a_full_queue_says_so_and_stores_what_it_took(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    phones = await entered(on_vote, 10)
    taps = [tap() for _ in phones]
    monkeypatch.setattr(hub.recorder.answers, "limit", 3)
    with a_stalled_disk():
        for phone, sent in zip(phones, taps, strict=True):
            await phone.send(**sent)
        busy = [await phones[-1].until(id=taps[-1]["id"])]

    replies = [
        await phone.until(id=sent["id"]) for phone, sent in zip(phones[:-1], taps[:-1], strict=True)
    ]

    refused = [reply for reply in [*replies, *busy] if reply["type"] == "error"]
    stored = [reply for reply in replies if reply["type"] == "ack"]
    assert 3 <= len(stored) <= 6
    assert {(reply["code"], reply["retry_after"]) for reply in refused} == {("server.busy", 2)}
    assert len(stored) + len(refused) == 10
    assert await Response.objects.acount() == len(stored)


async def test_a_busy_answer_is_stored_when_it_is_sent_again(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    phone, sent = await on_vote.phone(), tap()
    with monkeypatch.context() as full:
        full.setattr(hub.recorder.answers, "limit", 0)
        await phone.send(**sent)
        refused = await phone.until(id=sent["id"])

    await phone.send(**sent)
    stored = await phone.until(id=sent["id"])

    assert refused["code"] == "server.busy"
    assert stored == {"type": "ack", "id": sent["id"], "outcome": "stored"}


# One batch, several fates


async def ask(answer: Answer) -> Outcome | str:
    try:
        return await hub.recorder.answers.ask(answer)
    except PollsError as problem:
        return problem.code


def counting_batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    sizes: list[int] = []
    commit = hub.recorder.answers.commit

    def counted(answers: Sequence[Answer]) -> Any:
        sizes.append(len(answers))
        return commit(answers)

    monkeypatch.setattr(hub.recorder.answers, "commit", counted)
    return sizes


async def answers_of(room: Room, count: int) -> list[Answer]:
    question = await Question.objects.aget(key="goed")
    arrivals = [Arrival(room.session.pk, f"{number:064d}") for number in range(count)]
    people = await sync_to_async(arrive)(arrivals=arrivals)
    return [Answer(str(uuid4()), question.pk, people[each], 1, 1, ["A"]) for each in arrivals]


async def test_one_bad_answer_takes_no_others_along(on_vote: Room, monkeypatch: pytest.MonkeyPatch):
    sizes = counting_batches(monkeypatch)
    good, other, nobody, nothing = await answers_of(on_vote, 4)
    nobody = Answer(nobody.id, nobody.question_id, 999_999, 1, 1, ["A"])
    nothing = Answer(nothing.id, 999_999, nothing.participant_id, 1, 1, ["A"])

    outcomes = await asyncio.gather(*map(ask, [good, nobody, nothing, other]))

    assert outcomes == ["stored", "participant.unknown", "session.unknown", "stored"]
    assert sizes == [4, 1, 1, 1, 1]
    assert await Response.objects.acount() == 2


async def test_a_commit_of_which_nobody_heard_is_not_done_twice(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    commit, failures = hub.recorder.answers.commit, iter([OperationalError("connection lost")])

    def unheard(answers: Sequence[Answer]) -> Any:
        outcomes = commit(answers)
        for failure in failures:
            raise failure
        return outcomes

    monkeypatch.setattr(hub.recorder.answers, "commit", unheard)
    made = await answers_of(on_vote, 3)

    outcomes = await asyncio.gather(*map(ask, made))

    assert outcomes == ["stored"] * 3
    assert await Response.objects.acount() == 3


async def test_who_is_shut_out_takes_nobodys_acknowledgement_along(on_vote: Room):
    flooder, neighbour = await entered(on_vote, 2)
    flooder.link.transport.pause_reading()  # it never hears that the server closed it
    sent = tap("B")
    with a_stalled_disk():
        for seq in range(1, 300):
            await flooder.send(**{**tap(), "seq": seq})
        await eventually(lambda: len(hub.room(on_vote.session.pk).presence.phones) == 1)
        await neighbour.send(**sent)
        await neighbour.send(type="vote")
        await neighbour.until(code="frame.unknown_type")

    reply = await neighbour.until(id=sent["id"])
    flooder.link.transport.resume_reading()

    assert reply["outcome"] == "stored"
    assert await flooder.closed() == 1008


async def test_an_older_tap_hears_the_same_after_the_close(on_vote: Room):
    phone, late = await on_vote.phone(), str(uuid4())
    await phone.answer("goed", ["B"], seq=2)
    before = await phone.answer("goed", ["A"], id=late)
    await on_vote.act("close", question="goed")

    after = await phone.answer("goed", ["A"], id=late)

    assert [before["outcome"], after.get("outcome")] == ["duplicate", "duplicate"]
