"""What a websocket may send, counted in the bytes as they come in: before anything parses them.

A message that is never finished, a ping, a pong: none of them is a message, each costs as
much as one.
"""

from __future__ import annotations

import time

FRAMES, FRAMES_AT_ONCE = 60.0, 400.0  # a second, and before that counts; a message is one or more
BYTES, BYTES_AT_ONCE = 128 * 1024.0, 1024 * 1024.0
FRAGMENTS = 64  # frames of one message

CONTINUATION, TEXT, BINARY = 0, 1, 2  # opcodes (RFC 6455, 5.2)
WHOLE_TEXT = 0x80 | TEXT
PACKED = 0x40  # the bit of a message that its sender compressed
MASKED = 6  # bytes of a short head with its mask
SHORT = 125  # bytes at most of what such a head stands before
MORE = {126: 2, 127: 8}  # bytes of a longer length, which follow the short one


class Meter:
    """Walks from head to head and looks at no payload.

    Two token buckets in one: they are filled up only when one is empty, which is what costs
    time. So at most twice what is allowed at once passes at once.
    """

    __slots__ = ("bytes", "filled", "fragments", "frames", "head", "left")

    def __init__(self) -> None:
        self.frames = FRAMES_AT_ONCE
        self.bytes = BYTES_AT_ONCE
        self.filled = time.monotonic()
        self.fragments = 0
        self.left = 0  # bytes of the frame that is under way
        self.head = b""  # of a frame, as far as it came in

    def passes(self, data: bytes) -> bool:
        """False when this is more than anybody may send."""
        size = len(data)
        self.bytes -= size
        if (
            MASKED <= size <= MASKED + SHORT
            and data[0] & ~PACKED == WHOLE_TEXT
            and data[1] == 0x80 | size - MASKED
            and not self.left
            and not self.head
        ):  # one whole message, as phones send
            self.frames -= 1
            self.fragments = 0
            return (self.frames >= 0 and self.bytes >= 0) or self.fill()
        if self.bytes < 0 and not self.fill():
            return False
        if self.left >= size:
            self.left -= size
            return True
        position, self.left = self.left, 0
        return self.walk(self.head + data if self.head else data, position)

    def fill(self) -> bool:
        """Add what the time since the last filling allows; False when that is not enough."""
        now = time.monotonic()
        gone, self.filled = now - self.filled, now
        self.frames = min(FRAMES_AT_ONCE, self.frames + gone * FRAMES)
        self.bytes = min(BYTES_AT_ONCE, self.bytes + gone * BYTES)
        return self.frames >= 0 and self.bytes >= 0

    def walk(self, data: bytes, position: int) -> bool:
        size = len(data)
        self.head = b""
        while position < size:
            end = self.end(data, position, size)
            if end is None:
                self.head = data[position:]
                return True
            self.frames -= 1
            if self.frames < 0 and not self.fill():
                return False
            if not self.is_short(data[position] & 0x0F):
                return False
            position = end
        self.left = position - size
        return True

    @staticmethod
    def end(data: bytes, position: int, size: int) -> int | None:
        """Where the frame that begins here ends; None while its head is not complete."""
        if position + 2 > size:
            return None
        second = data[position + 1]
        length = second & 0x7F
        start = position + (MASKED if second & 0x80 else 2)
        if length > SHORT:
            more = MORE[length]
            start += more
            if start > size:
                return None
            length = int.from_bytes(data[position + 2 : position + 2 + more], "big")
        return start + length if start <= size else None

    def is_short(self, opcode: int) -> bool:
        """Whether the message that this frame belongs to has few enough of them."""
        if opcode == CONTINUATION:
            self.fragments += 1
        elif opcode in (TEXT, BINARY):
            self.fragments = 1
        return self.fragments <= FRAGMENTS
