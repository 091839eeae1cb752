"""Who gets in where: every address and every socket, for everyone. A new one needs a row.

The rows stand in rooms.py, desks.py and site.py; addresses of programs in test_programs.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.urls import path

from polls.models import LiveSession, Team
from polls.realtime.hub import Hub
from polls.realtime.routing import http_urlpatterns, websocket_urlpatterns
from polls.sessions import sharing
from tests.access import desks, rooms, site
from tests.access.expected import COLUMNS, everyone
from tests.access.world import World, ask, connect
from tests.polls.realtime.clients import Room, serving
from tests.test_docs import address
from workshop.accounts import teams
from workshop.asgi import application
from workshop.models import ApiToken
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


# Two columns that one row tells apart at least: else whoever lost a right, or has less of it, might
# as well have all of it.
APART = {
    ("nobody", "participant"),
    ("nobody", "other trainer"),
    ("nobody", "token read"),
    ("owner", "other trainer"),
    ("owner", "administrator"),
    ("owner", "facilitate"),
    ("owner", "token read"),
    ("owner", "token write"),
    ("other trainer", "administrator"),
    ("facilitate", "look"),
    ("facilitate", "take"),
    ("look", "take"),
    ("facilitate", "revoked"),
    ("facilitate", "switched off"),
    ("facilitate", "co-host"),
    ("team member", "other trainer"),
    ("team member", "facilitate"),
    ("team member", "team manager"),
    ("team member", "left the team"),
}
# A link works for whoever has it, so that a co-host stands in no row by that name: at every other
# address they get what nobody gets. And the tokens are told apart in test_programs.py.
ALIKE = {("nobody", "co-host"), ("token read", "token write")}


def told_apart(one: str, other: str) -> bool:
    found = [row[-1] for rows in (*MATRIX.values(), *rooms.SOCKETS.values()) for row in rows]
    return any(wanted[one] != wanted[other] for wanted in map(everyone, found))


@pytest.mark.parametrize(("one", "other"), sorted(APART))
def test_each_column_is_told_apart_from_who_has_more(one: str, other: str):
    assert told_apart(one, other)


@pytest.mark.parametrize(("one", "other"), sorted(ALIKE))
def test_no_row_tells_these_apart(one: str, other: str):
    assert not told_apart(one, other)


def give(world: World, change: str) -> None:
    """What an error in a rule would do to one column."""
    users = User.objects
    match change:
        case "revoked":
            sharing.share_session(session=world.session, name="revoked", level="look")
        case "look":
            sharing.share_session(session=world.session, name="look", level="facilitate")
        case "left the team":
            teams.add_member(team=Team.objects.get(), name="left", by="admin")
        case "switched off":
            users.filter(username="off").update(is_active=True)
        case "other trainer":
            users.filter(username="other").update(is_superuser=True)
        case "administrator":
            users.filter(username="admin").update(is_superuser=False)
        case "owner":
            other = users.get(username="other")
            LiveSession.objects.filter(pk=world.session.pk).update(facilitator=other)
        case "token read":
            ApiToken.objects.all().delete()


CHANGES = (  # whose, where it shows, and in this order: each leaves the next as it was
    ("revoked", "/desk/<code>/reach/"),
    ("look", "/desk/<code>/reach/"),
    ("switched off", "/desk/<code>/reach/"),
    ("left the team", "/teams/<pk>/"),
    ("administrator", "/accounts/log/"),
    ("other trainer", "/accounts/log/"),
    ("token read", "/api/v1/<place>"),
    ("owner", "/desk/<code>/reach/"),
)


async def test_the_matrix_notices_who_gets_too_much_or_too_little(world: World):
    for role, place in CHANGES:
        method, path, fields, expected = MATRIX[place][0]
        before = await ask(world, role, method, path, fields)
        await sync_to_async(give)(world, role)
        after = await ask(world, role, method, path, fields)

        wanted = everyone(expected)[role]
        assert (before == wanted, after == wanted) == (True, False), role
