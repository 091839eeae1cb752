"""Start and stop of the server process, as ASGI servers announce them."""

from __future__ import annotations

import gc
from collections.abc import Awaitable, Callable
from typing import Any

from polls.realtime.hub import hub

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


async def lifespan(scope: dict[str, Any], receive: Any, send: Any) -> None:
    await receive()  # lifespan.startup
    # What is loaded by now stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    await send({"type": "lifespan.startup.complete"})
    await receive()  # lifespan.shutdown
    await hub.close()
    await send({"type": "lifespan.shutdown.complete"})
