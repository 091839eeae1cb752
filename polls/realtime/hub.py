"""One hub a process: it knows who is connected here and tells them what changed.

The database is the truth. A message between processes only says that something changed;
when such a message is lost, the heartbeat below sees the newer version within a second.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Coroutine, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Any

from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from django.urls import set_script_prefix

from polls import database, outages
from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.realtime import gauges, groups
from polls.realtime.code_throttle import Guesses
from polls.realtime.joins import Joins
from polls.realtime.port import Answer, Rounds
from polls.realtime.recorder import Batcher, Recorder
from polls.realtime.rooms import Room
from polls.realtime.sockets import GONE
from polls.realtime.warnings import DATABASE
from polls.sessions import access, participants, sessions
from polls.views.news import News, read_change
from polls.views.renderer import Renderer
from polls.views.snapshot import NOTHING, Mine

logger = logging.getLogger(__name__)

BEAT = 1.0  # seconds between two looks at the versions in the database
PULSES = 4  # every so many beats, clients hear the version and the number of people
SILENT = 5.0  # seconds that a channel layer may take for a message
TELLING = 1.0  # seconds at most that an action waits until the sockets here were told
FORGET = 60  # beats after which an empty room is forgotten

Asked = tuple[Rounds, int]  # and the participant who asks for the own answers


class Hub:
    """Rooms by session, one channel for the whole process, one thread to read with."""

    renderer: Renderer  # handed over by the site when it starts

    def __init__(self) -> None:
        self.rooms: dict[int, Room] = {}
        self.codes: dict[str, int] = {}
        self.recorder = Recorder()
        self.guesses = Guesses()
        self.joins = Joins()
        self.process = secrets.token_hex(4)
        self.reader = ThreadPoolExecutor(1, "reader", know_the_path)
        self.own_answers: Batcher[Asked, Mine] = Batcher(answers_of, self.reader, window=0.01)
        self.channel: str | None = None
        self.installation: str | None = None  # what groups of others are told apart by
        self.loop: asyncio.AbstractEventLoop | None = None
        self.tasks: set[asyncio.Task[Any]] = set()
        self.beats = 0

    # Rooms

    def room(self, session_id: int) -> Room:
        """The room of a session; the first one in it joins the group of the session."""
        room = self.rooms.get(session_id)
        if room is None:
            room = self.rooms[session_id] = Room(session_id, self)
            self.start()
            self.spawn(self.join_group(session_id))
        room.idle_beats = 0
        return room

    async def prepare(self) -> None:
        """Connect the threads that read and store, before anybody joins."""
        for executor in (self.reader, self.recorder.executor):
            await asyncio.get_running_loop().run_in_executor(executor, database.connect_thread)
        database.place.remember()

    def start(self) -> None:
        if self.loop is None:
            self.loop = asyncio.get_running_loop()
            self.making_channel = asyncio.Lock()
            self.spawn(self.listen())
            self.spawn(self.keep_beating())

    def spawn(self, work: Coroutine[Any, Any, None]) -> None:
        if self.loop is None:  # a timer, or a thread, that had not heard of the end
            work.close()
            return
        task = asyncio.get_running_loop().create_task(log_failure(work))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def read(self, function: Callable[..., Answer], **arguments: Any) -> Answer:
        """Run a domain function that reads, in the hub's own thread and connection."""

        def work() -> Answer:
            try:
                return function(**arguments)
            except (OperationalError, InterfaceError):  # the database was restarted, say
                connection.close()
                return function(**arguments)

        return await asyncio.get_running_loop().run_in_executor(self.reader, work)

    async def read_mine(self, rounds: Rounds, participant_id: int) -> Mine:
        """What one participant answered; those who ask at once share a query."""
        return await self.own_answers.ask((rounds, participant_id))

    async def session_id(self, code: str) -> int:
        """The session of a join code, read from the database once; raises PollsError."""
        found = self.codes.get(code)
        if found is None:
            found = self.codes[code] = await self.read(access.session_by_code, code=code)
        return found

    async def session_for(self, code: str, address: str) -> int:
        """As session_id, for somebody at an address who only has a code: it may be a guess."""
        await self.guesses.turn(address, code)
        found = await self.session_id(code)
        self.guesses.knows(address, code)
        return found

    # Between processes

    async def own_channel(self) -> str:
        async with self.making_channel:  # two tasks ask for it at the start
            if self.channel is None:
                self.channel = await get_channel_layer().new_channel()
            return self.channel

    async def group(self, session_id: int) -> str:
        if self.installation is None:
            self.installation = await self.read(database.database_id)
        return groups.session_group(self.installation, session_id)

    async def join_group(self, session_id: int) -> None:
        """Join as soon as the layer is there; until then the heartbeat sees every change."""
        while session_id in self.rooms:
            try:
                layer = get_channel_layer()
                await layer.group_add(await self.group(session_id), await self.own_channel())
                return
            except unreachable(DatabaseError) as problem:
                outages.layer.began(problem)  # the heartbeat goes on
                await asyncio.sleep(BEAT)

    async def send(self, session_id: int, message: dict[str, Any]) -> None:
        """Tell every process, this one included; a lost message only costs time."""
        try:
            async with asyncio.timeout(SILENT):  # a layer that hangs must not pile up messages
                await get_channel_layer().group_send(await self.group(session_id), message)
            outages.layer.ended()
        except unreachable(DatabaseError) as problem:
            outages.layer.began(problem)  # the heartbeat goes on

    async def listen(self) -> None:
        while True:
            try:
                self.hear_message(await get_channel_layer().receive(await self.own_channel()))
            except unreachable():
                await asyncio.sleep(BEAT)

    def hear_message(self, message: dict[str, Any]) -> None:
        room = self.rooms.get(message["session"])
        if room is None:
            return
        match message["type"]:
            case groups.CHANGED:
                room.hear_version(message["version"])
            case groups.ANSWERED if message["process"] != self.process:
                room.presence.hear_elsewhere(
                    message["process"], None, message.get("unanswered", ())
                )
                room.results.mark_dirty(message["questions"])
            case groups.PRESENT if message["process"] != self.process:
                room.presence.hear_elsewhere(
                    message["process"], message["people"], message.get("unanswered", ())
                )
                room.warnings.heard(
                    message["process"], message.get("crowded", False), message.get("odd", ())
                )

    # Heartbeat

    async def keep_beating(self) -> None:
        while True:
            await asyncio.sleep(BEAT)
            self.beats += 1
            self.measure()
            if self.warn_of_database():
                continue
            try:
                await self.check_rooms()
            except Exception:
                logger.exception("The heartbeat could not read the database")

    def measure(self) -> None:
        gauges.measure(list(self.rooms.values()), self.recorder)

    def warn_of_database(self) -> bool:
        """Whether the database is gone; desks hear it within a beat."""
        gone = database.place.gone()
        for room in self.rooms.values():
            if room.warnings.hold(DATABASE, gone):
                room.warn_desks()
        return gone

    async def check_rooms(self) -> None:
        """Read the versions of all rooms at once; tell the sockets here; forget empty rooms."""
        for session_id, room in list(self.rooms.items()):
            room.idle_beats = room.idle_beats + 1 if room.presence.is_empty else 0
            if room.idle_beats > FORGET:
                self.forget_room(session_id)
        if not self.rooms:
            return
        asked = list(self.rooms)
        found = await self.read(sessions.read_versions, session_ids=asked)
        outages.database.ended()
        for session_id in set(asked) - found.keys():  # deleted, by whichever process
            self.forget_room(session_id)
        for session_id, versions in found.items():
            here = self.rooms.get(session_id)
            if here is not None:
                here.compare_versions(versions)
                latest = here.snapshots.latest
                if here.warnings.look(latest.session if latest else None):
                    here.warn_desks()
                self.tell_present(here)
                if self.beats % PULSES == 0:
                    await here.pulse()
                    await self.expel_logged_out(here)

    async def expel_logged_out(self, room: Room) -> None:
        """Desks whose login has ended meanwhile, in this process or another."""
        for socket in list(room.presence.desks):
            if (allowed := socket.allowed) is None:
                continue
            try:
                await self.read(allowed)
            except PollsError:
                room.expel(socket)

    def forget_room(self, session_id: int) -> None:
        """Let go of a room and of everyone who is still in it: a deleted session has nobody."""
        room = self.rooms.pop(session_id, None)
        if room is None:
            return
        room.close()
        for socket in [*room.presence.phones, *room.presence.watchers]:
            self.spawn(socket.drop())
        self.codes = {code: pk for code, pk in self.codes.items() if pk != session_id}

    def tell_present(self, room: Room) -> None:
        message = {"type": groups.PRESENT, "session": room.session_id, "process": self.process}
        crowded = room.warnings.newcomers.are_many_of_one()
        message |= {"people": room.presence.count_here(), "crowded": crowded}
        message["unanswered"] = room.presence.tell_unanswered()
        if crowded:
            message["odd"] = sorted(room.warnings.newcomers.open_ones)
        self.spawn(self.send(room.session_id, message))

    # What happened here

    def announce_change(
        self, session: LiveSession, questions: Sequence[Question] | None = None
    ) -> None:
        """As announce, for a session that this thread just changed: it is read here and now
        when anybody is connected to this process, and told without another look."""
        here = session.pk in self.rooms
        read = read_change(session, self.renderer, questions) if here else None
        self.announce(session.pk, session.version, read)

    def warnings(self, session_id: int) -> list[str]:
        """What the desks of a session are warned of."""
        room = self.rooms.get(session_id)
        return room.warnings.names if room else []

    def count_present(self, session_id: int) -> int:
        """How many take part now, as far as this process knows."""
        room = self.rooms.get(session_id)
        return room.presence.count_everywhere() if room else 0

    def find_odd_devices(self, session_id: int) -> list[int]:
        """The participants of whom desks are warned that they may be many devices of one hand."""
        room = self.rooms.get(session_id)
        return sorted(room.warnings.find_odd()) if room else []

    def announce(self, session_id: int, version: int, news: News | None = None) -> None:
        """Called from a synchronous view after COMMIT: tell every process.

        The sockets here hear it at once and nobody waits for the layer, which may be away.
        With `news`, the session as it was committed, this process need not read it again.
        Then this thread waits until the sockets were told: the rest of its reply would take
        its time from them.
        """
        message = {"type": groups.CHANGED, "session": session_id, "version": version}
        if self.loop is None or self.loop.is_closed():  # a command, or nobody has connected yet
            self.installation = database.database_id()
            async_to_sync(self.send)(session_id, message)
        else:
            told: Future[None] = Future()
            self.loop.call_soon_threadsafe(self.pass_on, message, news, told)
            if news:
                with suppress(TimeoutError):
                    told.result(TELLING)

    def pass_on(self, message: dict[str, Any], news: News | None, told: Future[None]) -> None:
        if news and (room := self.rooms.get(message["session"])):
            room.accept_news(news)
        self.hear_message(message)
        asyncio.get_running_loop().call_soon(
            told.set_result, None
        )  # after what `hear_message` began
        self.spawn(self.send(message["session"], message))

    def announce_results(self, session_id: int, question_ids: list[int]) -> None:
        """As announce, when only results changed: phones hear nothing of that."""
        if self.loop is None or self.loop.is_closed():
            self.installation = database.database_id()
            async_to_sync(self.tell_answered)(session_id, question_ids)
        else:
            self.loop.call_soon_threadsafe(self.pass_results_on, session_id, question_ids)

    def pass_results_on(self, session_id: int, question_ids: list[int]) -> None:
        if room := self.rooms.get(session_id):
            room.results.mark_dirty(question_ids)
        self.spawn(self.tell_answered(session_id, question_ids))

    async def tell_answered(self, session_id: int, question_ids: list[int]) -> None:
        message = {"type": groups.ANSWERED, "session": session_id, "process": self.process}
        if room := self.rooms.get(session_id):
            message["unanswered"] = room.presence.tell_unanswered()
        await self.send(session_id, {**message, "questions": question_ids})

    async def close(self) -> None:
        """Stop every task and give the database connections back; the hub can start again."""
        self.loop = None
        tasks = list(self.tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        for room in self.rooms.values():
            room.close()
        self.rooms.clear()
        self.codes.clear()
        self.guesses, self.joins = Guesses(), Joins()
        self.channel = None
        for executor in (self.reader, self.recorder.executor):
            await asyncio.get_running_loop().run_in_executor(executor, connections.close_all)


def answers_of(asked: Sequence[Asked]) -> list[Mine | PollsError]:
    """What each participant answered: thousands who connect at once cost a few queries."""
    people: dict[Rounds, list[int]] = {}
    for rounds, participant_id in asked:
        people.setdefault(rounds, []).append(participant_id)
    found = {
        rounds: participants.read_answers(rounds=rounds, participant_ids=ids)
        for rounds, ids in people.items()
    }
    return [found[rounds].get(participant_id, NOTHING) for rounds, participant_id in asked]


def unreachable(*more: type[Exception]) -> tuple[type[Exception], ...]:
    """What a channel layer raises that is away, and these."""
    if not settings.REDIS_URL:
        return OSError, *more
    from redis.exceptions import RedisError  # takes long to load, and few have it

    return OSError, RedisError, *more


def know_the_path() -> None:
    """In a thread of its own no request has told below which path links begin."""
    set_script_prefix(f"{settings.FORCE_SCRIPT_NAME or ''}/")


async def log_failure(work: Coroutine[Any, Any, None]) -> None:
    """The outermost edge of a background task: what fails here is logged, not lost."""
    try:
        await work
    except GONE:  # whoever was to hear something has left meanwhile
        pass
    except Exception:
        logger.exception("A task of the hub failed")


hub = Hub()
