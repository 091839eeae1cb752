"""uvicorn's HTTP protocol, with limits where the bytes come in.

uvicorn has none for httptools: a request line, a header or a body could go on without end.
And a static file that was given before is given here again: no part of the site has to run.
"""

from __future__ import annotations

from asyncio import TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from workshop.serving import bodies, kept_files

PATH = f"{__name__}:Protocol"  # as uvicorn asks for it
HEAD = 16 * 1024  # bytes of the request line and the headers together
HEAD_TIME = 10.0  # seconds for them, from the connection or the end of the request before
PIPELINED = 16  # requests that wait for the one before on the same connection
MOMENT = 0.1  # seconds in which the loop reads what already came in
PARTING = 2.0  # seconds in which a client can read what it did wrong


class TooMuch(Exception):
    """Raised in a callback of the parser, which stops at once."""


class Protocol(HttpToolsProtocol):
    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.head = 0  # bytes of the request line and headers that the parser has passed on
        self.unheard = 0  # bytes that came in since this head began
        self.body = 0
        self.in_head = self.in_request = self.gone = False
        self.timed_head = self.answered = False
        self.most, self.seconds = bodies.MOST, 0.0
        self.refusal = 0  # the status of what is refused
        self.clock: TimerHandle | None = None
        self.running: Any = None  # the request that is being served

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.give(HEAD_TIME)

    def connection_lost(self, exc: Exception | None) -> None:
        self.stop_clock()
        if self.running is not None and not self.running.response_complete:
            self.let_go()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        self.gone = True
        self.stop_clock()
        super().handle_websocket_upgrade()

    def data_received(self, data: bytes) -> None:
        """Feed the parser by pieces of a head at most: no more than that is ever kept."""
        if len(data) <= HEAD:
            self.feed(data)
        else:
            for start in range(0, len(data), HEAD):
                self.feed(data[start : start + HEAD])
        if not self.gone:
            self.watch_the_clock()

    def feed(self, piece: bytes) -> None:
        if self.gone:
            return
        super().data_received(piece)
        if self.in_head and not self.gone:
            self.unheard += len(piece)
            if self.unheard > HEAD:
                self.refuse(431)

    # The time for a head or a body; none for what came in at once

    def watch_the_clock(self) -> None:
        if not self.in_request:
            self.stop_clock()
        elif self.clock is None or self.timed_head != self.in_head:
            self.give(HEAD_TIME if self.in_head else self.seconds)

    def give(self, seconds: float) -> None:
        self.stop_clock()
        self.timed_head = self.in_head
        self.clock = self.loop.call_later(seconds, self.out_of_time)

    def stop_clock(self) -> None:
        if self.clock is not None:
            self.clock.cancel()
            self.clock = None

    def out_of_time(self) -> None:
        """On a busy server what is late may lie unread: that is heard first."""
        self.clock = self.loop.call_later(MOMENT, self.hang_up)

    def hang_up(self) -> None:
        self.clock = None
        if not self.gone:
            self.refuse(408)

    # What the parser finds

    def on_message_begin(self) -> None:
        if len(self.pipeline) >= PIPELINED:
            raise self.too_much(429)
        self.in_head = self.in_request = True
        self.head = self.unheard = self.body = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self.head += len(url)
        if self.head > HEAD:
            raise self.too_much(431)
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.head += len(name) + len(value) + 4
        if self.head > HEAD:
            raise self.too_much(431)
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self.in_head = False
        if length := announced_length(self.headers):
            self.most = bodies.largest_body(self.url)
            self.seconds = bodies.time_for(length)
            if length > self.most:
                raise self.too_much(413)
        elif self.send_ready():
            return
        super().on_headers_complete()

    def send_ready(self) -> bool:
        """Write a file from memory, when nobody waits before it on this connection."""
        busy = self.cycle is not None and not self.cycle.response_complete
        if busy or self.flow.write_paused or self.parser.get_method() != b"GET":
            return False
        reply = kept_files.find_ready(self.url, self.headers)
        if reply is None or self.parser.should_upgrade() or not self.parser.should_keep_alive():
            return False
        dated = [b"%s: %s\r\n" % header for header in self.server_state.default_headers]
        self.transport.write(b"".join((STATUS_LINE[200], *dated, reply)))
        self.answered = True
        return True

    def on_body(self, body: bytes) -> None:
        self.body += len(body)
        if self.body > self.most:
            raise self.too_much(413)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self.in_request = False
        if self.answered:
            self.answered = False
            self.on_response_complete()
        else:
            super().on_message_complete()

    # The end

    def too_much(self, status: int) -> TooMuch:
        self.refusal = status
        return TooMuch()

    def send_400_response(self, msg: str) -> None:
        """For what uvicorn's parser does not take, and for what our callbacks refused."""
        self.refuse(self.refusal or 400)

    def let_go(self) -> None:
        """The page that is being served, which of several is not the newest, writes no more."""
        if self.running is not None:
            self.running.disconnected = True
            self.running.message_event.set()

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self.running = cycle
        super()._start_asgi_task(cycle, app)

    def shutdown(self) -> None:
        if self.gone:
            self.transport.abort()
        else:
            super().shutdown()

    def refuse(self, status: int) -> None:
        """Say so, hear nothing more, and hang up; in the middle of a reply only the last."""
        self.gone = True
        self.stop_clock()
        self._unset_keepalive_if_required()
        if self.transport.is_closing():
            return
        running = self.running
        if running is not None and not running.response_complete:
            self.let_go()
            if running.response_started:
                self.transport.abort()
                return
        head = [STATUS_LINE[status], b"content-length: 0\r\n", b"connection: close\r\n\r\n"]
        self.transport.write(b"".join(head))
        if self.transport.can_write_eof():
            self.transport.write_eof()
        self.loop.call_later(PARTING, self.transport.abort)


def announced_length(headers: list[tuple[bytes, bytes]]) -> int:
    """The length of the body; that of a body in chunks counts as one byte. The parser has
    seen to it that a length is a number."""
    for name, value in headers:
        if name == b"content-length":
            return int(value) if len(value) < bodies.DIGITS else bodies.ENDLESS
        if name == b"transfer-encoding":
            return 1
    return 0
