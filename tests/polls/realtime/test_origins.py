"""Which pages and programs may open a socket: scheme, host and port of their origin are ours."""

from __future__ import annotations

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.test import Client
from websockets.exceptions import InvalidStatus

from tests.polls.realtime.clients import Room

pytestmark = pytest.mark.django_db(transaction=True)

HOSTS = [
    "evil.example",
    "127.0.0.1",
    "127.0.0.1:81",
    "127.0.0.1:{port}0",
    "127.0.0.1:{port}.evil.example",
    "127.0.0.1.evil.example:{port}",
    "evil127.0.0.1:{port}",
    "evil.example:{port}",
    "x.127.0.0.1:{port}",
    "127.0.0.1:{port}@evil.example",
    "evil.example@127.0.0.1:{port}",
    "127.0.0.1%00.evil.example:{port}",
    "127.0.0.1\uff0eevil.example:{port}",
    "127.1:{port}",
    "2130706433:{port}",
    "0x7f.0.0.1:{port}",
    "[::ffff:127.0.0.1]:{port}",
    "xn--127-0-0-1.example:{port}",
    "localhost:{port}",
    "127.0.0.1.:{port}",
]
ORIGINS = [
    *("null", "", "file://", "about:blank", "127.0.0.1:{port}", "//127.0.0.1:{port}"),
    *(f"{scheme}://{host}" for host in HOSTS for scheme in ("http", "https")),
    *(f"{scheme}://127.0.0.1:{{port}}" for scheme in ("https", "ws", "ftp", "chrome-extension")),
]


@pytest.mark.parametrize("path", ["/ws/{code}/", "/ws/screen/{token}/", "/ws/desk/{code}/"])
async def test_a_page_of_another_site_cannot_connect(room: Room, path: str):
    path = path.format(code=room.session.code, token=room.session.screen_token)
    origins = [each.format(port=room.port).encode().decode("latin-1") for each in ORIGINS]

    assert len(origins) >= 40
    assert {each: await answered(room, path, Origin=each) for each in origins} == dict.fromkeys(
        origins, 403
    )
    assert await answered(room, path, Origin=room.origin) == 101


async def answered(room: Room, path: str, **headers: str) -> int:
    """The status of a handshake."""
    try:
        await room.open(path, **headers)
    except InvalidStatus as refused:
        return refused.response.status_code
    return 101


async def test_a_program_without_an_origin_may_be_a_phone_or_a_screen_and_no_desk(
    room: Room, trainer: User
):
    laptop = Client()
    await sync_to_async(laptop.force_login)(trainer)
    login = f"sessionid={laptop.cookies['sessionid'].value}"
    code, token = room.session.code, room.session.screen_token

    paths = [f"/ws/{code}/", f"/ws/screen/{token}/", f"/ws/desk/{code}/"]
    found = [await answered(room, path, Cookie=login) for path in paths]
    desk = await room.open(f"/ws/desk/{code}/", Cookie=login, Origin=room.origin)

    assert found == [101, 101, 403]
    assert (await desk.receive())["type"] == "state"


async def test_a_page_of_this_site_can_connect(room: Room):
    phone = await room.phone(Origin=f"http://127.0.0.1:{room.port}")

    assert (await phone.receive())["type"] == "state"


async def test_a_host_name_that_is_not_ours_is_refused(room: Room):
    with pytest.raises(InvalidStatus):
        await room.phone(Host="evil.example")
