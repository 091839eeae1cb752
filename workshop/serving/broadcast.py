"""uvicorn's websocket protocol, for one frame that goes to thousands of sockets.

uvicorn makes the frame of a message anew for every socket: of a change of slide for 1,000
phones that took a fifth of the time or more.
"""

from __future__ import annotations

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.protocol import State

PATH = f"{__name__}:Protocol"  # as uvicorn asks for it


class Protocol(WebSocketsSansIOProtocol):
    """Writes the `frame` that a message brings along, as polls.realtime.sockets makes it.

    Whatever else there is to do or to refuse, uvicorn does itself, with the `text`.
    """

    async def send(self, message: Any) -> None:
        if "frame" in message and self.is_open and self.writable.is_set():
            self.transport.write(message["frame"])
        else:
            await super().send(message)

    @property
    def is_open(self) -> bool:
        return self.conn.state is State.OPEN and not self.close_sent and not self.disconnected
