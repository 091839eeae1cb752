"""Frames made by changing good ones one to three times; the same seed makes the same frames."""

from __future__ import annotations

import json
from random import Random
from typing import Any
from uuid import UUID

LONGEST = 16_000
TEXTS = [
    "", " ", "A", "a" * 500, "\u0000", "a\u0000b", "\ud800", "\udfff\ud800", "\ufeff", "\u202e",
    "\u200b\u200d", "e" + "\u0301" * 200, "👩‍👩‍👧", "مرحبا", "<script>", "' OR 1=1 --", "{{7*7}}",
    "%s%n", "\\u0041", "__proto__", "constructor", "null", "\r\n\r\n", "𝕬" * 40, "\x1b[31m",
]  # fmt: skip
NUMBERS = [
    0, -1, 1, 2, 1.5, -0.0, 2**31 - 1, 2**31, 2**53, 2**63, 2**64, -(2**63), 10**30, 1e308, True,
]  # fmt: skip
RAW = [
    "", " ", "\ufeff{}", "nul", "NaN", "[NaN]", '{"type":Infinity}', '{"type":1e999}', "[" * 5000,
    '{"a":' * 2000, '{"type":"answer","type":"state"}', "[1]", '"x"', "null", "true", "0", "{",
    '{"type":"answer","seq":' + "9" * 5000 + "}", "\\", '{"type":"\\ud800"}', "{'type':'state'}",
]  # fmt: skip
KEYS = [*["goed"] * 20, "minder", "tip", "associaties", "", "GOED", "goed ", "../x", "a" * 65]


def good(random: Random) -> dict[str, Any]:
    return {
        "type": "answer" if random.random() < 0.97 else "state",
        "id": str(UUID(int=random.getrandbits(128), version=4)),
        "question": random.choice(KEYS),
        "round": 1,
        "seq": random.randint(1, 9),
        "value": random.choice([["A"], ["Z"], ["A", "A"], "A", {"options": ["A"], "other": "x"}]),
    }


def junk(random: Random, depth: int = 0) -> Any:
    kind = random.randrange(6 if depth < 12 else 3)
    if kind == 0:
        return random.choice(TEXTS)
    if kind == 1:
        return random.choice(NUMBERS)
    if kind == 2:
        return None
    if kind == 3:
        return "".join(chr(random.randrange(0x3000)) for _ in range(random.randrange(60)))
    if kind == 4:
        return [junk(random, depth + 1) for _ in range(random.randrange(4))]
    return {random.choice(TEXTS): junk(random, depth + 1) for _ in range(random.randrange(4))}


def frame(random: Random) -> bytes:
    """One text frame, as the bytes that go over the line; always UTF-8."""
    if random.random() < 0.1:
        return random.choice(RAW).encode()
    message = good(random)
    for _change in range(random.choice([1, 1, 2, 3])):
        change = random.randrange(4)
        name = random.choice([*message, "extra"])
        if change == 0:
            message.pop(name, None)
        elif change == 1:
            message[random.choice(TEXTS)] = message.get(name)
        else:
            message[name] = junk(random)
    text = json.dumps(message, ensure_ascii=random.random() < 0.5)
    data = text.encode("utf-8", "replace")[:LONGEST]
    if random.random() < 0.1:  # a frame that was cut off, or one with a byte too many
        cut = random.randrange(len(data) + 1)
        data = data[:cut].decode(errors="ignore").encode() + random.choice([b"", b"}", b",", b"\0"])
    return data
