"""A frame for many, written by the real server to real sockets."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import orjson
import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory

from polls.realtime.packing import Packer
from polls.realtime.phone_frames import add_packing
from polls.realtime.sockets import GONE, Message, make_message, make_shared_message
from polls.realtime.websocket_frames import AT_ONCE
from tests.polls.realtime.clients import PATIENCE, eventually, serving
from workshop.serving import broadcast

OTHER = {**make_shared_message("the text"), "frame": make_shared_message("the frame")["frame"]}


class Line:
    """A socket seen from both ends: what the client holds, and the server's `send`."""

    def __init__(self, client: ClientConnection, send: Any) -> None:
        self.client = client
        self.send = send

    async def heard(self) -> str | bytes:
        async with asyncio.timeout(PATIENCE):
            return await self.client.recv()


class Switchboard:
    """An application that lets the test send by hand."""

    def __init__(self, port: int) -> None:
        self.port = port

    @classmethod
    @asynccontextmanager
    async def open(cls, ws: str = broadcast.PATH) -> AsyncIterator[Switchboard]:
        opened: asyncio.Queue[Any] = asyncio.Queue()

        async def application(scope: Any, receive: Any, send: Any) -> None:
            await receive()
            await send({"type": "websocket.accept"})
            opened.put_nowait(send)
            while (await receive())["type"] != "websocket.disconnect":
                pass

        async with serving(application, ws) as port:
            board = cls(port)
            board.opened = opened
            yield board

    @asynccontextmanager
    async def line(self, **options: Any) -> AsyncIterator[Line]:
        url = f"ws://127.0.0.1:{self.port}/"
        async with connect(url, compression=None, **options) as client:
            yield Line(client, await self.opened.get())


@pytest.mark.parametrize("make", [make_message, make_shared_message])
@pytest.mark.parametrize("text", ["", "a" * 125, "a" * 126, "één" * 2000, "a" * 65_536])
async def test_what_is_sent_arrives_as_its_text(text: str, make: Callable[[str], Message]):
    message = make(text)
    async with Switchboard.open() as board, board.line() as one, board.line() as other:
        for line in (one, other, one):
            await line.send(message)

        heard = [await line.heard() for line in (one, other, one)]

    assert heard == [text] * 3


async def test_the_frame_is_written_as_it_came_and_other_servers_send_the_text():
    async with Switchboard.open() as board, board.line() as line:
        await line.send(OTHER)
        ours = await line.heard()
    async with Switchboard.open("websockets-sansio") as board, board.line() as line:
        await line.send(OTHER)
        plain = await line.heard()

    assert (ours, plain) == ("the frame", "the text")


async def test_who_does_not_read_holds_up_the_server_and_gets_everything_in_order():
    texts = [f"{number:03}" + "a" * 1_000_000 for number in range(40)]
    async with Switchboard.open() as board, board.line(max_size=None, max_queue=1) as line:
        sending = asyncio.create_task(send_all(line, texts))
        await asyncio.sleep(0.5)
        held_up = not sending.done()
        heard = [str(await line.heard())[:3] for _text in texts]
        await sending

    assert held_up
    assert heard == [text[:3] for text in texts]


async def send_all(line: Line, texts: list[str]) -> None:
    for text in texts:
        await line.send(make_shared_message(text))


async def test_who_left_is_gone():
    async with Switchboard.open() as board, board.line() as line:
        await line.client.close()

        with pytest.raises(GONE):
            await line.send(make_shared_message("too late"))


async def test_nothing_follows_a_close():
    async with Switchboard.open() as board, board.line() as line:
        await line.send({"type": "websocket.close", "code": 4401})

        with pytest.raises(GONE):
            await line.send(make_shared_message("too late"))
        with pytest.raises(ConnectionClosed) as closed:
            await line.heard()

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4401


async def test_a_frame_before_the_handshake_is_refused():
    refused: list[Exception] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        try:
            await send(make_shared_message("too early"))
        except RuntimeError as problem:
            refused.append(problem)
        await send({"type": "websocket.accept"})

    async with serving(application) as port, connect(f"ws://127.0.0.1:{port}/"):
        await eventually(lambda: bool(refused))

    assert "Expected ASGI message 'websocket.accept'" in str(refused[0])


# Texts that the application takes as they come in


@pytest.mark.parametrize("ws", [broadcast.PATH, "websockets-sansio"])
async def test_what_is_taken_at_once_is_not_received_and_all_else_in_its_order(ws: str):
    taken: list[bytes] = []
    received: list[str] = []

    def take(text: bytes) -> bool:
        if not text.startswith(b"take"):
            return False
        taken.append(text)
        return True

    async def application(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await send({"type": "websocket.accept"})
        if at_once := scope["extensions"].get(AT_ONCE):
            at_once.hand_over(take)
        while (message := await receive())["type"] != "websocket.disconnect":
            received.append(message["text"])

    async with serving(application, ws) as port, connect(f"ws://127.0.0.1:{port}/") as client:
        await client.send("take één")
        await client.send("leave")
        await client.send(["take", " in", " parts"])
        await client.send("the end")
        await eventually(lambda: received[-1:] == ["the end"])

    ours = ws == broadcast.PATH
    assert taken == (["take één".encode()] if ours else [])
    assert received == [*([] if ours else ["take één"]), "leave", "take in parts", "the end"]


# Packed states

BROWSER = ClientPerMessageDeflateFactory(client_max_window_bits=True)  # as Chromium offers it
OTHERS = {
    "a small window": ClientPerMessageDeflateFactory(server_max_window_bits=12),
    "keeps nothing": ClientPerMessageDeflateFactory(server_no_context_takeover=True),
}


def packed_state(version: int, mine: str = "") -> dict[str, Any]:
    head = f'{{"version":{version},"html":"{"<p>één</p>" * 500}"'
    own = f',"mine":"{mine}"}}'
    packer = Packer(head)
    pack = packer.pack_own if mine else packer.pack_shared
    return add_packing(make_shared_message(head + own), own, pack)


async def test_a_browser_unpacks_states_between_messages_that_are_not_packed():
    sent = [packed_state(1), packed_state(2, "A"), make_message('{"type":"ack"}')]
    sent += [packed_state(3, "B" * 2000), make_shared_message('{"type":"pulse"}'), packed_state(4)]
    async with Switchboard.open() as board, board.line(extensions=[BROWSER]) as line:
        for message in sent:
            await line.send(message)
        heard = [orjson.loads(await line.heard()) for _message in sent]
        await line.client.send("é" * 5_000)  # packed, as a browser does it
        await line.client.ping()

    assert [each.name for each in line.client.protocol.extensions] == ["permessage-deflate"]
    assert heard == [orjson.loads(message["text"]) for message in sent]


@pytest.mark.parametrize("offer", OTHERS)
async def test_a_client_that_keeps_less_gets_everything_as_it_is(offer: str):
    sent = [packed_state(1), packed_state(2, "A")]
    async with Switchboard.open() as board, board.line(extensions=[OTHERS[offer]]) as line:
        for message in sent:
            await line.send(message)
        heard = [await line.heard() for _message in sent]

    assert line.client.protocol.extensions == []
    assert heard == [message["text"] for message in sent]


async def test_what_unpacks_to_too_much_is_refused():
    async with Switchboard.open() as board, board.line(extensions=[BROWSER]) as line:
        await line.client.send("a" * 20_000)

        with pytest.raises(ConnectionClosed) as closed:
            await line.heard()

    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
