"""States of phones in the compression of websockets (RFC 7692), packed once for all who have
read the same before.

What a client read lately is its window: a state is packed as what differs from that, mostly the
slide before. A server that keeps a compressor for each socket pays for every one of them, with
256 kB of memory too. Here a window is a value that phones share, and each window is packed once.

A participant's own part stands at the end, is not packed, and is filled up to a length that
nearly all have. It differs, so nothing later may refer to it: in the window it is a gap.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable

from polls.realtime.websocket_frames import COMPRESSED, text_frame

Packed = tuple[bytes, bytes]  # a frame of the protocol, and the window of whoever has read it
Pack = Callable[[bytes], Packed]  # from a window

WINDOW = 16 * 1024  # bytes; browsers keep 32 KiB
SHORTEST = 1024  # bytes of an own part; longer ones have twice that, four times, and so on
LONGEST = 32 * 1024  # of an own part that is packed at all
MOST = 16  # windows of one state; whoever has read something else is told everything
GAP = b"\0"  # stands in no JSON
FLUSHED = b"\0\0\xff\xff"  # the end of what was flushed, which the receiver puts back
GZIP_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
GZIP_LAST = b"\x03\0"  # an empty last block


class Packer:
    """One state in one language: `head` is what everybody gets."""

    def __init__(self, head: str) -> None:
        self.head = head.encode()
        self.check = zlib.crc32(self.head)
        self.heads: dict[bytes, bytes] = {}  # by window
        self.shared: dict[bytes, Packed] = {}  # the frame of all who answered nothing
        self.windows: dict[tuple[bytes, int], bytes] = {}

    def pack_shared(self, own: bytes, window: bytes) -> Packed:
        """The same frame for everybody with this window."""
        window = self.choose_window(window)
        made = self.shared.get(window)
        if made is None:
            own = fill_up(own)
            packed = deflate(self.head + own, window).removesuffix(FLUSHED)
            made = self.shared[window] = seal(packed), self.next_window(window, len(own))
        return made

    def pack_own(self, own: bytes, window: bytes) -> Packed:
        window = self.choose_window(window)
        own = fill_up(own)
        packed = self.packed_head(window) + store(own) + store(b"").removesuffix(FLUSHED)
        return seal(packed), self.next_window(window, len(own))

    def choose_window(self, window: bytes) -> bytes:
        """Without a window everything is told: that is right for whoever has read anything."""
        known = window in self.heads or window in self.shared
        full = len(self.heads) + len(self.shared) >= MOST
        return b"" if full and not known else window

    def packed_head(self, window: bytes) -> bytes:
        if window not in self.heads:
            self.heads[window] = deflate(self.head, window)
        return self.heads[window]

    def next_window(self, window: bytes, gap: int) -> bytes:
        made = self.windows.get((window, gap))
        if made is None:
            made = (window + self.head + GAP * gap)[-WINDOW:]
            self.windows[window, gap] = made
        return made

    def zip(self, own: bytes) -> bytes:
        """As gzip, for a reply over HTTP."""
        check, size = zlib.crc32(own, self.check), len(self.head) + len(own)
        parts = (GZIP_HEAD, self.packed_head(b""), store(own), GZIP_LAST)
        return b"".join(parts) + struct.pack("<LL", check, size)


def fill_up(own: bytes) -> bytes:
    """With white space before the last bracket."""
    length = SHORTEST
    while length < len(own):
        length *= 2
    return own[:-1] + b" " * (length - len(own)) + own[-1:]


def deflate(content: bytes, window: bytes) -> bytes:
    options = (9, zlib.DEFLATED, -15, 9, zlib.Z_DEFAULT_STRATEGY)
    packer = zlib.compressobj(*options, window) if window else zlib.compressobj(*options)
    return packer.compress(content) + packer.flush(zlib.Z_SYNC_FLUSH)


def store(content: bytes) -> bytes:
    """A block that is not compressed; it begins at a whole byte, as after a flush."""
    size = len(content)
    return struct.pack("<BHH", 0, size, size ^ 0xFFFF) + content


def seal(packed: bytes) -> bytes:
    """The frame of a text, with the bit of one that is packed."""
    return text_frame(packed, COMPRESSED)
