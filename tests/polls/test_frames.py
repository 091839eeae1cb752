"""Frames that thousands get are ASCII: a socket turns those into bytes twenty times as fast."""

from __future__ import annotations

import json

import pytest

from polls import protocol


@pytest.mark.parametrize("text", ["plain", "geïnspireerd…", "“zo” → 𝄞 👍🏽", "\u202eom", '"\\\n'])
def test_a_frame_says_the_same_in_ascii(text: str):
    frame = protocol.encode_json({"title": text, text: [text]})

    assert frame.isascii()
    assert json.loads(frame) == {"title": text, text: [text]}
