"""uvicorn's websocket protocol, for one frame that goes to thousands of sockets, packed for
those that unpack it, for answers that go straight to whoever takes them, and against clients
that send without end.

uvicorn makes the frame of a message anew for every socket: of a change of slide for 1,000
phones that took a fifth of the time or more. What goes to one phone alone, as an acknowledgement
does, gets its frame here too, in fewer steps.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import NegotiationError
from websockets.extensions.permessage_deflate import (
    PerMessageDeflate,
    ServerPerMessageDeflateFactory,
)
from websockets.frames import Frame
from websockets.http11 import Request
from websockets.protocol import State
from websockets.typing import ExtensionParameter

from polls.realtime.websocket_frames import AT_ONCE, AtOnce, Take, text_frame
from workshop.serving.frame_meter import Meter

PATH = f"{__name__}:Protocol"  # as uvicorn asks for it
FLOOD = 1008
PARTING = 1.0  # seconds in which a flooder can read that it was closed
LINGER = 15.0  # seconds in which a socket that has ended can read the rest


class Unpacking(PerMessageDeflate):
    """Unpacks what a client packed. What goes out is packed by `polls.realtime.packing` or not
    at all: a compressor for each socket would cost more than it saves."""

    def encode(self, frame: Frame) -> Frame:
        return frame


class UnpackingFactory(ServerPerMessageDeflateFactory):
    """For clients that keep a whole window of what they read, as browsers do; others go on
    without compression."""

    def __init__(self) -> None:
        # Of what a client sent nothing is kept, so that no phone costs memory for it. And what
        # is made here to pack with, and never used, is as small as it can be.
        super().__init__(client_no_context_takeover=True, compress_settings={"memLevel": 1})

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Any]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        if any(name.startswith("server_") for name, _value in params):
            raise NegotiationError("a client that keeps less of what it reads")
        agreed, made = super().process_request_params(params, accepted_extensions)
        return agreed, Unpacking(
            remote_no_context_takeover=True,
            local_no_context_takeover=True,
            remote_max_window_bits=made.remote_max_window_bits,
            local_max_window_bits=made.local_max_window_bits,
        )


class Protocol(WebSocketsSansIOProtocol):
    """Writes the `frame` that a message brings along, as polls.realtime.sockets makes it, or
    packs it, for a client that has agreed to that, against what it has read so far.

    Whatever else there is to do or to refuse, uvicorn does itself, with the `text`.
    """

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.conn.available_extensions = [UnpackingFactory()]
        self.meter = Meter()
        self.deaf = False
        self.window: bytes | None = None  # what was packed so far; None: it is not agreed
        self.take: Take | None = None  # of the application, see AT_ONCE

    async def send(self, message: Any) -> None:
        if self.write_at_once(message):
            return
        await super().send(message)
        if message["type"] == "websocket.accept" and self.conn.extensions:
            self.window = b""
        if message["type"] == "websocket.close" and message.get("code") == FLOOD:
            self.listen_no_more()

    def write_at_once(self, message: Any) -> bool:
        """Write a text when nobody has to wait for that; whether it was done."""
        text = message.get("text")
        if text is None or not self.is_open or not self.writable.is_set():
            return False
        if self.window is not None and "pack" in message:
            frame, self.window = message["pack"](self.window)
        else:
            frame = message.get("frame") or text_frame(text.encode())
        self.transport.write(frame)
        return True

    @property
    def is_open(self) -> bool:
        return self.conn.state is State.OPEN and not self.close_sent and not self.disconnected

    def data_received(self, data: bytes) -> None:
        if not self.handshake_initiated:
            super().data_received(data)
            if self.conn.handshake_exc is not None:
                self.refuse_handshake()
        elif not self.meter.passes(data):
            self.transport.abort()
        elif not self.deaf:
            super().data_received(data)

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            extensions = cast(dict[str, Any], self.scope["extensions"])
            extensions[AT_ONCE] = AtOnce(self.write_at_once, self.hand_over)

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if self.handshake_initiated and hasattr(self, "scope"):
            self.take = None  # nor does anything hold on to this any longer
            cast(dict[str, Any], self.scope["extensions"]).pop(AT_ONCE, None)

    def hand_over(self, take: Take) -> None:
        if not self.disconnected:
            self.take = take

    def handle_text(self, event: Frame) -> None:
        """A queue, a task that wakes and two calls to stop and resume reading cost as much as
        an answer itself: what the application takes at once has none of them."""
        take = self.take
        waits = take is None or not event.fin or self.close_sent or not self.queue.empty()
        if waits or take is None or not take(bytes(event.data)):
            super().handle_text(event)

    def refuse_handshake(self) -> None:
        """What uvicorn leaves open, without a word: a handshake that cannot be read."""
        if not self.handshake_initiated:
            self.transport.write(b"HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n")
            self.transport.close()

    def listen_no_more(self) -> None:
        """After a close for flooding nothing is read, and nothing waited for."""
        self.deaf = True
        if not self.transport.is_closing():
            self.transport.pause_reading()
        self.loop.call_later(PARTING, self.transport.abort)

    def handle_ping(self) -> None:
        """Whoever does not read gets no pongs: they would pile up here."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.conn.data_to_send()

    async def run_asgi(self) -> None:
        """What a socket that has ended does not read is thrown away in the end."""
        await super().run_asgi()
        if not self.disconnected:
            self.loop.call_later(LINGER, self.transport.abort)
