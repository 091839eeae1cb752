"""A session as this process sees it: its sockets, its newest snapshot, its waiting polls."""

from __future__ import annotations

import asyncio
import logging
import math
import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import orjson

from polls.domain import participants, state
from polls.domain.sessions import Versions
from polls.domain.state import NOTHING, Mine, Snapshot
from polls.realtime.sockets import Socket

if TYPE_CHECKING:
    from polls.realtime.hub import Hub

logger = logging.getLogger(__name__)

TICK = 0.2  # seconds between two frames of results: at most five a second
PRESENCE = 5.0  # seconds that another process's number of people is believed
HANDSHAKES = 1_000  # a second: half of what one core took when it was measured
RETRY = 1.0  # seconds, the smallest window in which phones spread their reconnects


class Room:
    def __init__(self, session_id: int, hub: Hub) -> None:
        self.session_id = session_id
        self.hub = hub
        self.phones: set[Socket] = set()
        self.screens: set[Socket] = set()
        self.desks: set[Socket] = set()
        self.snapshot: Snapshot | None = None
        self.loading: asyncio.Task[Snapshot] | None = None
        self.known = 0  # the newest version that anyone told us of
        self.drawn: dict[int, int] = {}  # question -> version of its newest results
        self.joined = 0
        self.elsewhere: dict[str, tuple[int, float]] = {}
        self.dirty: set[int] = set()
        self.untold: set[int] = set()
        self.made: PhoneFrames | None = None
        self.page: tuple[Snapshot, str] | None = None  # the page of a new device, rendered
        self.drawing: asyncio.Task[None] | None = None
        self.known_people: dict[str, int] = {}  # key hash -> participant, for requests
        self.polls: set[asyncio.Future[None]] = set()
        self.idle = 0

    # Who is here

    @property
    def watchers(self) -> set[Socket]:
        return self.screens | self.desks

    @property
    def in_use(self) -> bool:
        return bool(self.phones or self.screens or self.desks or self.polls)

    @property
    def people_here(self) -> int:
        return len({socket.participant_id for socket in self.phones}) + len(self.polls)

    @property
    def present(self) -> int:
        """Participants who are connected now, to any process."""
        now = time.monotonic()
        others = [people for people, heard in self.elsewhere.values() if now - heard < PRESENCE]
        return self.people_here + sum(others)

    def present_elsewhere(self, process: str, people: int) -> None:
        if process != self.hub.process:
            self.elsewhere[process] = (people, time.monotonic())

    @property
    def within(self) -> float:
        """The window in seconds over which phones spread their next connect."""
        return max(RETRY, len(self.phones) / HANDSHAKES)

    def leave(self, socket: Socket) -> None:
        for sockets in (self.phones, self.screens, self.desks):
            sockets.discard(socket)
        socket.close()

    # The snapshot

    @property
    def fresh(self) -> Snapshot | None:
        """The snapshot in memory if it is the newest that we know of."""
        snapshot = self.snapshot
        return snapshot if snapshot is not None and snapshot.version >= self.known else None

    async def newest(self) -> Snapshot:
        """The snapshot in memory when it is the newest we know of, else a fresh one."""
        while (snapshot := self.fresh) is None:
            if self.loading is None:
                self.loading = asyncio.get_running_loop().create_task(self.load())
            await asyncio.shield(self.loading)
        return snapshot

    async def load(self) -> Snapshot:
        try:
            snapshot = await self.hub.read(state.load, session_id=self.session_id)
            if self.snapshot is None or snapshot.version > self.snapshot.version:
                self.snapshot = snapshot
            self.known = max(self.known, snapshot.version)
            self.joined = snapshot.joined
            return self.snapshot
        finally:
            self.loading = None

    def changed(self, version: int) -> None:
        """A newer version was committed somewhere: everyone here gets it."""
        if version > self.known:
            self.known = version
            self.hub.spawn(self.broadcast())

    def seen(self, found: Versions) -> None:
        """What the heartbeat read in the database: heal whatever message was missed."""
        if found.joined != self.joined:
            self.joined = found.joined
            self.pulse_watchers()
        self.answered(
            pk for pk, version in found.questions.items() if version > self.drawn.get(pk, 0)
        )
        self.drawn.update(found.questions)
        self.changed(found.session)

    async def broadcast(self) -> None:
        """Send the newest state to all sockets here and wake the polls that are held."""
        snapshot = await self.newest()
        mine = await self.everyones(snapshot)
        send_to_phones(self.frames(snapshot), self.phones, mine)
        self.wake()
        for sockets, frame in (
            (self.screens, snapshot.screen(present=self.present)),
            (self.desks, snapshot.desk(present=self.present)),
        ):
            push_all(sockets, "state", state.encode(frame), snapshot.version)
        self.dirty.update(question.pk for question in snapshot.questions)
        self.draw()

    def frames(self, snapshot: Snapshot) -> PhoneFrames:
        """The encoded state for phones, made once for a snapshot and a window."""
        window = math.ceil(self.within)
        made = self.made
        if made is None or made.snapshot is not snapshot or made.within != window:
            made = self.made = PhoneFrames(snapshot, window)
        return made

    async def everyones(self, snapshot: Snapshot) -> dict[int, Mine]:
        if not snapshot.rounds or not self.phones:
            return {}
        return {**await self.hub.read(participants.answers, rounds=snapshot.rounds)}

    async def mine(self, snapshot: Snapshot, participant_id: int) -> Mine:
        if not snapshot.rounds:
            return NOTHING
        return await self.hub.mine.ask((tuple(snapshot.rounds), participant_id))

    # Long polling

    async def wait_newer(self, version: int, seconds: float) -> None:
        """Return when a version above `version` is known, or after `seconds`."""
        if self.known > version:
            return
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.polls.add(future)
        try:
            async with asyncio.timeout(seconds):
                await future
        except TimeoutError:
            pass
        finally:
            self.polls.discard(future)

    def wake(self) -> None:
        for future in self.polls:
            if not future.done():
                future.set_result(None)

    # Results

    def stored(self, question_id: int) -> None:
        """An answer was committed by this process; the others hear of it once a tick."""
        self.answered([question_id])
        if not self.untold:
            asyncio.get_running_loop().call_later(TICK, self.tell)
        self.untold.add(question_id)

    def tell(self) -> None:
        told, self.untold = list(self.untold), set()
        self.hub.spawn(self.hub.tell_answered(self.session_id, told))

    def answered(self, question_ids: Iterable[int]) -> None:
        self.dirty.update(question_ids)
        self.draw()

    def draw(self) -> None:
        if self.drawing is None and self.dirty and (self.screens or self.desks):
            self.drawing = asyncio.get_running_loop().create_task(self.draw_on_ticks())

    async def draw_on_ticks(self) -> None:
        """Count and send what changed, then rest a tick, until nothing changed."""
        try:
            while self.dirty and self.watchers:
                touched, self.dirty = self.dirty, set()
                snapshot = await self.newest()
                await self.send_results(snapshot, snapshot.touched_by(touched))
                await asyncio.sleep(TICK)
        except Exception:
            logger.exception("Results of session %s could not be counted", self.session_id)
        finally:
            self.drawing = None

    async def results(self, snapshot: Snapshot, keys: list[str]) -> list[tuple[Any, Any]]:
        """Per key the frame for desks and the frame for screens, counted now."""
        return await self.hub.read(state.results, snapshot=snapshot, keys=keys) if keys else []

    async def send_results(self, snapshot: Snapshot, keys: list[str]) -> None:
        for desk, screen in await self.results(snapshot, keys):
            key = f"results:{desk['question']}"
            if question := snapshot.by_key.get(desk["question"]):
                self.drawn[question.pk] = desk["version"]
            push_all(self.desks, key, state.encode(desk))
            push_all(self.screens, key, state.encode(screen))

    # Pulse

    def pulse(self) -> None:
        beat = {"type": "pulse", "version": self.known, "within": self.within}
        push_all(self.phones, "pulse", state.encode(beat))
        self.pulse_watchers()

    def pulse_watchers(self) -> None:
        beat = {
            "type": "pulse",
            "version": self.known,
            "joined": self.joined,
            "present": self.present,
        }
        push_all(self.watchers, "pulse", state.encode(beat))

    def close(self) -> None:
        self.wake()
        if self.drawing is not None:
            self.drawing.cancel()


