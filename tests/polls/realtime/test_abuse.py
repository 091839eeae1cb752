"""Those who ask too much get less, and nobody else notices: real sockets, real uvicorn."""

from __future__ import annotations

import asyncio
import json
import resource
import socket
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, suppress
from uuid import uuid4

import httpx
import pytest
import pytest_asyncio
from django.test import override_settings
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from polls import identity
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime import code_throttle, limits, sockets
from polls.realtime.hub import Hub, hub
from tests.polls.realtime.clients import Peer, Room, eventually, serving
from workshop.asgi import websocket
from workshop.management.commands import serve
from workshop.serving import broadcast
from workshop.serving.websocket_guard import sockets_of_this_site

pytestmark = pytest.mark.django_db(transaction=True)
HALF_OPEN = 2000


async def stores(room: Room) -> bool:
    """Whether somebody else, who comes in now, gets an answer stored."""
    neighbour = await room.phone()
    await neighbour.receive()
    return (await neighbour.answer("goed", ["A"]))["outcome"] == "stored"


async def test_the_fourth_socket_of_a_participant_closes_the_first(on_vote: Room):
    cookie = identity.new_cookie(on_vote.session.code)
    first, second, third, fourth = [await on_vote.phone(cookie) for _time in range(4)]

    code = await first.closed()
    replies = [
        (await peer.answer("goed", ["A"], seq=seq))["outcome"]
        for seq, peer in enumerate((second, third, fourth), 1)
    ]

    assert (first.frames[-1]["code"], code) == ("socket.pages", 1008)
    assert replies == ["stored", "changed", "changed"]


class Clock:
    """Goes on by as much a message as if that many came in a second."""

    def __init__(self, messages: int) -> None:
        self.step = 1 / messages
        self.now = time.monotonic()

    def monotonic(self) -> float:
        self.now += self.step
        return self.now


