"""Rehearsal: made-up participants that answer every kind of question over real sockets."""

from __future__ import annotations

import asyncio
import logging
import random
from concurrent.futures import Future
from dataclasses import dataclass
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
from polls.sessions import own_pace

logger = logging.getLogger(__name__)

CROWDS = (5, 20, 100)
JOIN = (0, 2.0)  # seconds in which they come in
THINK = (0.5, 6.0)  # seconds between a question and an answer
STAY = 4 * 3600  # seconds: nobody rehearses longer
PATIENCE = 8  # seconds in which the first one has to come in
LEFT = (OSError, TimeoutError, WebSocketException)


@dataclass(frozen=True, slots=True)
class Way:
    """How made-up people reach this process: by its own socket, under a name it answers to."""

    site: str  # host and port, as browsers call it
    host: str
    port: int


def invite_people(session: LiveSession, people: int, way: Way) -> None:
    """Let people take part in a rehearsal until it ends; never in a real session. Raises
    PollsError, also when the first one cannot come in."""
    if not session.rehearsal:
        raise PollsError(
            "rehearsal.real",
            _("Dit is een echte sessie. Start een proef om met verzonnen deelnemers te oefenen."),
        )
    own_pace.refuse_own(session)
    if people not in CROWDS:
        raise PollsError("rehearsal.people", _("Kies 5, 20 of 100 verzonnen deelnemers."))
    if hub.loop is None:
        raise PollsError("rehearsal.server", _("Open eerst de regie in je browser."))
    entered: Future[None] = Future()
    hub.loop.call_soon_threadsafe(hub.spawn, take_part(session.code, way, entered))
    try:
        entered.result(PATIENCE)
    except LEFT as problem:
        logger.warning("A rehearsing participant could not come in: %s", problem)
        raise PollsError(
            "rehearsal.unreachable",
            _(
                "De verzonnen deelnemers kunnen er niet in: de server bereikt zichzelf niet "
                "op %(at)s."
            )
            % {"at": f"{way.host}:{way.port}"},
        ) from None
    for _person in range(people - 1):
        hub.loop.call_soon_threadsafe(hub.spawn, take_part(session.code, way))


async def take_part(code: str, way: Way, entered: Future[None] | None = None) -> None:
    """One participant, from joining to the end of the session; `entered` hears of the first."""
    if entered is None:
        await asyncio.sleep(random.uniform(*JOIN))  # noqa: S311  # nothing secret here
    try:
        async with asyncio.timeout(STAY), connect_to(code, way) as socket:
            if entered is not None:
                entered.set_result(None)
            await answer_all(socket, random.Random())  # noqa: S311
    except LEFT as problem:
        if entered is not None and not entered.done():
            entered.set_exception(problem)
        else:
            logger.warning("A rehearsing participant left: %s", problem)


def connect_to(code: str, way: Way) -> connect:
    """Straight to this process, past proxies; the name is one that it may be called by."""
    name = identity.cookie_name(code, https=False)
    return connect(
        f"ws://{way.site}/ws/{code}/",
        host=way.host,
        port=way.port,
        proxy=None,
        compression=None,
        additional_headers={"Cookie": f"{name}={identity.new_cookie(code)}"},
    )


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
