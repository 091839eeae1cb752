"""Whoever logs out or loses a right loses the sockets too."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session

from polls.models import LiveSession, Team, TeamMember
from polls.realtime import hub
from polls.sessions import sharing
from tests.polls.realtime.clients import Room

pytestmark = pytest.mark.django_db(transaction=True)


def give_away() -> None:
    LiveSession.objects.update(facilitator=User.objects.create_user("other"))


@pytest.mark.parametrize(
    ("leave", "told"),
    [
        (lambda: Session.objects.all().delete(), "desk.login"),
        (lambda: User.objects.update(is_active=False), "desk.login"),
        (lambda: User.objects.update(password="another"), "desk.login"),
        (give_away, "session.left"),
    ],
    ids=["logged out", "switched off", "another password", "given away"],
)
async def test_a_desk_whose_login_ended_is_closed(
    room: Room, trainer: User, leave: Callable[[], object], told: str
):
    desk, screen = await room.desk(trainer), await room.screen()
    await desk.receive()

    await sync_to_async(leave)()
    error = await desk.until(type="error")
    code = await desk.closed()

    assert (error["code"], code) == (told, 4404)
    assert hub.PULSES * hub.BEAT < 5  # seconds between two looks at who may stay
    await screen.until(type="pulse")


async def test_a_desk_that_is_no_longer_shared_is_closed_with_a_sentence(
    room: Room, session: LiveSession, trainer: User
):
    colleague = await sync_to_async(User.objects.create_user)("karin")
    share = sync_to_async(sharing.share_session)
    await share(session=session, name="karin", level="look")
    own, theirs = await room.desk(trainer), await room.desk(colleague)
    await theirs.receive()

    await sync_to_async(sharing.stop_sharing)(session=session, name="karin")
    error = await theirs.until(type="error")
    code = await theirs.closed()

    assert (error["code"], error["message"], code) == (
        *("session.left", "Je hebt geen toegang meer tot deze sessie.", 4404),
    )
    await own.until(type="pulse")


@pytest.mark.parametrize("how", ["left", "ended"])
async def test_a_desk_of_a_team_is_closed_when_its_member_or_the_team_goes(
    room: Room, session: LiveSession, trainer: User, how: str
):
    colleague = await sync_to_async(User.objects.create_user)("karin")
    team = await Team.objects.acreate(name="Jeugd")
    await TeamMember.objects.acreate(team=team, user=colleague)
    await LiveSession.objects.filter(pk=session.pk).aupdate(team=team)
    own, theirs = await room.desk(trainer), await room.desk(colleague)
    assert (await theirs.receive())["type"] == "state"

    await (team if how == "ended" else TeamMember.objects.filter(user=colleague)).adelete()
    error = await theirs.until(type="error")
    code = await theirs.closed()

    assert (error["code"], code) == ("session.left", 4404)
    await own.until(type="pulse")
