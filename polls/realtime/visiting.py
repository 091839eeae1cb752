"""A phone that opens a session's page: all that has to be waited for, before a thread is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polls import identity
from polls.realtime.hub import hub
from polls.realtime.rooms import Room
from polls.sessions.participants import Arrival
from polls.views.snapshot import NOTHING, Mine, Snapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """`participant_id` is None for a device that was never here, and `mine` then empty."""

    room: Room
    snapshot: Snapshot
    participant_id: int | None = None
    mine: Mine = field(default_factory=lambda: NOTHING)


async def find(*, code: str, cookies: Mapping[str, str], address: str, https: bool) -> int:
    """The session of a code; a device that is not known there may be guessing, and waits."""
    if key_hash(code, cookies, https=https) is not None:
        return await hub.session_id(code)
    return await hub.session_for(code, address)


async def visit(*, code: str, cookies: Mapping[str, str], address: str, https: bool) -> Visit:
    """What the page of this device shows; raises PollsError."""
    session_id = await find(code=code, cookies=cookies, address=address, https=https)
    room = hub.room(session_id)
    key = key_hash(code, cookies, https=https)
    if key is None:
        return Visit(room, await room.newest())
    person = (await hub.recorder.arrivals.ask(Arrival(session_id, key))).id
    snapshot = await room.newest()
    return Visit(room, snapshot, person, await room.read_mine(snapshot, person))


def key_hash(code: str, cookies: Mapping[str, str], *, https: bool) -> str | None:
    return identity.key_hash(code, cookies.get(identity.cookie_name(code, https=https)))
