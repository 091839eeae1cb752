"""Whatever the channel layer loses, doubles or reorders: all end equal to the database.

Here the hub does not hear its own messages directly, as if another process had sent them.
The heartbeat is shortened from a second to 50 ms, a silence of ten seconds to half a second.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from concurrent.futures import Future
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from channels.layers import get_channel_layer
from hypothesis import given, settings
from hypothesis import strategies as st

from polls import protocol
from polls.models import LiveSession
from polls.realtime import hub as hubs
from polls.realtime import result_ticks
from polls.realtime.hub import hub
from tests import seen
from tests.faults.lossy import Lossy
from tests.polls.realtime.clients import Peer, Room, eventually, serving

STEPS = 40
SILENCE = 0.5  # seconds
ACTIONS = ("open", "close", "reset", "pause", "show", "hide")

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def shortened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hubs, "BEAT", SILENCE / 10)
    monkeypatch.setattr(result_ticks, "TICK", SILENCE / 50)


@pytest.fixture
def elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every change seems to be made by another process."""

    def pass_on(message: dict[str, Any], news: Any, told: Future[None]) -> None:
        hub.spawn(hub.send(message["session"], message))
        told.set_result(None)

    monkeypatch.setattr(hub, "pass_on", pass_on)


class Listener:
    """Reads one socket, and keeps the newest of each thing that it was told."""

    def __init__(self, peer: Peer) -> None:
        self.peer = peer
        self.newest: dict[str, dict[str, Any]] = {}
        self.back = 0  # frames that were older than one before them
        self.task = asyncio.create_task(self.listen())

    async def listen(self) -> None:
        while True:
            frame = await self.peer.receive()
            if frame["type"] in ("state", "results"):
                key = frame.get("question", "state")
                self.back += frame["version"] < self.newest.get(key, frame)["version"]
                self.newest[key] = frame


class Gathering:
    """Phones, a screen and a desk in one session, and a layer that cannot be trusted."""

    def __init__(self, room: Room, layer: Lossy, seed: int) -> None:
        self.room = room
        self.layer = layer
        self.rng = random.Random(seed)
        self.phones: list[Listener] = []
        self.watchers: list[Listener] = []

    async def enter(self) -> None:
        self.phones = [Listener(await self.room.phone()) for _ in range(3)]
        self.watchers = [Listener(await self.room.screen())]

    async def live(self, steps: int) -> None:
        """Answers and actions, one after another; some are refused, which is fine."""
        for _step in range(steps):
            if self.rng.random() < 0.5:
                await self.answer()
            else:
                await self.act()
            await asyncio.sleep(self.rng.uniform(0, 0.01))

    async def answer(self) -> None:
        phone = self.rng.choice(self.phones)
        value, id = [self.rng.choice("ABCDE")], str(uuid4())
        await phone.peer.send(type="answer", id=id, question="goed", value=value)

    async def act(self) -> None:
        slide = self.rng.choice(["goed", "minder", ""])
        try:
            if slide:
                await self.room.act("goto", slide=slide)
            else:
                await self.room.act(self.rng.choice(ACTIONS), question="goed")
        except hubs.PollsError:
            pass

    async def all_equal(self) -> bool:
        truth, results = await sync_to_async(self.truth)()
        return all(
            seen.newest.get("state", {}).get("version") == truth for seen in self.everyone
        ) and all(
            seen.newest.get(key, {}).get("version") == version
            for seen in self.watchers
            for key, version in results.items()
        )

    @property
    def everyone(self) -> list[Listener]:
        return [*self.phones, *self.watchers]

    def truth(self) -> tuple[int, dict[str, int]]:
        snapshot = seen.load(self.room.session)
        frames = seen.results_of(self.room.session)
        return snapshot.version, {desk["question"]: desk["version"] for desk, _screen in frames}

    async def settled(self) -> None:
        async with asyncio.timeout(30):
            while not await self.all_equal():  # noqa: ASYNC110
                await asyncio.sleep(0.02)


@asynccontextmanager
async def gathering(session: LiveSession, seed: int) -> AsyncIterator[Gathering]:
    from workshop.asgi import application

    layer = Lossy(get_channel_layer(), seed)
    real, hubs.get_channel_layer = hubs.get_channel_layer, lambda: layer
    try:
        async with serving(application) as port:
            room = Room(port, session)
            gathered = Gathering(room, layer, seed)
            await gathered.enter()
            await room.act("goto", slide="goed")
            yield gathered
            for listener in gathered.everyone:
                listener.task.cancel()
            await room.close()
    finally:
        await hub.close()
        hubs.get_channel_layer = real


def test_messages_that_are_lost_doubled_and_late_mislead_nobody(
    session: LiveSession, shortened: None, elsewhere: None
):
    lost = 0

    async def scenario(seed: int) -> int:
        nonlocal lost
        async with gathering(session, seed) as gathered:
            await gathered.live(STEPS)
            await gathered.settled()
            lost += gathered.layer.lost
            return sum(each.back for each in gathered.everyone)

    @given(seed=st.integers(0, 2**32))
    @settings(max_examples=30, deadline=None)
    def nobody_goes_back(seed: int) -> None:
        assert asyncio.run(scenario(seed)) == 0

    nobody_goes_back()
    assert lost > 0  # in all of them together: one by itself may be lucky


async def test_while_the_layer_is_silent_the_heartbeat_tells(
    session: LiveSession, shortened: None, elsewhere: None
):
    async with gathering(session, 1) as gathered:
        gathered.layer.silent = True
        await gathered.live(STEPS)
        await gathered.settled()
        gathered.layer.silent = False
        await gathered.live(STEPS)
        await gathered.settled()

        assert gathered.layer.lost > STEPS / 2
        assert [each.back for each in gathered.everyone] == [0] * 4


async def test_without_a_heartbeat_a_silent_layer_is_noticed(
    session: LiveSession, elsewhere: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(hubs, "BEAT", 3600.0)
    async with gathering(session, 1) as gathered:
        gathered.layer.silent = True
        await gathered.live(STEPS)
        await asyncio.sleep(SILENCE)

        assert not await gathered.all_equal()


async def test_a_step_back_is_noticed(session: LiveSession):
    async with gathering(session, 1) as gathered:
        await gathered.settled()
        phone = gathered.phones[0]
        old = dict(phone.newest["state"])
        await gathered.room.act("goto", slide="minder")
        await gathered.settled()

        for socket in hub.room(session.pk).presence.phones:
            socket.push("state", protocol.encode_json(old))
        await eventually(lambda: phone.back > 0)
