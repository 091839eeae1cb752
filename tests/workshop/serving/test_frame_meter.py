"""Frames are counted where they come in, however they are cut up."""

# ruff: noqa: F811  # the fixtures
from __future__ import annotations

import asyncio
import os
import struct
import time
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.frames import Frame, Opcode

from polls.realtime.hub import hub
from tests.polls.realtime.clients import Room, eventually
from tests.polls.realtime.conftest import on_vote, room  # noqa: F401  # fixtures
from workshop.serving import frame_meter
from workshop.serving.frame_meter import BYTES_AT_ONCE, FRAGMENTS, FRAMES_AT_ONCE, Meter

SIZES = [0, 1, 100, 125, 126, 300, 65_535, 65_536]


@pytest.fixture(autouse=True)
def still(monkeypatch: pytest.MonkeyPatch) -> None:
    """The buckets do not fill up while a test runs, however long it takes."""
    monkeypatch.setattr(frame_meter, "FRAMES", 0.0)
    monkeypatch.setattr(frame_meter, "BYTES", 0.0)


def frame(opcode: int = Opcode.TEXT, size: int = 0, *, fin: bool = True) -> bytes:
    return Frame(Opcode(opcode), os.urandom(size), fin).serialize(mask=True)


def in_pieces(data: bytes, cuts: list[int]) -> Iterator[bytes]:
    places = sorted({cut % (len(data) + 1) for cut in cuts})
    for start, end in zip([0, *places], [*places, len(data)], strict=True):
        yield data[start:end]


def counted(meter: Meter) -> float:
    return FRAMES_AT_ONCE - meter.frames


@given(st.lists(st.sampled_from(SIZES), max_size=8), st.lists(st.integers(0, 10**6), max_size=12))
def test_every_frame_counts_once_however_it_is_cut(sizes: list[int], cuts: list[int]):
    meter = Meter()
    meter.bytes = 1e9

    passed = [meter.passes(piece) for piece in in_pieces(b"".join(map(of_size, sizes)), cuts)]

    assert all(passed)
    assert counted(meter) == len(sizes)
    assert (meter.left, meter.head) == (0, b"")


def of_size(size: int) -> bytes:
    return frame(Opcode.BINARY, size)


@pytest.mark.parametrize("opcode", [Opcode.TEXT, Opcode.PING, Opcode.PONG, Opcode.CLOSE])
def test_more_frames_than_anybody_sends_do_not_pass(opcode: int):
    meter = Meter()

    passed = [meter.passes(frame(opcode)) for _time in range(int(FRAMES_AT_ONCE) + 1)]

    assert passed == [True] * int(FRAMES_AT_ONCE) + [False]


def test_a_whole_flood_in_one_piece_does_not_pass():
    assert not Meter().passes(frame(Opcode.PONG) * 1000)
    assert Meter().passes(frame(Opcode.PONG) * 100)


def test_a_message_has_so_many_fragments_at_most():
    begun, more = frame(Opcode.TEXT, fin=False), frame(Opcode.CONT, fin=False)

    assert Meter().passes(begun + more * (FRAGMENTS - 1))
    assert not Meter().passes(begun + more * FRAGMENTS)
    assert Meter().passes((begun + more * (FRAGMENTS - 1)) * 2)  # two messages


def test_more_bytes_than_anybody_sends_do_not_pass():
    meter, sent = Meter(), 0
    while meter.passes(frame(size=60_000)):
        sent += 60_000

    assert 900_000 < sent < BYTES_AT_ONCE


def test_a_meter_fills_up_as_fast_as_it_says(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.undo()
    meter = Meter()
    meter.frames = meter.bytes = 0.0
    meter.filled = now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 2)

    meter.fill()

    assert (meter.frames, meter.bytes) == (2 * frame_meter.FRAMES, 2 * frame_meter.BYTES)
    assert (frame_meter.FRAMES, frame_meter.BYTES) == (60, 131_072)


def test_a_length_that_never_comes_is_waited_for_and_not_kept():
    meter = Meter()

    passed = [meter.passes(b"\x82\xff" + struct.pack("!Q", 2**40) + b"\0\0\0\0" + b"x" * 1000)]

    assert passed == [True]
    assert meter.head == b""
    assert meter.left == 2**40 - 1000


