"""Screens and desks behind a proxy that blocks websockets: they poll, as phones do."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from channels.db import database_sync_to_async

from polls import languages, protocol
from polls.realtime import http
from polls.realtime.hub import hub
from polls.realtime.rooms import Room
from polls.realtime.sockets import Message, Socket
from polls.sessions import access
from polls.sessions.access import Right

Frames = Callable[[], Awaitable[list[Any]]]


class Knock(Socket):
    """Stands among the sockets of a room and only hears that there is something new."""

    def __init__(self, room: Room) -> None:
        super().__init__(write_nothing, write_nothing)
        self.room = room
        self.listen()

    def listen(self) -> None:
        self.heard = self.hear_room()
        self.news: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def hear_room(self) -> tuple[int, list[str]]:
        """What a pulse tells that is worth a reply."""
        return self.room.presence.count_everywhere(), self.room.warnings.names

    def post(self, key: str, message: Message) -> None:
        if (key != "pulse" or self.hear_room() != self.heard) and not self.news.done():
            self.news.set_result(None)


async def write_nothing(*_arguments: Any) -> None:
    """Nothing is written to a poll."""


async def poll_screen(request: http.Request) -> http.Reply:
    token = request.parameters["token"]
    room = hub.room(await hub.read(access.screen_session, token=token))
    return await answer_poll(request, room, room.presence.screens, room.screen_frames)


async def poll_desk(request: http.Request) -> http.Reply:
    find = database_sync_to_async(access.desk_session)
    session = await find(code=request.code, user=request.user, right=Right.SEE)
    room = hub.room(session.pk)
    allowed = partial(access.still_desk_session, code=request.code, login=request.login)

    async def frames() -> list[Any]:
        await hub.read(allowed)
        return await room.desk_frames()

    language = languages.trainer_language(request.cookies)
    return await answer_poll(request, room, room.presence.desks, frames, language)


async def answer_poll(
    request: http.Request, room: Room, sockets: set[Socket], read: Frames, language: str = ""
) -> http.Reply:
    """State and results, as soon as they differ from what `after` stands for.

    Joins the sockets of the room first and reads after: nothing is missed in between.
    """
    knock = Knock(room)
    knock.language = language
    sockets.add(knock)
    try:
        frames = await read()
        deadline = time.monotonic() + http.HOLD
        while mark_frames(frames) == request.after and time.monotonic() < deadline:
            if not await request.hold(knock.news):
                return http.GONE
            knock.listen()
            frames = await read()
    finally:
        room.leave(knock)
    return http.Reply(200, protocol.encode_json({"after": mark_frames(frames), "frames": frames}))


def mark_frames(frames: list[Any]) -> str:
    """Stands for all that these frames tell; equal in every process."""
    head, *results = frames
    numbers = [
        head["version"],
        head["session"]["joined"],
        head["session"]["present"],
        *(each["version"] for each in results),
    ]
    return ".".join([head["epoch"], *map(str, numbers), *head.get("warnings", ())])


screen_state = http.make_endpoint(poll_screen, "GET")
desk_state = http.make_endpoint(poll_desk, "GET")
