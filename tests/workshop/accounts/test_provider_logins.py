"""Who is removed at the provider is out here within an hour; who is not stays in."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import sync_to_async
from django.contrib.auth.models import User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from polls.errors import PollsError
from polls.models import LiveSession
from polls.realtime import hub
from polls.realtime.hub import Hub
from polls.sessions import access
from tests.polls.realtime.clients import Peer, Room, serving
from tests.workshop.conftest import TRAINER, AtProvider
from workshop.accounts import provider, provider_logins
from workshop.asgi import application
from workshop.models import AuditEntry, ProviderLogin
from workshop.upkeep import schedule

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client: Client, at_provider: AtProvider) -> Client:
    at_provider.come(client)
    return client


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def later(**more: Any) -> None:
    """Every login was confirmed that long ago, and is asked about when it is due."""
    login = ProviderLogin.objects.get()
    age = timedelta(**more)
    ProviderLogin.objects.update(confirmed=login.confirmed - age, next_check=login.next_check - age)
    provider_logins.check_due()


def test_who_is_still_there_stays_for_hours(inside: Client):
    for _time in range(8):
        later(minutes=20)

    assert is_in(inside)
    assert ProviderLogin.objects.get().confirmed > timezone.now() - timedelta(minutes=1)


def test_nobody_is_asked_about_before_it_is_due(inside: Client, at_provider: AtProvider):
    before = ProviderLogin.objects.get().tokens
    at_provider.control(person=None)

    provider_logins.check_due()

    assert is_in(inside)
    assert ProviderLogin.objects.get().tokens == before


def test_who_is_removed_there_is_out_here(inside: Client, at_provider: AtProvider):
    at_provider.control(person=None)
    later(minutes=11)

    assert not is_in(inside)
    assert not ProviderLogin.objects.exists()
    assert AuditEntry.objects.latest("pk").about == "provider"


def test_the_desk_of_who_is_removed_there_closes(
    inside: Client, at_provider: AtProvider, session: LiveSession
):
    """What the hub asks every few seconds of each open desk."""
    session.facilitator = User.objects.get(username="piet")
    session.save()
    login = inside.session.session_key
    assert access.still_desk_session(code=session.code, login=login) == session
    at_provider.control(person=None)
    later(minutes=11)

    with pytest.raises(PollsError) as refused:
        access.still_desk_session(code=session.code, login=login)

    assert refused.value.code == "desk.login"


@pytest.mark.parametrize("groups", [[], ["iedereen"]])
def test_who_left_the_group_is_out(inside: Client, at_provider: AtProvider, groups: list[str]):
    at_provider.control(person=TRAINER | {"groups": groups})
    later(minutes=11)

    assert not is_in(inside)


def test_who_changed_groups_has_another_role(inside: Client, at_provider: AtProvider):
    at_provider.control(person=TRAINER | {"groups": ["beheerders"]})
    later(minutes=11)

    assert inside.get("/accounts/").status_code == 200


def test_what_is_not_clear_holds_for_an_hour(inside: Client, at_provider: AtProvider):
    """The groups do not come along any more: is somebody in one?"""
    at_provider.control(person={key: TRAINER[key] for key in ("sub", "email")})
    later(minutes=50)
    still = is_in(inside)
    later(minutes=11)

    assert (still, is_in(inside)) == (True, False)


def test_a_provider_that_is_away_holds_nobody_longer(inside: Client, at_provider: AtProvider):
    found = provider.find_addresses()
    cache.set(at_provider.issuer, found | {"token_endpoint": "http://127.0.0.1:9"})
    later(minutes=50)
    still = is_in(inside)
    login = ProviderLogin.objects.get()
    cache.delete(at_provider.issuer)
    ProviderLogin.objects.update(next_check=timezone.now())
    provider_logins.check_due()

    assert still
    assert ProviderLogin.objects.get().confirmed > login.confirmed


def test_a_login_ends_after_an_hour_also_when_nobody_looks(inside: Client):
    ProviderLogin.objects.update(confirmed=timezone.now() - provider_logins.HOLDS)

    assert not is_in(inside)


def test_without_a_token_to_ask_again_it_ends_after_an_hour(inside: Client):
    ProviderLogin.objects.update(tokens=provider_logins.seal({}))
    later(minutes=50)
    still = is_in(inside)
    later(minutes=11)

    assert (still, is_in(inside)) == (True, False)


def test_a_login_that_ended_here_is_not_asked_about_any_more(inside: Client):
    inside.session.delete(inside.session.session_key)
    later(minutes=11)

    assert not ProviderLogin.objects.exists()


def test_tokens_go_with_the_hour(inside: Client):
    provider_logins.forget_old()
    before = ProviderLogin.objects.count()
    ProviderLogin.objects.update(confirmed=timezone.now() - provider_logins.HOLDS)
    schedule.run_upkeep()

    assert (before, ProviderLogin.objects.count()) == (1, 0)


def test_tokens_are_sealed(inside: Client, settings: Any):
    kept = ProviderLogin.objects.get().tokens
    opened = provider_logins.open_sealed(kept)
    settings.SECRET_KEY = "een andere" * 6

    assert opened["refresh_token"] not in kept
    assert opened["id_token"].count(".") == 2
    assert provider_logins.open_sealed(kept) == {}


def test_logging_out_logs_out_there_too(inside: Client, at_provider: AtProvider):
    address = inside.post("/desk/logout/").headers["location"]

    assert address.startswith(f"{at_provider.issuer}/session/end?")
    assert "id_token_hint=" in address
    assert "post_logout_redirect_uri=http%3A%2F%2Ftestserver%2Fdesk%2Flogin%2F" in address
    assert not is_in(inside)
    assert not ProviderLogin.objects.exists()


def test_who_came_in_otherwise_logs_out_here(
    client: Client, trainer: User, at_provider: AtProvider
):
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")

    assert client.post("/desk/logout/").headers["location"] == "/desk/login/"


# The sockets of who is removed there


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The time by which logins hold; sockets look who may stay at each beat."""
    clock = SimpleNamespace(now=timezone.now())
    monkeypatch.setattr(provider_logins, "timezone", SimpleNamespace(now=lambda: clock.now))
    monkeypatch.setattr(hub, "BEAT", 0.05)
    return clock


