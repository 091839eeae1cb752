"""Who gets in where: every address and every socket, for everyone. A new one needs a row.

The rows stand in rooms.py, desks.py and site.py; addresses of programs in test_programs.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.http import HttpResponse
from django.urls import path

from polls.models import LiveSession
from polls.realtime.hub import Hub
from polls.realtime.routing import http_urlpatterns, websocket_urlpatterns
from tests.access import desks, rooms, site
from tests.access.expected import COLUMNS, everyone
from tests.access.world import World, ask, connect
from tests.polls.realtime.clients import Room, serving
from tests.test_docs import address
from workshop.asgi import application
from workshop.urls import urlpatterns

pytestmark = pytest.mark.django_db(transaction=True)

MATRIX = {**rooms.ROWS, **desks.ROWS, **site.ROWS}
LOOKED_AT = {
    place for place, rows in MATRIX.items() if all(method == "GET" for method, *_rest in rows)
}
ISSUED = {  # with whom the matrix was asked for; the levels of sharing are three of them
    *("nobody", "participant", "other trainer", "team member", "facilitate", "look", "take"),
    *("co-host", "revoked", "owner", "administrator", "token read", "token write"),
}


@pytest.fixture
def world(session: LiveSession, live_hub: Hub) -> Iterator[World]:
    return World(session)


async def check(world: World, place: str) -> None:
    for method, where, fields, expected in MATRIX[place]:
        wanted = everyone(expected)
        found = {role: await ask(world, role, method, where, fields) for role in wanted}

        assert found == wanted, (method, where)


async def test_each_address_that_is_only_looked_at_lets_in_who_may(world: World):
    """In one world: looking changes nothing."""
    for place in LOOKED_AT:
        await check(world, place)


@pytest.mark.parametrize("place", sorted(MATRIX.keys() - LOOKED_AT))
async def test_each_address_lets_in_who_may(world: World, place: str):
    await check(world, place)


@pytest.mark.parametrize("place", rooms.SOCKETS)
async def test_each_socket_lets_in_who_may(world: World, place: str):
    async with serving(application) as port:
        room = Room(port, world.session)
        for where, expected in rooms.SOCKETS[place]:
            wanted = everyone(expected)
            found = {role: await connect(world, room, role, where) for role in wanted}

            assert found == wanted, where
        await room.close()


def without_row(patterns: Iterable[Any], rows: Iterable[str]) -> set[str]:
    return {address(pattern) for pattern in patterns} ^ {*rows}


def test_every_address_and_socket_has_a_row():
    assert without_row([*urlpatterns, *http_urlpatterns], MATRIX) == set()
    assert without_row(websocket_urlpatterns, rooms.SOCKETS) == set()


def test_a_new_address_without_a_row_is_missed():
    new = path("desk/<str:code>/wipe/", lambda _request, **_named: HttpResponse(), name="wipe")

    assert without_row([*urlpatterns, *http_urlpatterns, new], MATRIX) == {"/desk/<code>/wipe/"}
    assert without_row(urlpatterns, MATRIX) == {address(each) for each in http_urlpatterns}


def test_no_address_stands_in_two_places():
    parts = (rooms.ROWS, desks.ROWS, site.ACCOUNTS, site.WORKSHOPS, site.TOGETHER)

    assert sum(map(len, parts)) == len(MATRIX)


def test_everyone_has_a_column():
    assert set(COLUMNS) >= ISSUED
    assert len(COLUMNS) == len(set(COLUMNS)) == 16
