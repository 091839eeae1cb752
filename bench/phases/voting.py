"""Everyone votes in the same second, then keeps changing the vote; a projector watches."""

from __future__ import annotations

import asyncio
import math
from time import perf_counter

from bench.client.crowd import Crowd, Screen
from bench.phases.room import QUESTION, Figures, Room
from bench.stats import middle, percentile

ENOUGH = 5.0  # seconds of bursts after which no further one begins
AT_MOST = 150  # votes a phone in the steady phase: a person never taps that often
SETTLE = 0.3  # seconds in which a frame too many would still come in


async def run(room: Room) -> Figures:
    screen = await room.screen()
    bursts = Bursts()
    began = perf_counter()
    for _ in range(room.lengths.bursts):
        await burst(room, screen, bursts)
        if perf_counter() - began > ENOUGH:
            break
    figures = bursts.figures() | await steady(room)
    screen.close()
    return figures


class Bursts:
    """What several bursts yielded, together."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.acks: list[float] = []
        self.shown: list[float] = []
        self.others: list[float] = []
        self.exact = True
        self.cpu: list[float] = []
        self.database_cpu: list[float] = []

    def figures(self) -> Figures:
        return {
            "burst": middle(self.rates),
            "burst_cpu": middle(self.cpu),
            "burst_database": middle(self.database_cpu) or math.nan,
            "ack_p50": percentile(self.acks, 0.5),
            "ack_p95": percentile(self.acks, 0.95),
            "ack_p99": percentile(self.acks, 0.99),
            "projector_p95": percentile(self.shown, 0.95),
            "others": max(self.others),
            "exact": float(self.exact),
        }


async def burst(room: Room, screen: Screen, bursts: Bursts) -> None:
    """One round of the question in which every phone votes once, all at the same moment."""
    crowd, target = room.crowd, room.target
    await crowd.reach(await target.ask_again(QUESTION))
    screen.shown.clear()
    await asyncio.sleep(SETTLE)
    crowd.forget()
    use, database = target.use, target.database_use
    began = perf_counter()
    done = await crowd.vote(QUESTION, target.round)
    bursts.cpu.append((target.use - use).ran)
    bursts.database_cpu.append((target.database_use - database).ran)
    bursts.rates.append(len(crowd.acks) / (crowd.acks[-1][1] - began) if done else 0.0)
    bursts.acks += [now - sent for sent, now in crowd.acks]
    bursts.acks += [math.inf] * (len(crowd.phones) - len(crowd.acks))
    await screen.until(len(crowd.acks))
    await asyncio.sleep(SETTLE)
    bursts.shown += delays(crowd, screen)
    bursts.others.append(for_others(crowd) / len(crowd.phones))
    bursts.exact = bursts.exact and exact(room)


async def steady(room: Room) -> Figures:
    """Each acknowledged phone changes its vote at once, for a few seconds."""
    crowd = room.crowd
    began = perf_counter()
    done = await crowd.vote(QUESTION, room.target.round, each=AT_MOST, seconds=room.lengths.steady)
    rate = len(crowd.acks) / (crowd.acks[-1][1] - began) if done else 0.0
    return {"steady": rate, "steady_exact": float(exact(room))}


def delays(crowd: Crowd, screen: Screen) -> list[float]:
    """Per vote, in the order of acknowledgement: sent until the projector counted it."""
    shown = iter(screen.shown)
    answered, at = next(shown, (0, math.inf))
    found = []
    for rank, (sent, _acknowledged) in enumerate(crowd.acks, 1):
        while answered < rank and at < math.inf:
            answered, at = next(shown, (0, math.inf))
        found.append(at - sent)
    return found


def for_others(crowd: Crowd) -> int:
    """Frames besides one acknowledgement a vote and the pulse, which comes by the clock."""
    heard = crowd.heard()
    return heard.total() - heard[b"pulse"] - min(heard[b"ack"], len(crowd.acks))


def exact(room: Room) -> bool:
    """Whether the database holds each phone's last vote of this round, and nothing else."""
    stored = room.target.stored(QUESTION)
    return stored.values == room.crowd.values() and stored.seqs == room.crowd.seqs()