pytestmark_sockets = pytest.mark.django_db(transaction=True)


async def flood(room: Room, data: bytes, *, reads: bool = True) -> tuple[bool, int]:
    """Send these bytes over a socket again and again: whether it was ended, after how many."""
    peer = await room.phone()
    await peer.receive()
    transport = peer.link.transport
    if not reads:
        transport.pause_reading()
    sent = 0
    for _time in range(200):
        if transport.is_closing():
            break
        transport.write(data)
        sent += len(data)
        await asyncio.sleep(0.01)
    await eventually(transport.is_closing)
    return transport.is_closing(), sent


@pytestmark_sockets
@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frame(Opcode.PING, 100) * 200, id="pings"),
        pytest.param(frame(Opcode.PONG) * 200, id="pongs"),
        pytest.param(frame(Opcode.CONT, fin=False) * 200, id="continuations"),
        pytest.param(frame(Opcode.TEXT, 10_000) * 20, id="bytes"),
    ],
)
async def test_whoever_floods_below_the_messages_is_cut_off(on_vote: Room, data: bytes):
    begun = frame(Opcode.TEXT, fin=False) if data[0] == Opcode.CONT else b""

    ended, sent = await flood(on_vote, begun + data)

    assert ended
    assert sent < 100 * len(data)
    neighbour = await on_vote.phone()
    assert (await neighbour.answer("goed", ["A"]))["outcome"] == "stored"


@pytestmark_sockets
async def test_a_quiet_phone_may_ping_and_cut_up_its_message(on_vote: Room):
    """The control of the test above: what is allowed is answered."""
    peer = await on_vote.phone()
    await peer.receive()

    pong = await peer.link.ping()
    await pong
    await peer.link.send(iter(['{"type":', '"state"', "}"]))

    assert (await peer.until(type="state"))["type"] == "state"


@pytestmark_sockets
async def test_whoever_does_not_read_gets_no_pongs(on_vote: Room):
    peer = await on_vote.phone()
    await peer.receive()
    (socket,) = hub.room(on_vote.session.pk).presence.phones
    protocol: Any = socket._send.__self__  # the server's end of it
    protocol.pause_writing()  # as its transport says once nobody reads

    written: list[bytes] = []
    protocol.transport = Tap(protocol.transport, written)
    await peer.link.ping()
    await peer.link.ping()
    await peer.send(type="state")
    await eventually(lambda: protocol.meter.frames <= FRAMES_AT_ONCE - 3)
    while_paused = list(written)
    protocol.resume_writing()
    await peer.link.ping()
    await eventually(lambda: any(data.startswith(b"\x8a") for data in written))

    assert not any(data.startswith(b"\x8a") for data in while_paused)


class Tap:
    """A transport that notes what is written."""

    def __init__(self, transport: Any, written: list[bytes]) -> None:
        self.transport = transport
        self.written = written

    def write(self, data: bytes) -> None:
        self.written.append(data)
        self.transport.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.transport, name)


@pytestmark_sockets
async def test_after_a_close_for_flooding_nothing_is_read(on_vote: Room):
    peer = await on_vote.phone()
    await peer.receive()
    (socket,) = hub.room(on_vote.session.pk).presence.phones
    protocol: Any = socket._send.__self__

    await protocol.send({"type": "websocket.close", "code": 1008})
    reading = protocol.transport.is_reading()
    code = await peer.closed()

    assert (reading, protocol.deaf, code) == (False, True, 1008)


@pytestmark_sockets
async def test_a_handshake_that_cannot_be_read_is_refused(room: Room):
    reader, writer = await asyncio.open_connection("127.0.0.1", room.port)
    many = "".join(f"X-{number}: 1\r\n" for number in range(200))
    writer.write(
        f"GET /ws/{room.session.code}/ HTTP/1.1\r\nHost: 127.0.0.1:{room.port}\r\n"
        f"Upgrade: websocket\r\nConnection: Upgrade\r\n{many}\r\n".encode()
    )

    async with asyncio.timeout(30):
        reply = await reader.read()
    writer.close()

    assert reply.startswith(b"HTTP/1.1 400 ")
