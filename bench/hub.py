"""A hundred thousand phones in one process, without a network: `make bench-hub`.

The hub, the recorder and the database are the real ones. Only the end of each line is not: what
uvicorn would write to a socket is counted and thrown away. So this says what our own code asks
of one core and of memory for a room that no machine here has sockets for; what the kernel and
uvicorn add to it is in bench/RESULTS.md.
"""

from __future__ import annotations

import argparse
import asyncio
import gc
import io
import os
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson
import uvloop

from bench import machine
from bench.targets.ours import DECK, environment

if TYPE_CHECKING:
    from polls.models import LiveSession
    from polls.realtime.rooms import Room

SIZES = (1_000, 10_000, 100_000)
AT_ONCE = 2_000  # people who join or answer in one transaction, as the recorder takes them
WAITING = 10_000  # answers at most: with 20,000 the recorder asks phones to come again
QUESTION, OTHER = "goed", "minder"
LOOK = 0.01  # seconds between two looks at whether the loop still turns


class Line:
    """The server's end of a socket, as workshop/serving/broadcast.py writes to it."""

    __slots__ = ("window", "written")

    def __init__(self) -> None:
        self.window = b""
        self.written = 0

    async def send(self, message: Any) -> None:
        if "pack" in message:
            frame, self.window = message["pack"](self.window)
        else:
            frame = message.get("frame") or message["text"].encode()
        self.written += len(frame)

    async def drop(self) -> None:
        raise AssertionError("nobody reads too slowly here")


class Clock:
    """CPU and time of what was done, and the longest that the loop stood still meanwhile."""

    def __init__(self) -> None:
        self.stood = 0.0

    async def look(self) -> None:
        while True:
            before = time.perf_counter()
            await asyncio.sleep(LOOK)
            self.stood = max(self.stood, time.perf_counter() - before - LOOK)

    async def take(self, name: str, each: int, work: Callable[[], Awaitable[Any]]) -> None:
        await asyncio.sleep(5 * LOOK)
        self.stood = 0.0
        cpu, began = time.process_time(), time.perf_counter()
        await work()
        took, ran = time.perf_counter() - began, time.process_time() - cpu
        await asyncio.sleep(2 * LOOK)
        print(
            f"{name:44} {took * 1000:9,.0f} ms, CPU {ran * 1000:9,.0f} ms,"
            f" {ran * 1e6 / each:7.1f} µs each, loop stood still {self.stood * 1000:7,.0f} ms",
            flush=True,
        )


