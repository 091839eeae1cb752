"""The three kinds of sockets: phones answer, screens and desks watch."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from functools import partial
from typing import Any

from channels.db import database_sync_to_async
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from django.http import parse_cookie
from django.utils import translation
from django.utils.translation import gettext as _

from polls import identity, languages, protocol
from polls.errors import PollsError
from polls.protocol import AnswerRequest
from polls.questions.responses import Answer, Outcome
from polls.realtime import answering, visiting
from polls.realtime.changed_results import WISH, send_results
from polls.realtime.hub import hub
from polls.realtime.limits import Bucket
from polls.realtime.rooms import Room
from polls.realtime.sockets import GONE, Socket
from polls.realtime.websocket_frames import AT_ONCE, AtOnce
from polls.sessions import access
from polls.sessions.access import Right
from polls.views.snapshot import NOTHING

logger = logging.getLogger(__name__)

AGAIN = 2  # seconds
FLOOD = 1008
UNKNOWN = 4404
# Load the page again, or try again later.
CLOSES = {"participant": 4401, "server": 1013, "guess": 1013, "join": 1013}


class RoomConsumer(AsyncWebsocketConsumer):
    """A socket in a room. It has no channel of its own: the hub writes to it directly."""

    # A name that is not configured: Channels then gives the socket no layer at all. A
    # channel per socket would make every broadcast cost the square of the phones.
    channel_layer_alias = "none"

    room: Room
    socket: Socket

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """As in Channels; but with no channel to listen to, no task for each message."""
        self.scope = scope
        self.base_send = send
        self.task = asyncio.current_task()
        self.bucket = Bucket()
        self.joined = False
        self.at_once: AtOnce | None = (scope.get("extensions") or {}).get(AT_ONCE)
        try:
            while True:
                await self.dispatch(await receive())
        except StopConsumer:
            pass
        except asyncio.CancelledError:
            if not self.joined:
                raise
        finally:
            if self.joined:
                self.room.leave(self.socket)

    async def dispatch(self, message: dict[str, Any]) -> None:
        """As in Channels, without its visit to the database thread before every message."""
        await getattr(self, message["type"].replace(".", "_"))(message)

    async def connect(self) -> None:
        await self.accept()
        try:
            await self.enter()
        except PollsError as problem:
            await self.send(protocol.error_frame(problem))
            await self.close(CLOSES.get(problem.code.split(".")[0], UNKNOWN))
        except GONE:
            raise
        except Exception:
            logger.exception("A socket could not enter")
            await self.send(protocol.error_frame(server_error()))
            await self.close(CLOSES["server"])

    async def enter(self) -> None:
        raise NotImplementedError

    def join(self, room: Room, sockets: set[Socket], participant_id: int | None = None) -> None:
        """Subscribe first, read the state after: nothing can be missed in between."""
        self.room = room
        write = self.at_once.write if self.at_once else None
        self.socket = Socket(self.base_send, self.drop, participant_id, write)
        self.joined = True
        sockets.add(self.socket)

    async def drop(self) -> None:
        """The client does not read: say so if it still can hear us, then let go."""
        try:
            async with asyncio.timeout(1):
                await self.close(FLOOD)
        except (TimeoutError, OSError, RuntimeError):
            pass
        if self.task is not None:
            self.task.cancel()

    async def websocket_receive(self, message: dict[str, Any]) -> None:
        text_data = message.get("text")
        if not self.joined:
            return
        if not self.bucket.take():
            await self.end(
                PollsError("socket.flood", _("Er kwam te veel van deze pagina. Laad die opnieuw."))
            )
            raise StopConsumer
        try:
            request = protocol.parse_frame(text_data)
            if isinstance(request, AnswerRequest):
                await self.answer(request)
            else:
                await self.send_state()
        except PollsError as problem:
            self.refuse(problem, protocol.echoed_id(text_data))
        except Exception:
            logger.exception("A message could not be handled")
            self.refuse(server_error(), protocol.echoed_id(text_data))

    async def end(self, problem: PollsError) -> None:
        """Close for good. Anything between can close with our code, so the page is told why."""
        await self.send(protocol.error_frame(problem))
        await self.close(FLOOD)

    def refuse(self, problem: PollsError, id: str | None) -> None:
        self.socket.push(f"error:{id}", protocol.error_frame(problem, id))

    async def answer(self, request: AnswerRequest) -> None:
        raise PollsError("frame.not_allowed", _("Dit scherm kan alleen kijken."))

    async def send_state(self) -> None:
        raise NotImplementedError

    async def disconnect(self, code: int) -> None:
        raise StopConsumer


class PhoneConsumer(RoomConsumer):
    """/ws/<code>/ with the cookie of /<code>/."""

    waiting = False  # whether an answer waits for the newest state

    async def enter(self) -> None:
        cookies = parse_cookie(read_header(self.scope, b"cookie"))
        code = self.scope["url_route"]["kwargs"]["code"]
        https = self.scope.get("scheme") == "wss"
        room, key = await visiting.enter_room(
            code=code, cookies=cookies, address=client_address(self.scope), https=https
        )
        guest = await visiting.admit_device(room, key, client_address(self.scope))
        room.warnings.newcomers.connected(guest.id)
        self.page = cookies.get(identity.cookie_name(code, https=https))
        self.join(room, room.presence.phones, guest.id)
        self.socket.expel = self.expel
        room.admit(self.socket)
        self.socket.language = languages.chosen_language(cookies) or ""
        await self.send_state(new=guest.new)
        translation.activate(self.language)
        if self.at_once:
            self.at_once.hand_over(self.answer_at_once)

    async def expel(self) -> None:
        """This participant opened more pages than one person needs; the oldest makes way."""
        with translation.override(self.language):
            text = _("Je hebt deze sessie op meer plekken open. Deze pagina doet niet meer mee.")
        await self.end(PollsError("socket.pages", text))

    async def send_state(self, *, new: bool = False) -> None:
        """`new` for a device that cannot have answered: then nobody has to look."""
        snapshot = await self.room.newest()
        mine = (
            NOTHING if new else await self.room.read_mine(snapshot, self.socket.participant_id or 0)
        )
        self.room.presence.arrive(self.socket.participant_id or 0, snapshot.rounds, mine)
        if self.socket.version <= snapshot.version:
            frames = self.room.frames_of(snapshot, self.socket.language)
            self.socket.post("state", frames.message_for(mine))
            self.socket.version = snapshot.version

    @property
    def language(self) -> str:
        """In which this phone hears of errors."""
        snapshot = self.room.snapshots.latest
        return self.socket.language or (snapshot.session.language if snapshot else "nl")

    def answer_at_once(self, text: bytes) -> bool:
        """Take an answer with which nothing is wrong and for which nothing has to be read; all
        else goes the usual way, which says what is wrong in the language of this phone."""
        snapshot = self.room.snapshots.fresh
        if snapshot is None or self.waiting:
            return False
        try:
            request = protocol.parse_request(protocol.decode_json(text))
            if not isinstance(request, AnswerRequest):
                return False
            answer = answering.prepare_answer(snapshot, self.socket.participant_id or 0, request)
        except Exception:
            return False
        if not self.bucket.take():
            return False
        self.record(answer)
        return True

    async def answer(self, request: AnswerRequest) -> None:
        self.waiting = True  # what comes in meanwhile comes after it
        try:
            snapshot = self.room.snapshots.fresh or await self.room.newest()
        finally:
            self.waiting = False
        self.record(answering.prepare_answer(snapshot, self.socket.participant_id or 0, request))

    def record(self, answer: Answer) -> None:
        def reply(outcome: Outcome | PollsError) -> None:
            if isinstance(outcome, PollsError):
                with translation.override(self.language):  # we are in the recorder's task
                    self.refuse(outcome, answer.id)
            else:
                self.socket.push(f"ack:{answer.id}", protocol.ack_frame(answer.id, outcome))

        answering.record_answer(self.room, answer, reply, since=self.seconds_of_page)

    def seconds_of_page(self) -> float | None:
        return identity.cookie_age(self.scope["url_route"]["kwargs"]["code"], self.page)


class WatchingConsumer(RoomConsumer):
    """A socket that only looks: it gets states, results and pulses."""

    async def watch(self, session_id: int, language: str = "") -> None:
        room = hub.room(session_id)
        self.join(room, self.sockets(room))
        self.socket.language = language
        if WISH in self.scope["query_string"]:
            self.socket.known = {}
        await self.send_state()

    def sockets(self, room: Room) -> set[Socket]:
        raise NotImplementedError

    def push_all(self, frames: Iterable[dict[str, Any]]) -> None:
        """All of it whole: whoever asks may have lost what it had."""
        if self.socket.known is not None:
            self.socket.known.clear()
        for frame in frames:
            if frame["type"] == "results":
                send_results([self.socket], frame)
            else:
                self.socket.push("state", protocol.encode_json(frame))


class ScreenConsumer(WatchingConsumer):
    """/ws/screen/<token>/: what is projected, and nothing that is hidden."""

    async def enter(self) -> None:
        token = self.scope["url_route"]["kwargs"]["token"]
        await self.watch(await hub.read(access.screen_session, token=token))
        self.socket.token, self.socket.expel = token, self.expel

    async def expel(self) -> None:
        """The facilitator gave the projector another link."""
        await self.send(protocol.error_frame(access.screen_unknown()))
        await self.close(UNKNOWN)

    def sockets(self, room: Room) -> set[Socket]:
        return room.presence.screens

    async def send_state(self) -> None:
        self.push_all(await self.room.screen_frames())


class DeskConsumer(WatchingConsumer):
    """/ws/desk/<code>/ for the facilitator who is logged in."""

    async def enter(self) -> None:
        code = self.scope["url_route"]["kwargs"]["code"]
        user = self.scope["user"]
        find = database_sync_to_async(access.desk_session)
        session = await find(code=code, user=user, right=Right.SEE)
        cookies = parse_cookie(read_header(self.scope, b"cookie"))
        await self.watch(session.pk, languages.trainer_language(cookies))
        login = self.scope["session"].session_key
        self.allowed = partial(access.still_desk_session, code=code, login=login)
        self.socket.allowed = self.allowed
        self.socket.expel = self.expel

    async def expel(self) -> None:
        """The facilitator logged out, or may not see this session any more."""
        with translation.override(self.socket.language):
            try:
                await hub.read(self.allowed)
            except PollsError as problem:
                await self.send(protocol.error_frame(problem))
        await self.close(UNKNOWN)

    def sockets(self, room: Room) -> set[Socket]:
        return room.presence.desks

    async def send_state(self) -> None:
        self.push_all(await self.room.desk_frames())


def server_error() -> PollsError:
    return PollsError(
        "server.error", _("Er ging iets mis. Probeer het opnieuw."), retry_after=AGAIN
    )


def client_address(scope: dict[str, Any]) -> str:
    """Where a client is, as the server or the proxy in front of it says; never stored."""
    return (scope.get("client") or ("", 0))[0]


def read_header(scope: dict[str, Any], name: bytes) -> str:
    return b"; ".join(value for key, value in scope["headers"] if key == name).decode("latin-1")
