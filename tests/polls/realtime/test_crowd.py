"""A generated crowd with a known result: nothing lost, doubled, invented or untruly promised.

A hundred thousand messages in `make faults`, a fifth of them in `make test`.
"""

from __future__ import annotations

import asyncio
import os

import pytest
from asgiref.sync import sync_to_async

from polls import identity
from polls.models import Participant, Response
from polls.questions import responses
from polls.questions.responses import Answer, Slot, Stored
from tests.faults.crowd import QUESTIONS, History, Plan, plan, problems
from tests.faults.players import assemble
from tests.polls.realtime.clients import Peer, Room

pytestmark = pytest.mark.django_db(transaction=True)

MESSAGES = int(os.environ.get("CROWD", "20000"))


class Crowd:
    """The people of a plan in a room, with the cookies by which their rows are found."""

    def __init__(self, room: Room, plan: Plan, people: int) -> None:
        self.room = room
        self.plan = plan
        self.cookies = [identity.new_cookie(room.session.code) for _ in range(people)]

    async def connect(self, number: int) -> Peer:
        return await self.room.phone(self.cookies[number])

    async def play(self) -> History:
        history = History()
        players = await assemble(len(self.cookies), self.connect)
        for round, taps in self.plan.taps.items():
            await self.open_all(round)
            await asyncio.gather(*[players[person].play(taps[person], history) for person in taps])
        history.rows = await sync_to_async(self.rows)()
        return history

    async def open_all(self, round: int) -> None:
        change = "open" if round == 1 else "reset"
        for key in QUESTIONS:
            await self.room.act(change, question=key)

    def rows(self) -> list:
        code = self.room.session.code
        numbers = {identity.key_hash(code, cookie): n for n, cookie in enumerate(self.cookies)}
        people = dict(Participant.objects.values_list("pk", "key_hash"))
        fields = ("participant_id", "question__key", "round", "seq", "value")
        return [
            ((numbers[people[person]], key, round), seq, value)
            for person, key, round, seq, value in Response.objects.values_list(*fields)
        ]


async def test_a_crowd_ends_exactly_at_the_known_result(room: Room):
    people = max(50, MESSAGES // 200)
    crowd = Crowd(room, plan(messages=MESSAGES, people=people, seed=3), people)

    history = await crowd.play()

    assert problems(crowd.plan, history) == set()
    assert len(history.rows) == len(crowd.plan.expected)
    assert crowd.plan.messages > 0.9 * MESSAGES


def last_arrival_wins(
    answer: Answer, question: object, slot: Slot, rows: dict[Slot, Stored], touched: dict
) -> str:
    """A recorder with the usual mistake: it looks at neither the id nor the order."""
    outcome = "changed" if slot in rows else "stored"
    seq = max(answer.seq or 1, rows[slot].seq + 1 if slot in rows else 1)
    rows[slot] = touched[slot] = Stored(seq, responses.orjson.dumps(answer.value).decode())
    return outcome


async def test_the_crowd_catches_a_recorder_where_the_last_to_arrive_wins(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(responses, "decide_outcome", last_arrival_wins)
    crowd = Crowd(room, plan(messages=2_000, people=20, seed=3), 20)

    history = await crowd.play()

    assert problems(crowd.plan, history) >= {"not the newest", "two answers to one id"}