async def open_desk(room: Room, at_provider: AtProvider) -> Peer:
    """The desk of who came in by the provider, whose session it is."""
    client = Client()
    await sync_to_async(at_provider.come)(client)
    piet = await User.objects.aget(username="piet")
    await LiveSession.objects.filter(pk=room.session.pk).aupdate(facilitator=piet)
    cookie = f"sessionid={client.cookies['sessionid'].value}"
    path = f"/ws/desk/{room.session.code}/"
    return await room.open(path, Cookie=cookie, Origin=room.origin)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("asked", [True, False], ids=["removed there", "nobody asks there"])
async def test_an_open_desk_closes_within_the_hour_and_the_room_goes_on(
    at_provider: AtProvider,
    session: LiveSession,
    live_hub: Hub,
    clock: SimpleNamespace,
    asked: bool,
):
    """The control: as long as the provider says so, or did within the hour, it stays."""
    check = sync_to_async(provider_logins.check_due if asked else list)
    until, later = (11, 11) if asked else (59, 2)  # minutes
    async with serving(application) as port:
        room = Room(port, session)
        desk, phone = await open_desk(room, at_provider), await room.phone()
        await desk.until(type="state")
        clock.now += timedelta(minutes=until)
        await check()
        for _time in range(2):
            await desk.until(type="pulse")

        await sync_to_async(at_provider.control)(person=None)
        clock.now += timedelta(minutes=later)
        await check()
        error = await desk.until(type="error")
        code = await desk.closed()

        assert (error["code"], code) == ("desk.login", 4404)
        assert until + later < 62
        for _time in range(2):
            await phone.until(type="pulse")
        await room.close()
