"""Packed states: whoever unpacks them one after the other reads exactly what was meant."""

from __future__ import annotations

import gzip
import zlib
from random import Random

import pytest

from polls.realtime import packing
from polls.realtime.packing import FLUSHED, MOST, SHORTEST, WINDOW, Packer

NOBODY = b',"questions":[{"key":"goed","mine":null}],"aside":null}'
HEADS = [
    f'{{"type":"state","version":{version},"slide":{{"html":"{"<p>één</p>" * length}"}}'
    for version, length in enumerate([600, 3, 600, 900, 1, 2_000, 40])
]


class Phone:
    """Reads frames as a browser does, with all that it read before."""

    def __init__(self) -> None:
        self.unpacker = zlib.decompressobj(wbits=-15)
        self.window = b""
        self.bytes = 0

    def read(self, packed: packing.Packed) -> bytes:
        frame, self.window = packed
        self.bytes += len(frame)
        assert frame[0] == 0xC1, "a whole text that is packed"
        size, start = frame[1], 2
        if size == 126:
            size, start = int.from_bytes(frame[2:4], "big"), 4
        assert len(frame) == start + size
        return self.unpacker.decompress(frame[start:] + FLUSHED)


def own_part(answer: str) -> bytes:
    return f',"questions":[{{"key":"goed","mine":["{answer}"]}}],"aside":null}}'.encode()


def text(head: str, own: bytes) -> bytes:
    return head.encode() + own


def squeezed(read: bytes) -> bytes:
    """Without the white space that makes own parts equally long."""
    return read[:-1].rstrip() + read[-1:]


def test_a_phone_reads_its_own_and_shared_states_in_any_order():
    chance = Random(1)
    phones = [Phone() for _ in range(30)]

    for head in HEADS * 3:
        packer = Packer(head)
        for phone in phones:
            if chance.random() < 0.3:
                continue  # was sent none
            answer = "A" * chance.choice([0, 1, 7, SHORTEST, 3 * SHORTEST])
            own = own_part(answer) if answer else NOBODY
            pack = packer.pack_own if answer else packer.pack_shared
            read = phone.read(pack(own, phone.window))

            assert squeezed(read) == text(head, own)


def test_phones_with_the_same_past_share_one_frame_however_they_answered():
    packer = Packer(HEADS[0])
    phones = [Phone() for _ in range(3)]
    for phone, own in zip(phones, [NOBODY, own_part("A"), own_part("Een ander")], strict=True):
        pack = packer.pack_shared if own is NOBODY else packer.pack_own
        phone.read(pack(own, phone.window))

    later = Packer(HEADS[2])
    frames = [later.pack_shared(NOBODY, phone.window) for phone in phones]

    assert frames[0] is frames[1] is frames[2]
    for phone, frame in zip(phones, frames, strict=True):
        assert squeezed(phone.read(frame)) == text(HEADS[2], NOBODY)


def test_what_was_read_before_costs_next_to_nothing():
    words = Random(2).randbytes(3_000).hex()
    phone = Phone()
    phone.read(Packer(f'{{"html":"{words}"').pack_shared(NOBODY, phone.window))
    first = phone.bytes
    phone.read(Packer(f'{{"html":"{words}"').pack_shared(NOBODY, phone.window))

    assert first > 3_000
    assert phone.bytes - first < 200


def test_with_very_many_different_pasts_all_get_the_whole():
    packer = Packer(HEADS[0])
    phones = [Phone() for _ in range(2 * MOST)]

    for number, phone in enumerate(phones):
        phone.read(Packer(f'{{"number":{number}').pack_shared(NOBODY, phone.window))
        assert squeezed(phone.read(packer.pack_shared(NOBODY, phone.window))) == text(
            HEADS[0], NOBODY
        )

    assert len(packer.shared) <= MOST + 1
    assert len({phone.window for phone in phones}) <= MOST + 1


def test_a_window_is_no_longer_than_what_clients_keep():
    phone = Phone()
    for number in range(10):
        words = Random(number).randbytes(4_000).hex()
        phone.read(Packer(f'{{"html":"{words}"').pack_shared(NOBODY, phone.window))

        assert len(phone.window) <= WINDOW < 32 * 1024 - 262


@pytest.mark.parametrize("own", [NOBODY, own_part("é" * 5_000)])
def test_gzip_holds_the_same(own: bytes):
    assert gzip.decompress(Packer(HEADS[3]).zip(own)) == text(HEADS[3], own)
