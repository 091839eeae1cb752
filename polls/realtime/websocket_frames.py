"""What a websocket server of ours and its application know of each other: frames (RFC 6455, 5.2)
and the way of a message that is taken at once."""

from __future__ import annotations

import struct

WHOLE_TEXT = 0x81  # the first and last frame of a text message
COMPRESSED = 0x40  # RSV1, the first reserved bit: of a message that is packed (RFC 7692)
SHORT = 125  # bytes at most whose number stands in the second byte itself
MIDDLE = 0xFFFF  # bytes at most whose number takes two more

# The extension of a socket's scope with which an application asks for texts as they come in:
# it gives a function that says whether it took one. What it did not take comes by `receive`.
AT_ONCE = "polshoogte.at_once"


def text_frame(content: bytes, flags: int = 0) -> bytes:
    """`content` in one frame; a server masks nothing."""
    size = len(content)
    first = WHOLE_TEXT | flags
    if size <= SHORT:
        return bytes((first, size)) + content
    if size <= MIDDLE:
        return struct.pack("!BBH", first, 126, size) + content
    return struct.pack("!BBQ", first, 127, size) + content
