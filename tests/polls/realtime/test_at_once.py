"""Answers that are taken as they come in, and all that goes the usual way instead."""

from __future__ import annotations

import asyncio
from typing import Any

import orjson
import pytest

from polls.models import Response
from polls.realtime import consumers, limits, rooms
from polls.realtime.hub import hub
from polls.realtime.sockets import make_message
from tests.polls.realtime.clients import Room, eventually

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def usual(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What came through the queue of the server, by its text."""
    seen: list[str] = []
    receive = consumers.PhoneConsumer.websocket_receive

    async def noted(self: Any, message: dict[str, Any]) -> None:
        seen.append(message["text"])
        await receive(self, message)

    monkeypatch.setattr(consumers.PhoneConsumer, "websocket_receive", noted)
    return seen


def answer(value: list[str], number: int, **more: Any) -> str:
    id = f"00000000-0000-4000-8000-{number:012}"
    frame = {"type": "answer", "id": id, "question": "goed", "seq": number, "value": value, **more}
    return orjson.dumps(frame).decode()


async def test_an_answer_is_taken_as_it_comes_in_and_nothing_else_is(
    on_vote: Room, usual: list[str]
):
    phone = await on_vote.phone()
    await phone.until(type="state")

    await phone.link.send(answer(["A"], 1))
    first = await phone.until(type="ack")
    await phone.link.send(answer(["Z"], 2))
    refused = await phone.until(type="error")
    await phone.link.send(answer(["B"], 3))
    second = await phone.until(type="ack")
    await phone.link.send('{"type":"state"}')
    await phone.until(type="state")

    assert (first["outcome"], second["outcome"]) == ("stored", "changed")
    assert refused["code"] == "answer.option_unknown"
    assert usual == [answer(["Z"], 2), '{"type":"state"}']
    assert [each.value async for each in Response.objects.all()] == [["B"]]


async def test_while_the_newest_state_is_read_answers_wait_for_it_in_their_order(
    on_vote: Room, usual: list[str], monkeypatch: pytest.MonkeyPatch
):
    """The first waits for the state, the second could be taken by then: without a `seq` the last
    one counts."""
    phone = await on_vote.phone()
    await phone.until(type="state")
    snapshots = hub.room(on_vote.session.pk).snapshots
    snapshots.known += 1  # a newer version was heard of
    gate = asyncio.Event()

    async def load(self: Any) -> None:
        await gate.wait()
        self.known = self.latest.version

    monkeypatch.setattr("polls.realtime.snapshots.Snapshots.reload", load)
    await phone.link.send(answer(["A"], 1, seq=None))
    await eventually(lambda: len(usual) == 1)
    monkeypatch.setattr("polls.realtime.snapshots.Snapshots.fresh", snapshots.latest)
    await phone.link.send(answer(["B"], 2, seq=None))
    await asyncio.sleep(0.1)  # it comes in
    gate.set()
    told = [await phone.until(type="ack") for _ in range(2)]

    assert [each["outcome"] for each in told] == ["stored", "changed"]
    assert [each.value async for each in Response.objects.all()] == [["B"]]


async def test_a_change_of_slide_goes_before_the_rest_of_a_pulse(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    """A pulse for thousands takes as long as the change itself, and may wait."""
    monkeypatch.setattr(rooms, "TOGETHER", 1)
    phones = [await on_vote.phone() for _ in range(3)]
    for phone in phones:
        await phone.until(type="state")
    room = hub.room(on_vote.session.pk)

    async with asyncio.TaskGroup() as group:
        group.create_task(room.pulse())
        await asyncio.sleep(0)  # the first of them hears it
        for phone in room.presence.phones:
            phone.post("test", make_message('{"type":"urgent"}'))
    for phone in phones:
        while {"pulse", "urgent"} - {frame["type"] for frame in phone.frames}:
            await phone.receive()
    order = [
        [f["type"] for f in phone.frames if f["type"] in ("pulse", "urgent")][:2]
        for phone in phones
    ]

    assert sorted(order) == [["pulse", "urgent"], *[["urgent", "pulse"]] * 2]


async def test_answers_taken_at_once_empty_the_same_bucket(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(limits.Bucket, "rate", 0.0)
    monkeypatch.setattr(limits.Bucket, "burst", 3.0)
    phone = await on_vote.phone()
    await phone.until(type="state")

    for seq in range(1, 5):
        await phone.link.send(answer(["A"], seq))

    assert await phone.closed() == 1008
