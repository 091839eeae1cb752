"""What is here is counted anew each time: nothing can be forgotten or counted twice."""

from __future__ import annotations

from typing import Any

import pytest
from prometheus_client import REGISTRY

from polls.models import LiveSession
from polls.realtime.hub import Hub
from tests.polls.realtime.clients import Room, eventually, serving
from workshop.asgi import application

pytestmark = pytest.mark.django_db(transaction=True)


def phones() -> float:
    return REGISTRY.get_sample_value("polshoogte_sockets", {"kind": "phones"}) or 0


async def test_a_phone_that_leaves_is_no_socket_any_more(session: LiveSession, live_hub: Hub):
    async with serving(application) as port:
        room = Room(port, session)
        first, second = await room.phone(), await room.phone()
        for phone in (first, second):
            await phone.until(type="state")
        live_hub.measure()
        both = phones()
        await first.close()
        presence: Any = live_hub.rooms[session.pk].presence
        await eventually(lambda: len(presence.phones) == 1)
        live_hub.measure()
        one = phones()
        await room.close()

    assert (both, one) == (2, 1)
