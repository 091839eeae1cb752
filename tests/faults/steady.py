"""A phone that does not give up: it sends an answer again until it hears an outcome."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from polls import identity
from tests.polls.realtime.clients import Peer, Room

GONE = (ConnectionClosed, InvalidHandshake, InvalidMessage, OSError, EOFError)
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
            self.peer = None
            return None
        if reply["type"] == "error":
            self.refused.append(reply["code"])
        return reply

    def kept(self, row: tuple[int, list[str]] | None) -> bool:
        """Whether the database has what was promised to this phone, or a newer answer of it."""
        seq, value = row or (0, [])
        return seq >= self.promised and (seq == 0 or self.sent.get(seq) == value)
