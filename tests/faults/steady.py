"""A phone that does not give up: it sends an answer again until it hears an outcome."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from polls import identity
from tests.polls.realtime.clients import Peer, Room, eventually

GONE = (ConnectionClosed, InvalidHandshake, InvalidMessage, OSError, EOFError)
PAUSE = 0.02  # seconds between two answers of one phone: no flood
AGAIN = 0.05  # seconds until the next try; a real phone spreads its tries
ENOUGH = 60.0  # seconds after which an answer without an outcome fails the test


@dataclass
class Steady:
    """One participant; `promised` is the newest answer that the server said it has."""

    room: Room
    cookie: str
    peer: Peer | None = None
    sent: dict[int, list[str]] = field(default_factory=dict)  # seq -> value
    promised: int = 0
    refused: list[str] = field(default_factory=list)
    connects: int = 0
    closes: list[int | None] = field(default_factory=list)  # the code of each end of a socket

    @classmethod
    def new(cls, room: Room) -> Steady:
        return cls(room, identity.new_cookie(room.session.code))

    @property
    def key_hash(self) -> str:
        found = identity.key_hash(self.room.session.code, self.cookie)
        assert found
        return found

    async def connected(self) -> Peer:
        while self.peer is None:
            try:
                peer = await self.room.phone(self.cookie)
                await peer.until(type="state")
                self.peer = peer
                self.connects += 1
            except (*GONE, TimeoutError):
                await asyncio.sleep(AGAIN)
        return self.peer

    async def answer(self, question: str, value: list[str], round: int = 1) -> dict[str, Any]:
        """Send the next answer; its ack, or the refusal that is meant for a person."""
        seq = len(self.sent) + 1
        self.sent[seq] = value
        fields = {"id": str(uuid4()), "question": question, "round": round, "seq": seq}
        async with asyncio.timeout(ENOUGH):
            while True:
                reply = await self.tried({"type": "answer", **fields, "value": value})
                if reply and reply["type"] == "ack":
                    self.promised = seq
                if reply and not reply.get("retry_after"):
                    return reply
                await asyncio.sleep(AGAIN)

    async def tried(self, frame: dict[str, Any]) -> dict[str, Any] | None:
        peer = await self.connected()
        try:
            await peer.send(**frame)
            reply = await peer.until(id=frame["id"])
        except (*GONE, TimeoutError):
            self.closes.append(peer.link.close_code)
            self.room.peers.remove(peer)
            self.peer = None
            return None
        if reply["type"] == "error":
            self.refused.append(reply["code"])
        return reply

    @property
    def waits(self) -> bool:
        """Whether an answer is on its way of which nothing was heard."""
        return len(self.sent) > self.promised

    def kept(self, row: tuple[int, list[str]] | None) -> bool:
        """Whether the database has what was promised to this phone, or a newer answer of it."""
        return (row or (0, []))[0] >= self.promised and self.sent_all(row)

    def sent_all(self, row: tuple[int, list[str]] | None) -> bool:
        """Whether what stands in the database came from this phone."""
        return row is None or self.sent.get(row[0]) == row[1]


class Burst:
    """Phones that answer one thing after another until they are told to stop."""

    def __init__(
        self, phones: list[Steady], question: str = "goed", *, pause: float = PAUSE
    ) -> None:
        self.pause = pause
        self.phones = phones
        self.question = question
        self.going = True
        self.replies: Counter[str] = Counter()
        self.slowest = 0.0
        self.tasks = [asyncio.create_task(self.play(phone)) for phone in phones]

    async def play(self, phone: Steady) -> None:
        while self.going:
            began = time.monotonic()
            reply = await phone.answer(self.question, [random.choice("ABCDE")])
            self.slowest = max(self.slowest, time.monotonic() - began)
            self.replies[reply.get("outcome") or reply["code"]] += 1
            await asyncio.sleep(self.pause)

    @property
    def waiting(self) -> int:
        return sum(phone.waits for phone in self.phones)

    async def more(self, count: int) -> None:
        """Wait until that many more answers were acknowledged."""
        wanted = self.replies.total() + count
        await eventually(lambda: self.replies.total() >= wanted)

    async def stop(self) -> None:
        self.going = False
        await asyncio.gather(*self.tasks)
