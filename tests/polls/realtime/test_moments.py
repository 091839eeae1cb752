"""What the room does while facilitators act: every answer in its place, every count right."""

from __future__ import annotations

import asyncio
import itertools
import json
import random
import time
from collections import Counter
from typing import Any

import pytest
from asgiref.sync import sync_to_async

from polls import identity
from polls.models import Participant, Response
from polls.realtime.result_ticks import TICK
from tests.polls.realtime.clients import Peer, Room
from tests.polls.realtime.hosts import Host, cards, question

pytestmark = pytest.mark.django_db(transaction=True)

TAP = 0.03  # seconds between two taps: more would count as a flood
PRIVATE = "Ans van de balie luistert nooit"


async def test_a_reset_during_a_burst_leaves_every_answer_in_the_round_it_was_given_in(
    room: Room, hosts: tuple[Host, Host]
):
    people, rounds = 20, 4
    host, _other = hosts
    await host.act("goto", slide="goed")
    cookies = [identity.new_cookie(room.session.code) for _ in range(people)]
    phones = [await room.phone(cookie) for cookie in cookies]
    now = 1
    told: Counter[str] = Counter()
    promised: dict[tuple[str, int], tuple[int, list[str]]] = {}
    stored, over = asyncio.Event(), asyncio.Event()

    async def tap(number: int) -> None:
        for seq in itertools.count(1):
            if over.is_set():
                return
            value, round = [random.choice("ABCDE")], now
            reply = await phones[number].answer("goed", value, round=round, seq=seq)
            told[reply.get("outcome") or reply["code"]] += 1
            if reply["type"] == "ack":
                promised[cookies[number], round] = seq, value
                stored.set()
            await asyncio.sleep(TAP)

    async def reset() -> None:
        nonlocal now
        for round in range(2, rounds + 1):
            stored.clear()
            await stored.wait()  # in this round somebody answered, and everybody goes on
            await host.act("reset", question="goed")
            late = await phones[0].answer("goed", ["A"], round=round - 1, seq=1000 + round)
            told[late["code"]] += 1
            now = round
        stored.clear()
        await stored.wait()
        over.set()

    await asyncio.gather(reset(), *[tap(number) for number in range(1, people)])
    answered = len([slot for slot in promised if slot[1] == rounds])
    result = await host.desk.until(type="results", round=rounds, answered=answered)

    assert set(told) - {"changed"} == {"stored", "question.round_stale"}
    assert await sync_to_async(kept)(room) == promised_rows(room, promised)
    assert result["answered"] > 0


def promised_rows(
    room: Room, promised: dict[tuple[str, int], tuple[int, list[str]]]
) -> dict[tuple[str, int], tuple[int, list[str]]]:
    code = room.session.code
    return {
        (str(identity.key_hash(code, cookie)), round): last
        for (cookie, round), last in promised.items()
    }


def kept(room: Room) -> dict[tuple[str, int], tuple[int, list[str]]]:
    people = dict(Participant.objects.values_list("pk", "key_hash"))
    fields = ("participant_id", "round", "seq", "value")
    rows = Response.objects.filter(question__session=room.session).values_list(*fields)
    return {(people[person], round): (seq, value) for person, round, seq, value in rows}


async def write(room: Room, texts: list[str]) -> dict[str, str]:
    """Let each text come from a phone of its own; their cards by text."""
    for text in texts:
        await (await room.phone()).answer("tip", [text])
    return {card.text: card.id for card in await sync_to_async(cards)(room)}


@pytest.mark.parametrize("order", ["at once", "merge first", "hide first"])
async def test_a_card_that_is_hidden_while_it_is_merged_is_on_no_screen(
    room: Room, hosts: tuple[Host, Host], order: str
):
    merger, hider = hosts
    await merger.act("goto", slide="tip")
    await merger.act("show", question="tip")
    screen = await room.screen()
    public = [f"Bel even {number}" for number in range(4)]
    private = [f"{PRIVATE} {number}" for number in range(4)]
    ids = await write(room, public + private)
    for text in public:
        await merger.act("card-show", question="tip", card=ids[text])

    for one, other in zip(public, private, strict=True):
        merge = merger.act("card-merge", question="tip", card=ids[other], into=ids[one])
        hide = hider.act("card-hide", question="tip", card=ids[other])
        steps = [hide, merge] if order == "hide first" else [merge, hide]
        replies = (
            await asyncio.gather(*steps) if order == "at once" else [await step for step in steps]
        )
        assert [reply["ok"] for reply in replies] == [True, True]

    wanted = (await sync_to_async(question)(room, "tip")).version
    for host in hosts:
        await host.desk.until(type="results", question="tip", version=wanted)
    frame = await screen.until(type="results", question="tip", version=wanted)
    found = await sync_to_async(cards)(room)
    assert {card["text"] for card in frame["cards"]} == set(public)
    assert sum(card.count for card in found) == len(ids)
    assert {card.text for card in found if card.shown} == set(public)
    if order == "merge first":  # hiding takes it out again, so it can be shown by itself
        assert {card.state for card in found if card.text in private} == {"hidden"}
    assert PRIVATE not in json.dumps(screen.frames)
    assert "Bel even 3" in json.dumps(screen.frames)


async def test_a_rush_of_texts_is_counted_right_while_the_facilitator_moderates(
    room: Room, hosts: tuple[Host, Host]
):
    """However many answers come in, a desk gets so many frames as there were ticks."""
    people, texts = 60, 3
    host, _other = hosts
    await host.act("goto", slide="tip")
    first = await write(room, ["Bel even"])
    phones = [await room.phone() for _ in range(people)]
    reader = Reader(host.desk)
    began = time.monotonic()

    async def send(number: int) -> list[str]:
        values = [[f"Tip {number}-{turn}-{n}" for n in range(texts)] for turn in range(3)]
        replies = [
            await phones[number].answer("tip", value, seq=seq)
            for seq, value in enumerate(values, 1)
        ]
        return [reply["outcome"] for reply in replies]

    async def moderate() -> list[bool]:
        done = []
        for _turn in range(10):
            for action in ("card-show", "card-star", "card-hide", "card-unstar"):
                reply = await host.act(action, question="tip", card=first["Bel even"])
                done.append(reply["ok"])
        return done

    moderated, *outcomes = await asyncio.gather(moderate(), *[send(n) for n in range(people)])
    wanted = {"pending": people * texts, "shown": 0, "hidden": 1}
    results = await reader.until(texts=wanted, answered=people + 1)
    ticks = (time.monotonic() - began) / TICK

    assert moderated == [True] * 40
    assert outcomes == [["stored", "changed", "changed"]] * people
    assert len(await sync_to_async(cards)(room)) == people * texts + 1
    assert 0 < len(results) <= ticks + 2
    assert max(len(json.dumps(frame)) for frame in results) < 100_000
    assert reader.other <= ticks + 2  # states and pulses


class Reader:
    """Counts what one desk gets about its question."""

    def __init__(self, desk: Peer) -> None:
        self.desk = desk
        self.results: list[dict[str, Any]] = []
        self.other = 0

    async def until(self, **wanted: Any) -> list[dict[str, Any]]:
        while True:
            frame = await self.desk.receive()
            if frame["type"] != "results":
                self.other += 1
                continue
            self.results.append(frame)
            if all(frame[name] == value for name, value in wanted.items()):
                return self.results
