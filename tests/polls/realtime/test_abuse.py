"""Those who ask too much get less, and nobody else notices: real sockets, real uvicorn."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack

import httpx
import pytest
import pytest_asyncio
from django.test import override_settings
from websockets.exceptions import ConnectionClosed, InvalidStatus

from polls import identity
from polls.models import LiveSession
from polls.realtime import guessing, sockets
from polls.realtime.hub import Hub, hub
from tests.polls.realtime.clients import Room, eventually, serving
from workshop.asgi import websocket
from workshop.guard import sockets_of_this_site

pytestmark = pytest.mark.django_db(transaction=True)
FAST = 0.5  # seconds that an acknowledgement may take beside an attack


async def ack_time(room: Room) -> float:
    """How long a neighbour waits for an acknowledgement."""
    neighbour = await room.phone()
    await neighbour.receive()
    began = time.monotonic()
    reply = await neighbour.answer("goed", ["A"])
    assert reply["outcome"] == "stored"
    return time.monotonic() - began


async def test_the_fourth_socket_of_a_participant_closes_the_first(on_vote: Room):
    cookie = identity.new_cookie(on_vote.session.code)
    first, second, third, fourth = [await on_vote.phone(cookie) for _time in range(4)]

    code = await first.closed()
    replies = [
        (await peer.answer("goed", ["A"], seq=seq))["outcome"]
        for seq, peer in enumerate((second, third, fourth), 1)
    ]

    assert code == 1008
    assert replies == ["stored", "changed", "changed"]


async def test_a_flooder_is_gone_within_two_seconds(on_vote: Room):
    flooder = await on_vote.phone()
    began = time.monotonic()

    async def flood() -> None:
        while True:
            await flooder.link.send('{"type":"answer","question":"goed","value":["A"]}')

    flooding = asyncio.create_task(flood())
    slow = await ack_time(on_vote)
    code = await flooder.closed()
    with pytest.raises(ConnectionClosed):
        await flooding

    assert code == 1008
    assert time.monotonic() - began < 2
    assert slow < FAST


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
        await eventually(lambda: len(server_room.phones) == 50)

        async def talk() -> None:
            while server_room.phones:
                for each in list(server_room.phones):
                    each.push(f"filler{time.monotonic()}", "x" * 60_000)
                await asyncio.sleep(0.02)

        talking = asyncio.create_task(talk())
        await eventually(lambda: not server_room.phones)
        await talking

    assert await ack_time(on_vote) < FAST


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


async def test_handshakes_that_never_end_keep_nobody_out(on_vote: Room):
    with ExitStack() as stack:
        for _number in range(500):
            half = stack.enter_context(socket.create_connection(("127.0.0.1", on_vote.port)))
            half.send(b"GET /ws/12345678/ HTTP/1.1\r\nHost: 127.0.0.1\r\nUpg")

        assert await ack_time(on_vote) < FAST


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


async def reconnect(room: Room) -> str:
    async with asyncio.timeout(5):
        while True:
            try:
                return str((await (await room.phone()).receive())["type"])
            except InvalidStatus:
                await asyncio.sleep(0.05)


async def test_who_guesses_codes_waits_and_the_room_does_not(
    room: Room, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guessing, "WAIT", 1.0)
    site = f"http://127.0.0.1:{room.port}"
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        await httpx_once(site, f"/{room.session.code}/")
        wrong = [await client.get(f"/{code}/") for code in range(10_000_000, 10_000_030)]
        began = time.monotonic()
        flood = asyncio.gather(*(client.get(f"/{code}/") for code in range(20_000_000, 20_000_020)))
        people = [
            (await httpx_once(site, f"/{room.session.code}/")).status_code for _person in range(50)
        ]
        took = time.monotonic() - began
        limited = await flood

    assert {reply.status_code for reply in wrong} == {404}
    assert people == [200] * 50
    assert took < 5
    assert sum(reply.status_code == 429 for reply in limited) >= 18
    assert int(limited[-1].headers["Retry-After"]) == 2


async def httpx_once(site: str, path: str) -> httpx.Response:
    """A new device: no cookie."""
    async with httpx.AsyncClient(base_url=site, timeout=30) as client:
        return await client.get(path)


async def test_the_projector_in_the_room_opens_the_door_beforehand(room: Room):
    site = f"http://127.0.0.1:{room.port}"
    await httpx_once(site, f"/screen/{room.session.screen_token}/")
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        for code in range(10_000_000, 10_000_031):
            await client.get(f"/{code}/")

        began = time.monotonic()
        reply = await client.get(f"/{room.session.code}/")

    assert (reply.status_code, time.monotonic() - began < 1) == (200, True)


async def test_a_device_that_took_part_never_waits(room: Room):
    site = f"http://127.0.0.1:{room.port}"
    cookie = {
        identity.cookie_name(room.session.code, https=False): identity.new_cookie(room.session.code)
    }
    async with httpx.AsyncClient(base_url=site, timeout=60) as client:
        for code in range(10_000_000, 10_000_030):
            await client.get(f"/{code}/")
    async with httpx.AsyncClient(base_url=site, cookies=cookie) as client:
        began = time.monotonic()
        reply = await client.get(f"/{room.session.code}/state/")

    assert (reply.status_code, time.monotonic() - began < 1) == (200, True)