@contextmanager
def installation() -> Iterator[None]:
    """An empty one, with Django ready for it."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(environment(Path(folder), 8000))
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield


def start_session() -> LiveSession:
    from django.core.management import call_command

    from polls.models import LiveSession

    told = io.StringIO()
    call_command("start_session", DECK, "--json", stdout=told)
    return LiveSession.objects.get(code=orjson.loads(told.getvalue())["code"])


def act(session: LiveSession, action: str, **fields: str) -> int:
    from django.db import connection

    from polls.actions.performing import perform_action

    try:
        return perform_action(session=session, action=action, fields=fields)
    finally:
        connection.close()  # this thread's


async def measure(size: int) -> None:
    from asgiref.sync import sync_to_async

    from polls.realtime.hub import hub

    session = await sync_to_async(start_session)()
    clock = Clock()
    looking = asyncio.create_task(clock.look())
    await hub.prepare()
    room = hub.room(session.pk)
    await change(room, session, "goto", slide=QUESTION)
    people: list[int] = []
    lines = [Line() for _ in range(size)]
    await clock.take("joining, in the database", size, lambda: arrive(session, size, people))
    gc.collect()
    before = machine.rss([os.getpid()])
    await clock.take("sockets, with their first state", size, lambda: connect(room, lines, people))
    print(f"memory of one in the hub: {(machine.rss([os.getpid()]) - before) / size / 1000:.1f} kB")
    await clock.take(
        "a slide change, nobody has answered",
        size,
        lambda: change(room, session, "goto", slide=OTHER),
    )
    await change(room, session, "goto", slide=QUESTION)
    await clock.take("votes, all at once", size, lambda: vote(room, people))
    await clock.take(
        "a state with everybody's own answer", size, lambda: change(room, session, "pause")
    )
    await clock.take("counting the results", size, lambda: count(room))
    await clock.take("a pulse", size, room.pulse)
    assert await sync_to_async(stored)(session) == size, "every vote is stored, once"
    written = sum(line.written for line in lines)
    print(f"written to one phone: {written / size / 1000:.1f} kB; every vote is stored, once\n")
    looking.cancel()
    await hub.close()


async def arrive(session: LiveSession, size: int, people: list[int]) -> None:
    from polls.realtime.hub import hub
    from polls.sessions.participants import Arrival

    arrivals = [Arrival(session.pk, f"{number:064x}") for number in range(size)]
    for start in range(0, size, AT_ONCE):
        group = arrivals[start : start + AT_ONCE]
        guests = await asyncio.gather(*map(hub.recorder.arrivals.ask, group))
        people += [guest.id for guest in guests]


async def connect(room: Room, lines: list[Line], people: list[int]) -> None:
    """As PhoneConsumer does it."""
    from polls.realtime.sockets import Socket
    from polls.views.snapshot import NOTHING

    snapshot = await room.newest()
    for number, (line, person) in enumerate(zip(lines, people, strict=True)):
        socket = Socket(line.send, line.drop, person)
        room.presence.phones.add(socket)
        room.admit(socket)
        room.presence.arrive(person, snapshot.rounds, NOTHING)
        socket.post("state", room.frames_of(snapshot, "").message_for(NOTHING))
        socket.version = snapshot.version
        if number % AT_ONCE == 0:
            await asyncio.sleep(0)


async def change(room: Room, session: LiveSession, action: str, **fields: str) -> None:
    """From before the action until every phone has its state."""
    version = await asyncio.to_thread(act, session, action, **fields)
    while room.snapshots.sent < version:  # noqa: ASYNC110 - it has no event
        await asyncio.sleep(0.001)


async def vote(room: Room, people: list[int]) -> None:
    from polls.protocol import AnswerRequest, ack_frame
    from polls.realtime import answering
    from polls.realtime.hub import hub

    snapshot = await room.newest()
    sockets = {socket.participant_id: socket for socket in room.presence.phones}
    done = asyncio.Event()
    left = len(people)

    def reply_to(person: int, id: str) -> Callable[[Any], None]:
        def reply(outcome: Any) -> None:
            nonlocal left
            assert outcome == "stored", outcome
            sockets[person].push(f"ack:{id}", ack_frame(id, outcome))
            left -= 1
            if not left:
                done.set()

        return reply

    for number, person in enumerate(people):
        id = f"{number:08x}-0000-4000-8000-{1:012x}"
        request = AnswerRequest(id, QUESTION, 1, 1, ["ABCDE"[number % 5]])
        answer = answering.prepare_answer(snapshot, person, request)
        answering.record_answer(room, answer, reply_to(person, id), since=lambda: None)
        while len(hub.recorder.answers.waiting) >= WAITING:  # noqa: ASYNC110 - it has no event
            await asyncio.sleep(LOOK)
    await done.wait()


async def count(room: Room) -> None:
    await room.results.count(await room.newest(), [QUESTION])


def stored(session: LiveSession) -> int:
    from polls.models import Response

    return Response.objects.filter(question__session=session, question__key=QUESTION).count()


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-hub", description=__doc__.split("\n")[0])
    parser.add_argument("--phones", type=int, nargs="+", default=SIZES, metavar="N")
    asked = parser.parse_args()
    with installation():
        for size in asked.phones:
            print(f"{size:,} phones")
            uvloop.run(measure(size))


if __name__ == "__main__":
    main()
