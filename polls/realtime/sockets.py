"""One connected client as the hub sees it: a way to send, and what is not sent yet."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Generator, Iterable, Mapping
from functools import partial
from typing import Any

from polls.realtime.packing import Pack
from polls.realtime.websocket_frames import text_frame

SLOW = 20.0  # seconds that a client may leave its connection unread
GONE = (OSError, RuntimeError)  # raised by a send to somebody who left or was sent away


class Resumed:
    """Awaits a coroutine that was already run up to its first suspension.

    Nearly every send to a phone ends without waiting, so `post` runs it itself and makes no
    task. When one does wait it has begun already, and Python lets nobody await a coroutine
    in the middle. So this hands the event loop what the coroutine waits for, and goes on
    inside it once that is there, as `await` would have done from the start.
    """

    def __init__(self, coroutine: Coroutine[Any, Any, None], pending: Any) -> None:
        self.coroutine = coroutine
        self.pending = pending

    def __await__(self) -> Generator[Any, Any, None]:
        pending = self.pending
        while True:
            try:
                result = yield pending
            except BaseException as problem:  # cancelled, say: the coroutine has to hear of it
                step = partial(self.coroutine.throw, problem)
            else:
                step = partial(self.coroutine.send, result)
            try:
                pending = step()
            except StopIteration:
                return


Message = dict[str, str | bytes | Pack]
Send = Callable[[Message], Coroutine[Any, Any, None]]


class Socket:
    """Keeps at most one unsent frame a key; a newer one takes the place of an older one.

    A write that does not have to wait is done at once, without a task: that makes a
    slide change for thousands of phones several times cheaper. Only when the client
    does not read does a task wait for it, for SLOW seconds at most; then `drop` is called.
    `send` is the server's own, without anything of ours in between.
    """

    # Thousands are walked over for one slide change: a dict each would be one more look
    # at memory that no cache holds.
    __slots__ = (
        *(
            "_send",
            "_unsent",
            "_write_at_once",
            "_writing",
            "allowed",
            "drop",
            "expel",
            "known",
            "language",
        ),
        *("participant_id", "token", "version"),
    )

    def __init__(
        self,
        send: Send,
        drop: Callable[[], Coroutine[Any, Any, None]],
        participant_id: int | None = None,
        write_at_once: Callable[[Message], bool] | None = None,
    ) -> None:
        self._send = send
        self._write_at_once = write_at_once  # where the server offers it
        self.drop = drop
        self._unsent: dict[str, Message] = {}
        self._writing: asyncio.Task[None] | None = None
        self.participant_id = participant_id
        self.token = ""  # of the link that a screen came by
        self.expel: Callable[[], Coroutine[Any, Any, None]] | None = None
        self.allowed: Callable[[], Any] | None = None  # raises PollsError once it is not
        self.language = ""  # chosen on this device; else it follows the session
        self.version = 0
        self.known: dict[str, Mapping[str, Any]] | None = None  # results; None: always sent whole

    @property
    def is_behind(self) -> bool:
        """Whether something is still on its way, so that what comes may take another's place."""
        return self._writing is not None

    def push(self, key: str, frame: str) -> None:
        self.post(key, make_message(frame))

    def post(self, key: str, message: Message) -> None:
        """As push, for a message that others get too."""
        if self._writing is not None:
            # The slot of this key: a client that reads slowly skips states that are old by
            # now, and never costs more memory than one frame a key.
            self._unsent[key] = message
            return
        if self._write_at_once is not None and self._write_at_once(message):
            return
        coroutine = self._send(message)
        try:
            pending = coroutine.send(None)
        except (StopIteration, *GONE):  # sent; or gone, of which its consumer hears itself
            return
        self._writing = asyncio.get_running_loop().create_task(
            self._write(Resumed(coroutine, pending))
        )

    async def _write(self, first: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(SLOW):
                await first
            while self._unsent:
                newest = self._unsent.pop(next(iter(self._unsent)))
                async with asyncio.timeout(SLOW):
                    await self._send(newest)
        except TimeoutError:
            self._unsent.clear()
            await self.drop()
        except GONE:
            self._unsent.clear()
        finally:
            self._writing = None

    def close(self) -> None:
        if self._writing is not None:
            self._writing.cancel()


def make_message(text: str) -> Message:
    """A text as ASGI sends it."""
    return {"type": "websocket.send", "text": text}


def make_shared_message(text: str) -> Message:
    """As make_message, for more than one socket: with the frame of the websocket protocol.

    A server makes that frame for each socket anew, though no byte of it differs: for a
    thousand phones that is most of a slide change. Here it is made once, and
    workshop/serving/broadcast.py writes it as it is. A server that does not know of it
    makes its own from the text. As it is with `pack`, which a state of a phone also has.
    """
    return {**make_message(text), "frame": text_frame(text.encode())}


def send_to_all(sockets: Iterable[Socket], key: str, frame: str, version: int = 0) -> None:
    """Send a frame; one that carries a version only to those who do not have a newer one."""
    message = make_shared_message(frame)
    for socket in sockets:
        if not version or socket.version <= version:
            socket.post(key, message)
            socket.version = max(socket.version, version)
