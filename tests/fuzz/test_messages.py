"""A server that hears nonsense answers each time with an error of ours, and nobody else hears it.

`make fuzz` makes a million frames, `make test` fifty thousand; a tenth goes over sockets.
"""

from __future__ import annotations

import logging
import os
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from polls import kinds, protocol
from polls.errors import PollsError
from polls.models import LiveSession
from polls.protocol import AnswerRequest
from polls.realtime import answering, limits
from tests import seen
from tests.conftest import CHOICE
from tests.fuzz import messages
from tests.polls.realtime.clients import Peer, Room
from tests.polls.realtime.conftest import on_vote, room  # noqa: F401  # fixtures
from workshop.serving import frame_meter

FRAMES = int(os.environ.get("FUZZ_FRAMES", "50000"))
ON_SOCKETS = FRAMES // 10  # the others go straight to what a socket does with them
SEED = int(os.environ.get("FUZZ_SEED", "20"))
AT_ONCE = 500

JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda children: st.lists(children) | st.dictionaries(st.text(), children),
    max_leaves=8,
)


pytestmark = pytest.mark.timeout(300 + FRAMES // 100)


def refused(problem: PollsError) -> None:
    assert problem.message
    assert problem.code != "server.error"


@settings(max_examples=2000, deadline=None)
@given(st.text() | st.binary().map(lambda data: data.decode("latin-1")))
def test_any_text_is_parsed_or_refused(text: str):
    try:
        protocol.parse_frame(text)
    except PollsError as problem:
        refused(problem)


@settings(max_examples=300, deadline=None)
@given(JSON)
def test_any_value_is_cleaned_or_refused(value: Any):
    try:
        kinds.bind("choice", CHOICE).clean(value)
    except PollsError as problem:
        refused(problem)


@pytest.mark.django_db
def test_every_frame_becomes_an_answer_or_an_error_of_ours(session: LiveSession):
    random = Random(SEED + 1)
    snapshot = seen.load(session)
    answers = errors = 0

    for _frame in range(FRAMES - ON_SOCKETS):
        try:
            request = protocol.parse_frame(messages.frame(random).decode())
            if isinstance(request, AnswerRequest):
                answering.prepare_answer(snapshot, 1, request)
                answers += 1
        except PollsError as problem:
            refused(problem)
            errors += 1

    assert answers > FRAMES / 40
    assert errors > FRAMES / 4


def without_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is sent here is far more than anybody may send."""
    monkeypatch.setattr(limits.Bucket, "burst", float("inf"))
    monkeypatch.setattr(frame_meter, "FRAMES_AT_ONCE", float("inf"))
    monkeypatch.setattr(frame_meter, "BYTES_AT_ONCE", float("inf"))


async def send(peer: Peer, random: Random, count: int) -> None:
    """That many frames, then a good one; reads until the good one is answered."""
    for _frame in range(count):
        await peer.link.send(messages.frame(random), text=True)
    await peer.answer("goed", ["A"])


@pytest.mark.django_db(transaction=True)
async def test_nonsense_disturbs_nobody(
    on_vote: Room,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    without_limits(monkeypatch)
    caplog.set_level(logging.WARNING)
    random = Random(SEED)
    attacker, neighbour = await on_vote.phone(), await on_vote.phone()
    heard = {"ack": 0, "error": 0}
    codes: set[str] = set()

    for _batch in range(ON_SOCKETS // AT_ONCE):
        attacker.frames.clear()
        await send(attacker, random, AT_ONCE)
        for frame in attacker.frames:
            heard[frame["type"]] = heard.get(frame["type"], 0) + 1
            codes.add(frame.get("code", ""))
    stored = await neighbour.answer("goed", ["A"])

    assert stored["outcome"] == "stored"
    assert {frame["type"] for frame in neighbour.frames} <= {"state", "pulse", "ack"}
    assert all(frame["version"] for frame in neighbour.frames if frame["type"] == "state")
    assert "server.error" not in codes
    assert len(codes) > 8
    assert heard["ack"] > ON_SOCKETS / 1000
    assert heard["error"] > ON_SOCKETS / 4
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.django_db(transaction=True)
async def test_a_mistake_of_ours_would_be_seen(
    on_vote: Room,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
):
    """The control: a kind of question that trips over a value is caught by the same watch."""
    without_limits(monkeypatch)
    monkeypatch.setattr(kinds.get("choice"), "clean", lambda *_arguments: 1 / 0)
    attacker = await on_vote.phone()

    await send(attacker, Random(SEED), AT_ONCE)

    assert "server.error" in {frame.get("code") for frame in attacker.frames}
    assert "A message could not be handled" in caplog.text


FRAME_TEXT, FRAME_PING, FIN, MASKED = 0x1, 0x9, 0x80, 0x80


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (bytes([FIN | FRAME_TEXT, MASKED | 1, 0, 0, 0, 0, 0xFF]), 1007),  # no UTF-8
        (bytes([FIN | FRAME_TEXT, 1, 0x41]), 1002),  # not masked
        (bytes([FIN | 0x40 | FRAME_TEXT, MASKED | 0, 0, 0, 0, 0]), 1002),  # a reserved bit
        (bytes([FIN | 0x3, MASKED | 0, 0, 0, 0, 0]), 1002),  # a reserved opcode
        (bytes([FIN | FRAME_PING, MASKED | 126, 0, 200]) + bytes(204), 1002),  # a long ping
        (bytes([FIN | FRAME_TEXT, MASKED | 127]) + (1 << 30).to_bytes(8, "big"), 1009),  # 1 GiB
        (
            bytes([FRAME_TEXT, MASKED | 1, 0, 0, 0, 0, 0x41])
            + bytes([0, MASKED | 1, 0, 0, 0, 0, 0x41]) * 17_000,  # fragments without end
            1006,  # cut off before they are parsed
        ),
    ],
)
@pytest.mark.django_db(transaction=True)
async def test_a_broken_frame_closes_only_its_own_socket(
    on_vote: Room,  # noqa: F811
    raw: bytes,
    code: int,
    caplog: pytest.LogCaptureFixture,
):
    attacker, neighbour = await on_vote.phone(), await on_vote.phone()
    await attacker.receive()

    attacker.link.transport.write(raw)
    closed = await attacker.closed()

    assert closed == code
    assert (await neighbour.answer("goed", ["A"]))["outcome"] == "stored"
    assert "Traceback" not in caplog.text
