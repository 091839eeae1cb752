"""People with two phones each, who send a plan of answers and remember what they heard."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from tests.faults.crowd import History, Tap
from tests.polls.realtime.clients import Peer

AT_ONCE = 20  # taps that a person sends before reading: well below what counts as a flood
TOGETHER = 40  # people who connect at the same time

Connect = Callable[[int], Awaitable[Peer]]


class Player:
    """One participant on two sockets."""

    def __init__(self, peers: Sequence[Peer]) -> None:
        self.peers = peers

    async def play(self, taps: Sequence[Tap], history: History) -> None:
        for start in range(0, len(taps), AT_ONCE):
            part = taps[start : start + AT_ONCE]
            for tap in part:
                for socket in tap.sockets:
                    await self.peers[socket].send(**tap.frame)
            for number, peer in enumerate(self.peers):
                await hear(peer, sum(number in tap.sockets for tap in part), history)


async def hear(peer: Peer, replies: int, history: History) -> None:
    while replies:
        frame = await peer.receive()
        if frame["type"] in ("ack", "error"):
            history.hear(frame)
            replies -= 1


async def assemble(people: int, connect: Connect) -> list[Player]:
    """Two sockets for each person, from the same device."""
    players = []
    for start in range(0, people, TOGETHER):
        numbers = range(start, min(start + TOGETHER, people))
        links = await asyncio.gather(*[connect(number) for number in numbers for _ in range(2)])
        players += [Player(links[at : at + 2]) for at in range(0, len(links), 2)]
    return players
