"""Frames as another implementation of the protocol writes them."""

from __future__ import annotations

import pytest
from websockets.frames import Frame, Opcode

from polls.realtime.websocket_frames import COMPRESSED, MIDDLE, SHORT, text_frame

SIZES = (0, 1, SHORT, SHORT + 1, MIDDLE, MIDDLE + 1)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("packed", [False, True])
def test_a_frame_is_that_of_websockets(size: int, packed: bool):
    content = b"a" * size
    theirs = Frame(Opcode.TEXT, content).serialize(mask=False)

    ours = text_frame(content, COMPRESSED if packed else 0)

    assert ours == bytes([theirs[0] | (0x40 if packed else 0)]) + theirs[1:]
