"""All phones open their sockets at once, as new devices: time, CPU and memory."""

from __future__ import annotations

from time import perf_counter

from bench.phases.room import Figures, Room


async def run(room: Room) -> Figures:
    phones = room.target.phones(room.size)
    rss, use = room.target.rss, room.target.use
    began = perf_counter()
    await room.crowd.connect(phones)
    return {
        "connect": perf_counter() - began,
        "connect_cpu": (room.target.use - use).ran,
        "memory": (room.target.rss - rss) / room.size,
    }
