"""Whoever logs out or loses a right loses the sockets too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from polls.models import LiveSession
from polls.realtime import hub
from tests.polls.realtime.clients import Room

pytestmark = pytest.mark.django_db(transaction=True)


def give_away() -> None:
    LiveSession.objects.update(facilitator=User.objects.create_user("other"))


@pytest.mark.parametrize(
    "leave",
    [
        lambda: Session.objects.all().delete(),
        lambda: User.objects.update(is_active=False),
        lambda: User.objects.update(password="another"),
        give_away,
    ],
    ids=["logged out", "switched off", "another password", "given away"],
)
async def test_a_desk_whose_login_ended_is_closed(
    room: Room, trainer: User, leave: Callable[[], object]
):
    desk, screen = await room.desk(trainer), await room.screen()
    await desk.receive()

    await sync_to_async(leave)()
    error = await desk.until(type="error")
    code = await desk.closed()

    assert (error["code"], code) == ("desk.login", 4404)
    assert hub.PULSES * hub.BEAT < 5  # seconds between two looks at who may stay
    await screen.until(type="pulse")