async def test_five_thousand_messages_a_second_are_heard_for_a_moment(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    flooder = await on_vote.phone()
    half = json.dumps({"type": "answer", "id": str(uuid4()), "question": "goed"})
    with monkeypatch.context() as patched:
        patched.setattr(limits, "time", Clock(5000))

        with suppress(ConnectionClosed):
            for _message in range(2 * int(limits.BURST)):
                await flooder.link.send(half)
        code = await flooder.closed()
    answered = [frame["code"] for frame in flooder.frames if frame["type"] == "error"]
    heard = len(answered) - answered.count("socket.flood")

    assert code in (1008, 1006)  # told so, or cut off when it was too fast for that
    assert heard <= limits.BURST + 2  # what was given back meanwhile
    assert await stores(on_vote)


async def test_forty_messages_a_second_are_heard_for_ever(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    phone = await on_vote.phone()
    monkeypatch.setattr(limits, "time", Clock(40))

    for _message in range(int(1.5 * limits.BURST)):  # fewer than broadcast.py lets through at once
        await phone.send(type="state")

    assert (await phone.answer("goed", ["A"]))["outcome"] == "stored"


async def test_fifty_phones_that_never_read_are_dropped(
    on_vote: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(sockets, "SLOW", 1.0)
    server_room = hub.room(on_vote.session.pk)
    name = identity.cookie_name(on_vote.session.code, https=False)
    with ExitStack() as stack:
        for _number in range(50):
            raw = socket.socket()
            stack.enter_context(raw)
            raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            raw.setblocking(False)
            await asyncio.get_running_loop().sock_connect(raw, ("127.0.0.1", on_vote.port))
            cookie = f"{name}={identity.new_cookie(on_vote.session.code)}"
            await asyncio.get_running_loop().sock_sendall(
                raw, handshake(on_vote.port, on_vote.session.code, cookie)
            )
        await eventually(lambda: len(server_room.presence.phones) == 50)

        async def talk() -> None:
            while server_room.presence.phones:
                for each in list(server_room.presence.phones):
                    each.push(f"filler{time.monotonic()}", "x" * 60_000)
                await asyncio.sleep(0.02)

        talking = asyncio.create_task(talk())
        await eventually(lambda: not server_room.presence.phones)
        await talking

    assert await stores(on_vote)


def handshake(port: int, code: str, cookie: str) -> bytes:
    lines = [
        f"GET /ws/{code}/ HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version: 13",
        f"Cookie: {cookie}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()


async def test_handshakes_that_never_end_keep_nobody_out(on_vote: Room, many_files: None):
    with ExitStack() as stack:
        for _number in range(HALF_OPEN):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", on_vote.port)))
            half.send(b"GET /ws/12345678/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpg")
            await asyncio.sleep(0)  # the server is in this loop: let it accept

        assert await stores(on_vote)


@pytest.fixture
def many_files() -> Iterator[None]:
    """Room for both ends of the connections, as `serve` makes it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    yield
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


async def test_of_what_a_client_compresses_nothing_is_kept_and_little_unpacked(on_vote: Room):
    """Else it would cost memory for every socket, and a small frame could become a large one."""
    path = f"/ws/{on_vote.session.code}/"

    async with connect(f"ws://127.0.0.1:{on_vote.port}{path}", compression="deflate") as link:
        agreed = link.response.headers["Sec-WebSocket-Extensions"]
    name, cookie = (
        identity.cookie_name(on_vote.session.code, https=False),
        identity.new_cookie(on_vote.session.code),
    )
    async with connect(
        f"ws://127.0.0.1:{on_vote.port}{path}",
        additional_headers={"Cookie": f"{name}={cookie}"},
    ) as bomber:
        with suppress(ConnectionClosed):
            await bomber.send("0" * 10_000_000)  # some 10 kB on the line
        await bomber.wait_closed()

    assert agreed == "permessage-deflate; client_no_context_takeover"
    assert bomber.close_code == 1009
    assert await stores(on_vote)


def test_the_server_has_the_limits_that_these_tests_have():
    protocol = f"--ws={broadcast.PATH}"
    wanted = {protocol, "--ws-max-size=16384", "--ws-per-message-deflate=false"}

    assert wanted <= set(serve.OPTIONS)


@pytest_asyncio.fixture
async def small(session: LiveSession, live_hub: Hub) -> AsyncIterator[Room]:
    """A server that holds three sockets."""
    with override_settings(MAX_SOCKETS=3):
        application = sockets_of_this_site(websocket)
    async with serving(application) as port:
        room = Room(port, session)
        yield room
        await room.close()


async def test_a_full_server_says_so_and_harms_nobody_inside(small: Room):
    inside = [await small.phone() for _number in range(3)]
    for peer in inside:
        await peer.receive()

    with pytest.raises(InvalidStatus) as refused:
        await small.phone()
    await inside[0].send(type="state")
    still = await inside[0].until(type="state")
    await inside[1].close()
    again = await reconnect(small)

    reply = refused.value.response
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
    assert still["type"] == again == "state"


async def test_one_place_leaves_sockets_for_the_others(session: LiveSession, live_hub: Hub):
    with override_settings(MAX_SOCKETS=10):
        application = sockets_of_this_site(websocket)
    async with serving(application) as port:
        room = Room(port, session)
        inside = [await room.phone() for _number in range(9)]
        with pytest.raises(InvalidStatus) as refused:
            await room.phone()
        other = await phone_from(room, "127.0.0.2")
        with pytest.raises(InvalidStatus) as full:
            await phone_from(room, "127.0.0.3")
        await inside[0].close()
        again = await reconnect(room)
        await room.close()

    assert (refused.value.response.status_code, full.value.response.status_code) == (503, 503)
    assert (other, again) == ("state", "state")


async def phone_from(room: Room, address: str) -> str:
    """The first frame that a phone at this address hears; it stays."""
    name = identity.cookie_name(room.session.code, https=False)
    link = await connect(
        f"ws://127.0.0.1:{room.port}/ws/{room.session.code}/",
        additional_headers={"Cookie": f"{name}={identity.new_cookie(room.session.code)}"},
        local_addr=(address, 0),
    )
    peer = Peer(link, "")
    room.peers.append(peer)
    return str((await peer.receive())["type"])


async def reconnect(room: Room) -> str:
    async with asyncio.timeout(30):
        while True:
            try:
                return str((await (await room.phone()).receive())["type"])
            except InvalidStatus:
                await asyncio.sleep(0.05)


@pytest.fixture
def no_second_chance(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anyone who would have to wait for a turn is refused, so no clock is needed."""
    monkeypatch.setattr(code_throttle, "WAIT", 0.0)
    monkeypatch.setattr(code_throttle, "RATE", 0.001)


async def test_who_guesses_codes_waits_and_a_room_of_a_thousand_does_not(
    room: Room, no_second_chance: None
):
    site, path = f"http://127.0.0.1:{room.port}", f"/{room.session.code}/"
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        await httpx_once(site, path)
        wrong = [await client.get(f"/{code}/") for code in range(10_000_000, 10_000_030)]

        async def enter(people: int) -> list[int]:
            """One after the other, each of them a device without a cookie."""
            async with httpx.AsyncClient(base_url=site, timeout=60) as door:
                found = []
                for _person in range(people):
                    door.cookies.clear()
                    found.append((await door.get(path)).status_code)
                return found

        flood = asyncio.gather(*(client.get(f"/{code}/") for code in range(20_000_000, 20_000_020)))
        people = await asyncio.gather(*(enter(50) for _door in range(20)))
        limited = await flood

    assert {reply.status_code for reply in wrong} == {404}
    assert people == [[200] * 50] * 20
    assert {reply.status_code for reply in limited} == {429}
    assert limited[-1].headers["Retry-After"] == "1000"


async def test_no_more_wait_for_a_code_than_said(room: Room):
    here = hub.guesses.of("192.0.2.7")
    here.level, here.waiting = 0.0, code_throttle.WAITING

    with pytest.raises(PollsError) as refused:
        await hub.guesses.turn("192.0.2.7", "10000000")
    here.level = 1.0
    await hub.guesses.turn("192.0.2.7", "10000000")  # the control: there was a turn

    assert refused.value.code == "guess.wait"


async def test_a_network_of_addresses_guesses_as_one(room: Room, no_second_chance: None):
    throttle = hub.guesses
    for number in range(30):
        await throttle.turn(f"2001:db8:1:2::{number:x}", "10000000")

    with pytest.raises(PollsError) as refused:
        await throttle.turn("2001:db8:1:2:ffff::1", "10000000")
    await throttle.turn("2001:db8:1:3::1", "10000000")

    assert refused.value.code == "guess.wait"


async def test_who_has_to_wait_gets_a_turn_again(room: Room, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(code_throttle, "BURST", 1.0)
    monkeypatch.setattr(code_throttle, "RATE", 20.0)
    site = f"http://127.0.0.1:{room.port}"
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        wrong = [await client.get(f"/{code}/") for code in range(10_000_000, 10_000_005)]
        right = await client.get(f"/{room.session.code}/")

    assert [reply.status_code for reply in wrong] == [404] * 5
    assert right.status_code == 200


async def httpx_once(site: str, path: str) -> httpx.Response:
    """A new device: no cookie."""
    async with httpx.AsyncClient(base_url=site, timeout=30) as client:
        return await client.get(path)


async def test_the_projector_in_the_room_opens_the_door_beforehand(
    room: Room, no_second_chance: None
):
    site = f"http://127.0.0.1:{room.port}"
    await httpx_once(site, f"/screen/{room.session.screen_token}/")
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        for code in range(10_000_000, 10_000_031):
            await client.get(f"/{code}/")

        reply = await client.get(f"/{room.session.code}/")

    assert reply.status_code == 200


async def test_a_device_that_took_part_never_waits(room: Room, no_second_chance: None):
    site = f"http://127.0.0.1:{room.port}"
    cookie = {
        identity.cookie_name(room.session.code, https=False): identity.new_cookie(room.session.code)
    }
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        for code in range(10_000_000, 10_000_030):
            await client.get(f"/{code}/")
    async with httpx.AsyncClient(base_url=site, cookies=cookie) as client:
        reply = await client.get(f"/{room.session.code}/state/")
        stranger = await httpx_once(site, f"/{room.session.code}/")

    assert (reply.status_code, stranger.status_code) == (200, 429)
