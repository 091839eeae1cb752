"""Start and stop of the server process, as ASGI servers announce them."""

from __future__ import annotations

import asyncio
import gc
import logging
import multiprocessing
import os
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import Error, connections

from polls import database
from polls.realtime.hub import hub
from workshop.accounts import provider, provider_logins
from workshop.serving.logs import Discreet
from workshop.upkeep import schedule
from workshop.upkeep.clock import clock

logger = logging.getLogger(__name__)

# New objects between two looks for cycles. With Python's 700, thousands of phones that
# connect or vote make it walk over all of them hundreds of times.
GARBAGE = 50_000
CHECKPOINT = 1.0  # seconds between two checkpoints of the database
CHECK_LOGINS = 60.0  # seconds between two looks at which logins the provider has to confirm
EVERY = 15 * 60.0  # seconds between two looks at what has been kept long enough

Application = Callable[[dict[str, Any], Any, Any], Awaitable[None]]


REFUSED = ("Invalid HTTP request received.", "Unsupported upgrade request.")


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Not what a stranger sent and was refused for: a text frame that is no UTF-8 (1007), a
    request that is none (400) or too much."""
    kind = (record.exc_info or (None,))[0]
    return not (kind and issubclass(kind, UnicodeDecodeError)) and record.msg not in REFUSED


logging.getLogger("uvicorn.error").addFilter(is_worth_a_line)
logging.getLogger("uvicorn.error").addFilter(Discreet())


Prepare = Callable[[], Awaitable[None]]


def end_with_parent() -> None:
    """A worker whose parent was killed would serve on without the lock of the data directory.

    What was acknowledged is committed; everybody comes back to the server that starts next.
    """
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


async def lifespan(prepare: Prepare, scope: dict[str, Any], receive: Any, send: Any) -> None:
    await receive()  # lifespan.startup
    threading.Thread(target=end_with_parent, name="parent", daemon=True).start()
    await prepare()
    await hub.prepare()
    # What is loaded by now stays: the collector need not look at it again and again.
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE)
    work = [asyncio.create_task(each()) for each in (keep_up, keep_small, keep_signed_in)]
    await send({"type": "lifespan.startup.complete"})
    await receive()  # lifespan.shutdown
    for task in work:
        task.cancel()
    await hub.close()
    await send({"type": "lifespan.shutdown.complete"})


async def keep_up() -> None:
    """What the command `purge` does, as long as the server runs."""
    while True:
        await asyncio.to_thread(purge_old)
        await asyncio.sleep(EVERY)


def purge_old() -> None:
    if database.place.gone() or not clock.may_remove():
        return
    try:
        schedule.run_upkeep()
    except Exception:
        logger.exception("Old answers could not be removed; the next try is in %d s", EVERY)
    finally:
        connections.close_all()


async def keep_signed_in() -> None:
    """Ask the provider whether its people may still be here; without one there is nothing to do."""
    while provider.is_set():
        await asyncio.to_thread(check_logins)
        await asyncio.sleep(CHECK_LOGINS)


def check_logins() -> None:
    if database.place.gone():
        return
    try:
        provider_logins.check_due()
    except Exception:
        logger.exception("Logins by the provider were not checked; next try in %d s", CHECK_LOGINS)
    finally:
        connections.close_all()


async def keep_small() -> None:
    """Checkpoints in a thread of their own: nobody's commit or read waits for the disk."""
    with ThreadPoolExecutor(1, "checkpoint") as thread:
        while True:
            await asyncio.sleep(CHECKPOINT)
            clock.watch()
            await asyncio.get_running_loop().run_in_executor(thread, checkpoint_database)


def checkpoint_database() -> None:
    if database.place.gone():
        return
    try:
        database.checkpoint_log()
    except Error:
        logger.exception("The database's log could not be moved into it; it grows meanwhile")
        connections.close_all()
