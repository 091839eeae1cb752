"""One measurement: start a server, fill it with phones, go through the phases, stop it."""

from __future__ import annotations

import asyncio
import gc
import tempfile
from pathlib import Path

from bench.client.crowd import Crowd
from bench.phases import connecting, joining, polling, steering, voting
from bench.phases.room import QUESTION, QUICK, Figures, Lengths, Room
from bench.targets.base import Setting, Target
from bench.targets.references import Faulty

PHASES = (connecting.run, steering.run, voting.run, polling.run, joining.run)
CONTROL = 20  # phones of the positive control


async def measure(target: Target, setting: Setting, size: int, lengths: Lengths) -> Figures:
    """All phases, in the order in which their phones disturb each other least."""
    gc.collect()
    gc.disable()  # a pause of the phones would look like one of the server
    await target.start(setting)
    room = Room(target, size, lengths, Crowd(target.port))
    figures: Figures = {}
    try:
        await target.goto(QUESTION)
        for phase in PHASES:
            figures |= await phase(room)
        figures |= {"cpu": target.use.ran, "state": float(room.crowd.state_size)}
    finally:
        room.crowd.close()
        await asyncio.sleep(0.1)
        await target.stop()
        gc.enable()
    return figures


def fresh(setting: Setting) -> Setting:
    """The same setting with an empty folder for the database."""
    folder = Path(tempfile.mkdtemp(dir=setting.folder))
    return Setting(folder, setting.core, setting.options, setting.state_size)


async def control(setting: Setting) -> Figures:
    """What the bench makes of a server that leaks frames and loses votes on purpose."""
    target = Faulty()
    await target.start(fresh(setting))
    room = Room(target, CONTROL, QUICK, Crowd(target.port))
    try:
        await connecting.run(room)
        found = await voting.run(room)
    finally:
        room.crowd.close()
        await asyncio.sleep(0.1)
        await target.stop()
    return {"leaked": found["others"], "lost": 1 - found["exact"]}
