"""What a websocket server of ours and its application know of each other: frames (RFC 6455, 5.2)
and the way of a message that is taken at once."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any, NamedTuple

WHOLE_TEXT = 0x81  # the first and last frame of a text message
COMPRESSED = 0x40  # RSV1, the first reserved bit: of a message that is packed (RFC 7692)
SHORT = 125  # bytes at most whose number stands in the second byte itself
MIDDLE = 0xFFFF  # bytes at most whose number takes two more

AT_ONCE = "polshoogte.at_once"  # the extension of a socket's scope, an AtOnce
Take = Callable[[bytes], bool]


class AtOnce(NamedTuple):
    """What a server of ours can do for a socket without a coroutine or a queue.

    `write` writes a message of ASGI and says whether it did: not when somebody has to wait for
    it. `hand_over` is given a function that takes texts as they come in and says whether it took
    one; what it did not take comes by `receive`.
    """

    write: Callable[[Any], bool]
    hand_over: Callable[[Take], None]


def text_frame(content: bytes, flags: int = 0) -> bytes:
    """`content` in one frame; a server masks nothing."""
    size = len(content)
    first = WHOLE_TEXT | flags
    if size <= SHORT:
        return bytes((first, size)) + content
    if size <= MIDDLE:
        return struct.pack("!BBH", first, 126, size) + content
    return struct.pack("!BBQ", first, 127, size) + content
