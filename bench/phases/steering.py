"""The facilitator changes the slide: when does the last phone have it?"""

from __future__ import annotations

import math
from time import perf_counter

from bench.phases.room import OTHER, QUESTION, Figures, Room
from bench.stats import percentile


async def run(room: Room) -> Figures:
    """From before the facilitator's request until the last phone read the new state."""
    delays = []
    for number in range(room.lengths.slides):
        began = perf_counter()
        version = await room.target.goto(OTHER if number % 2 == 0 else QUESTION)
        if not await room.crowd.reach(version):
            return {"slide_p50": math.inf, "slide_p99": math.inf}
        delays.append(max(phone.state_at for phone in room.crowd.phones) - began)
    return {"slide_p50": percentile(delays, 0.5), "slide_p99": percentile(delays, 0.99)}
