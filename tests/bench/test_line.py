"""Phones that unpack: what they count is what travels, and some read what is in it."""

from __future__ import annotations

import zlib
from unittest.mock import Mock

from bench.line import READERS, Line, Unpacking
from polls.realtime.packing import Packer
from polls.realtime.websocket_frames import text_frame

UPGRADED = b"HTTP/1.1 101 Switching Protocols\r\n\r\n"
OWN = b',"questions":[]}'


async def test_one_phone_in_so_many_reads_the_states_and_all_count_them():
    line = Line(8000, packed=True)
    phones = [Unpacking(line, number, "/ws/12345678/", "") for number in (0, 1)]
    states = [f'{{"type":"state","version":{n},"html":"{"<p>één</p>" * n}"' for n in (40, 41)]
    window, frames = b"", []
    for state in states:
        frame, window = Packer(state).pack_shared(OWN, window)
        frames.append(frame)

    for phone in phones:
        phone.connection_made(Mock())
        for data in (UPGRADED, frames[0], frames[1][:5], frames[1][5:]):
            phone.data_received(data)
        phone.data_received(text_frame(b'{"type":"pulse"}'))

    assert READERS > 1
    assert b"permessage-deflate" in phones[0].request
    assert [phone.states for phone in phones] == [2, 2]
    assert [phone.version for phone in phones] == [41, -1]
    heads = [4 if len(frame) > 127 else 2 for frame in frames]
    travelled = sum(map(len, frames)) - sum(heads)
    assert [phone.bytes for phone in phones] == [travelled, travelled]
    assert travelled < len(zlib.compress(b"".join(map(str.encode, states)))) + 3000
