"""Phones that sleep while the servers work, where both have to share a core.

Whoever reads for the servers is stopped while everybody writes: what they wrote waits in the
kernel. Then the phones sleep, the servers go on, and the kernel says whom they have answered.
"""

from __future__ import annotations

import asyncio
import os
import select
import signal
import time
from collections.abc import Awaitable, Callable, Sequence
from time import perf_counter, process_time
from typing import NamedTuple

from bench.client.crowd import Crowd

LOOK = 0.001  # seconds between two looks at who was answered
WRITTEN = 0.05  # seconds in which the loop has written what it was given
PATIENCE = 60.0


class Took(NamedTuple):
    """Seconds that something took, and that this process itself ran meanwhile."""

    time: float
    phones: float


async def answer_while_asleep(
    crowd: Crowd, pids: Sequence[int], write: Callable[[], Awaitable[object]]
) -> Took:
    """From when these processes may read what `write` sent until every phone can read."""
    signal_all(pids, signal.SIGSTOP)
    try:
        await write()
        await asyncio.sleep(WRITTEN)
        return sleep_until_answered(crowd, pids)
    finally:
        signal_all(pids, signal.SIGCONT)


def sleep_until_answered(crowd: Crowd, pids: Sequence[int]) -> Took:
    """The loop stands still meanwhile; nobody may have anything to read yet."""
    with select.epoll() as poll:
        for phone in crowd.phones:
            file = phone.transport.get_extra_info("socket").fileno()
            poll.register(file, select.EPOLLIN | select.EPOLLONESHOT)
        left = len(crowd.phones)
        began, ran = perf_counter(), process_time()
        signal_all(pids, signal.SIGCONT)
        while left:
            if perf_counter() - began > PATIENCE:
                raise TimeoutError(f"{left} phones were not answered")
            time.sleep(LOOK)
            left -= len(poll.poll(0, left))
    return Took(perf_counter() - began, process_time() - ran)


def signal_all(pids: Sequence[int], what: signal.Signals) -> None:
    for pid in pids:
        os.kill(pid, what)
