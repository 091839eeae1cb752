"""How a participant's device comes in, by page, socket or poll: all that has to be waited for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from polls import identity, protocol
from polls.errors import PollsError
from polls.realtime import joins
from polls.realtime.hub import hub
from polls.realtime.rooms import Room
from polls.sessions.participants import NOBODY, Arrival, Guest
from polls.views.snapshot import NOTHING, Mine, Snapshot


@dataclass(frozen=True, slots=True)
class Visit:
    """`participant_id` is None for a device that was never here, and `mine` then empty."""

    room: Room
    snapshot: Snapshot
    participant_id: int | None = None
    mine: Mine = field(default_factory=lambda: NOTHING)


async def find_session(*, code: str, cookies: Mapping[str, str], address: str, https: bool) -> int:
    """The session of a code; a device that is not known there may be guessing, and waits."""
    return await session_for(code, key_hash(code, cookies, https=https), address)


async def session_for(code: str, key: str | None, address: str) -> int:
    return await (hub.session_for(code, address) if key is None else hub.session_id(code))


async def visit_session(
    *, code: str, cookies: Mapping[str, str], address: str, https: bool
) -> Visit:
    """What the page of this device shows; raises PollsError."""
    key = key_hash(code, cookies, https=https)
    room = hub.room(await session_for(code, key, address))
    if key is None:
        return Visit(room, await room.newest())
    person = (await admit_device(room, key, address)).id
    snapshot = await room.newest()
    mine = NOTHING if person == NOBODY else await room.read_mine(snapshot, person)
    return Visit(room, snapshot, person, mine)


async def enter_room(
    *, code: str, cookies: Mapping[str, str], address: str, https: bool
) -> tuple[Room, str]:
    """The room of a code, and the hash by which it knows this device; raises PollsError.

    By socket and by poll nobody gets a key: that is the page's.
    """
    key = key_hash(code, cookies, https=https)
    session_id = await session_for(code, key, address)
    if key is None:
        raise protocol.unknown_device()
    return hub.room(session_id), key


async def admit_device(room: Room, key: str, address: str, *, answering: bool = False) -> Guest:
    """The participant whose device this is, stored now when it is new; raises PollsError.

    At everyone's own pace a device is stored once it answers: whatever looks at a link before
    somebody follows it takes no part.
    """
    if not answering and (await room.newest()).session.own_pace:
        return await hub.recorder.arrivals.ask(Arrival(room.session_id, key, new=False))
    may_join = hub.joins.take(address)
    try:
        guest = await hub.recorder.arrivals.ask(Arrival(room.session_id, key, may_join))
    except PollsError:
        hub.joins.give_back(address)
        raise
    if guest.new:
        room.warnings.newcomers.came(guest.id, address)
    elif may_join:
        hub.joins.give_back(address)
    elif guest.id == NOBODY:
        raise joins.too_many()
    return guest


async def recognise_device(room: Room, key: str, address: str, *, answering: bool = False) -> int:
    """As admit, remembered: a device that polls asks this again and again."""
    if key in room.known_people:
        return room.known_people[key]
    person = (await admit_device(room, key, address, answering=answering)).id
    if person != NOBODY:  # nobody may become somebody when the session is taken up again
        room.known_people[key] = person
    return person


def key_hash(code: str, cookies: Mapping[str, str], *, https: bool) -> str | None:
    return identity.key_hash(code, cookies.get(identity.cookie_name(code, https=https)))