def push_all(sockets: Iterable[Socket], key: str, frame: str, version: int = 0) -> None:
    """Send a frame; one that carries a version only to those who do not have a newer one."""
    for socket in sockets:
        if not version or socket.version <= version:
            socket.push(key, frame)
            socket.version = max(socket.version, version)


def send_to_phones(frames: PhoneFrames, phones: Iterable[Socket], mine: dict[int, Mine]) -> None:
    """One encoded frame for all who did not answer yet, an own one for those who did."""
    version = frames.snapshot.version
    for socket in phones:
        if socket.version < version:
            socket.push("state", frames.frame(mine.get(socket.participant_id or 0, NOTHING)))
            socket.version = version


class PhoneFrames:
    """The state of phones, encoded once; only the participant's own answers differ."""

    def __init__(self, snapshot: Snapshot, within: float) -> None:
        self.snapshot = snapshot
        self.within = within
        self.head = orjson.dumps(snapshot.phone_head(within))[:-1].decode()
        self.shared = self.build(NOTHING)

    def frame(self, mine: Mine) -> str:
        return self.build(mine) if mine else self.shared

    def build(self, mine: Mine) -> str:
        questions: Any = self.snapshot.phone_questions(mine)
        return f'{self.head},"questions":{orjson.dumps(questions).decode()}}}'
