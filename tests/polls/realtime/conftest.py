"""A running server with one session, for the tests of sockets."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest_asyncio
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User

from polls.models import LiveSession
from polls.realtime.hub import Hub
from tests.polls.realtime.clients import Room, serving
from tests.polls.realtime.hosts import Host


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


@pytest_asyncio.fixture
async def hosts(room: Room, trainer: User) -> AsyncIterator[tuple[Host, Host]]:
    """The trainer and an administrator, each behind a desk."""
    admin = await sync_to_async(User.objects.create_superuser)("beheer")
    pair = await Host.enter(room, trainer), await Host.enter(room, admin)
    yield pair
    for host in pair:
        await host.http.aclose()
