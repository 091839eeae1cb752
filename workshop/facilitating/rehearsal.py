"""Rehearsal: made-up participants that answer every kind of question over real sockets."""

from __future__ import annotations

import asyncio
import logging
import random
from typing import Any
from uuid import uuid4

import orjson
from django.utils.translation import gettext as _
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from polls import identity, kinds
from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime.hub import hub

logger = logging.getLogger(__name__)

CROWDS = (5, 20, 100)
JOIN = (0, 2.0)  # seconds in which they come in
THINK = (0.5, 6.0)  # seconds between a question and an answer
STAY = 4 * 3600  # seconds: nobody rehearses longer


def invite_people(session: LiveSession, people: int, address: str) -> None:
    """Let people take part in a rehearsal until it ends; never in a real session.

    `address` is the host and port at which this process itself is reached.
    """
    if not session.rehearsal:
        raise PollsError(
            "rehearsal.real",
            _("Dit is een echte sessie. Start een proef om met verzonnen deelnemers te oefenen."),
        )
    if people not in CROWDS:
        raise PollsError("rehearsal.people", _("Kies 5, 20 of 100 verzonnen deelnemers."))
    if hub.loop is None:
        raise PollsError("rehearsal.server", _("Open eerst de regie in je browser."))
    for _person in range(people):
        hub.loop.call_soon_threadsafe(hub.spawn, take_part(session.code, address))


async def take_part(code: str, address: str) -> None:
    """One participant, from joining to the end of the session."""
    name = identity.cookie_name(code, https=False)
    headers = {"Cookie": f"{name}={identity.new_cookie(code)}"}
    await asyncio.sleep(random.uniform(*JOIN))  # noqa: S311  # nothing secret about a rehearsal
    try:
        async with (
            asyncio.timeout(STAY),
            connect(
                f"ws://{address}/ws/{code}/", additional_headers=headers, compression=None
            ) as socket,
        ):
            await answer_all(socket, random.Random())  # noqa: S311
    except (OSError, TimeoutError, WebSocketException) as problem:
        logger.warning("A rehearsing participant left: %s", problem)


async def answer_all(socket: ClientConnection, chance: random.Random) -> None:
    """Answer each open question once a round, after some thought, until the session ends."""
    answered: set[tuple[str, int]] = set()
    async for text in socket:
        state = orjson.loads(text)
        if state["type"] != "state":
            continue
        if state["session"]["state"] == "ended":
            return
        for question in [*state["questions"], *filter(None, [state["aside"]])]:
            slot = question["key"], question["round"]
            if question["state"] == "open" and slot not in answered:
                answered.add(slot)
                await asyncio.sleep(chance.uniform(*THINK))
                await socket.send(orjson.dumps(make_answer(question, chance)).decode())


def make_answer(question: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    return {
        "type": "answer",
        "id": str(uuid4()),
        "question": question["key"],
        "round": question["round"],
        "seq": 1,
        "value": kinds.bind(question["kind"], question["spec"]).sample(chance),
    }
