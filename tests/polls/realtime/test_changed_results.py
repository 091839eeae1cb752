"""Whoever asks for changes only is told as much as whoever gets every frame whole."""

from __future__ import annotations

import asyncio
import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls.kinds.base import Counted
from polls.realtime.changed_results import find_changes, send_results
from polls.realtime.sockets import Socket
from tests.polls.kinds.examples import EXAMPLES
from tests.polls.realtime.clients import Peer, Room, eventually

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(0, 2) | st.floats(0, 2) | st.sampled_from("ab"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("01a"), inner),
    max_leaves=12,
)


def applied(before: Any, changes: Any) -> Any:
    """As static/js/whole-results.js does it."""
    if isinstance(changes, list):
        return changes[0]
    if isinstance(before, list):
        return [applied(part, changes.get(str(n), [part])) for n, part in enumerate(before)]
    return {key: applied(part, changes.get(key, [part])) for key, part in before.items()}


@given(VALUES, VALUES)
def test_changes_make_of_what_was_there_what_is_there_now(before: Any, now: Any):
    changes = json.loads(json.dumps(find_changes(before, now)))

    made = before if changes is None else applied(before, changes)

    assert json.dumps(made, sort_keys=True) == json.dumps(now, sort_keys=True)


@pytest.mark.parametrize("name", ["choice", "scale", "points", "ranking"])
def test_one_answer_more_is_a_small_part_of_a_figure(name: str):
    kind, chance = EXAMPLES[name], Random(3)
    values = [Counted(kind.sample(chance), 1) for _person in range(40)]
    before, now = (kind.figure(kind.tally(values[:count])) for count in (39, 40))

    assert len(json.dumps(find_changes(before, now) or {})) <= 0.25 * len(json.dumps(now))


async def nothing() -> None:
    """Nobody is sent away."""


class Reader:
    """The other end of a socket, which reads when it is told to."""

    def __init__(self, known: dict[str, Any] | None) -> None:
        self.heard: list[Any] = []
        self.reads = asyncio.Event()
        self.reads.set()
        self.socket = Socket(self.take, nothing)
        self.socket.known = known

    async def take(self, message: Any) -> None:
        await self.reads.wait()
        self.heard.append(json.loads(message["text"]))


def frame(answered: int) -> dict[str, Any]:
    figure = {"data": [answered], "layout": {"width": 1700}}
    return {"type": "results", "question": "goed", "answered": answered, "figure": figure}


def changes(answered: int) -> dict[str, Any]:
    found = {"answered": [answered], "figure": {"data": {"0": [answered]}}}
    return {"type": "changes", "question": "goed", "changes": found}


async def test_each_gets_what_it_asked_for_whenever_it_came():
    whole, early, late = Reader(None), Reader({}), Reader({})
    send_results([whole.socket, early.socket], frame(1))
    send_results([whole.socket, early.socket, late.socket], frame(2))
    send_results([whole.socket, early.socket, late.socket], frame(3))

    assert whole.heard == [frame(1), frame(2), frame(3)]
    assert early.heard == [frame(1), changes(2), changes(3)]
    assert late.heard == [frame(2), changes(3)]


async def test_of_what_takes_the_place_of_another_frame_all_is_told():
    slow = Reader({})
    send_results([slow.socket], frame(1))
    slow.reads.clear()
    for answered in (2, 3, 4):
        send_results([slow.socket], frame(answered))
    slow.reads.set()
    await eventually(lambda: not slow.socket.is_behind)
    send_results([slow.socket], frame(5))

    assert slow.heard == [frame(1), changes(2), frame(4), changes(5)]


async def put_together(peer: Peer, whole: dict[str, Any], answered: int) -> dict[str, Any]:
    """The results of a projector that follows changes, once so many answered."""
    while whole.get("answered") != answered:
        heard = await peer.receive()
        if heard["type"] == "results":
            whole = heard
        elif heard["type"] == "changes":
            whole = applied(whole, heard["changes"])
    return whole


@pytest.mark.django_db(transaction=True)
async def test_a_projector_that_follows_changes_knows_what_others_are_told(on_vote: Room):
    await on_vote.act("show", question="goed", anyway="1")
    other = await on_vote.screen()
    projector = await on_vote.open(f"/ws/screen/{on_vote.session.screen_token}/?changes=1")
    seen = await put_together(projector, {}, 0)
    for number in (1, 2):
        phone = await on_vote.phone()
        await phone.receive()
        await phone.answer("goed", ["B"])
        seen = await put_together(projector, seen, number)

        told = await other.until(type="results", answered=number)
        assert {**told, "of": 0, "joined": 0} == {**seen, "of": 0, "joined": 0}

    assert "changes" in [heard["type"] for heard in projector.frames]
    await projector.send(type="state")
    assert (await projector.until(type="results", answered=2))["figure"] == seen["figure"]
