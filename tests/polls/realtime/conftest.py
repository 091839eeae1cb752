"""A running server with one session, for the tests of sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio

from polls.models import LiveSession
from polls.realtime.hub import Hub
from tests.polls.realtime.clients import Room, serving


@pytest_asyncio.fixture
async def room(session: LiveSession, live_hub: Hub) -> AsyncIterator[Room]:
    """The session of the shipped deck, waiting on its first slide."""
    from workshop.asgi import application

    async with serving(application) as port:
        opened = Room(port, session)
        yield opened
        await opened.close()


@pytest_asyncio.fixture
async def on_vote(room: Room) -> Room:
    """The same on slide 34, where 'goed' is open and its results are hidden."""
    await room.act("goto", slide="goed")
    return room
