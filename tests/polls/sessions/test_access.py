"""Who gets into a session: works, wrong key, wrong person, wrong state."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import access
from tests import acting

pytestmark = pytest.mark.django_db


def code_of(refused: pytest.ExceptionInfo[PollsError]) -> str:
    return refused.value.code


def test_a_code_leads_to_its_session(bare_session: LiveSession):
    assert access.session_by_code(code=bare_session.code) == bare_session.pk


@pytest.mark.parametrize("code", ["", "00000000", "x"])
def test_another_code_leads_nowhere(bare_session: LiveSession, code: str):
    with pytest.raises(PollsError) as refused:
        access.session_by_code(code=code)

    assert code_of(refused) == "session.unknown"


def test_the_link_of_a_screen_works_until_there_is_a_newer_one(bare_session: LiveSession):
    old = bare_session.screen_token
    found = access.screen_session(token=old)
    acting.act(bare_session, "screen-renew")
    bare_session.refresh_from_db()

    assert found == access.screen_session(token=bare_session.screen_token) == bare_session.pk
    with pytest.raises(PollsError) as refused:
        access.screen_session(token=old)
    assert code_of(refused) == "screen.unknown"


def test_the_link_of_a_cohost_works_until_it_is_taken_back(bare_session: LiveSession):
    acting.act(bare_session, "cohost-invite")
    bare_session.refresh_from_db()
    token = bare_session.cohost_token
    found = access.cohost_session(token=token)
    acting.act(bare_session, "cohost-dismiss")

    assert found == bare_session.pk
    with pytest.raises(PollsError) as refused:
        access.cohost_session(token=token)
    assert code_of(refused) == "cohost.unknown"


def test_no_token_opens_nothing(bare_session: LiveSession):
    """A session without a co-host has no token: an empty one must not match that."""
    for find, code in (
        (access.cohost_session, "cohost.unknown"),
        (access.screen_session, "screen.unknown"),
    ):
        with pytest.raises(PollsError) as refused:
            find(token="")
        assert code_of(refused) == code


def test_a_desk_is_for_its_trainer_and_an_administrator(bare_session: LiveSession, trainer: User):
    admin = User.objects.create_superuser("beheer")

    for user in (trainer, admin):
        assert access.desk_session(code=bare_session.code, user=user) == bare_session


def test_an_action_gets_a_session_of_which_nothing_is_missing_once_it_is_held(
    bare_session: LiveSession, trainer: User
):
    """What is missing would be read where nothing may be read: by those who tell the phones."""
    session = access.session_to_lock(code=bare_session.code, user=trainer)
    missing = session.get_deferred_fields()

    acting.act(session, "begin")

    assert "position" in missing
    assert session.get_deferred_fields() == set()
    assert session.deck.get_deferred_fields() == {"source"}


def test_another_trainer_learns_nothing(bare_session: LiveSession):
    other = User.objects.create_user("ander")

    for code in (bare_session.code, "00000000"):
        with pytest.raises(PollsError) as refused:
            access.desk_session(code=code, user=other)
        assert code_of(refused) == "session.unknown"
        with pytest.raises(PollsError) as refused:
            access.session_to_lock(code=code, user=other)
        assert code_of(refused) == "session.unknown"


def test_nobody_who_is_not_logged_in_has_a_desk(bare_session: LiveSession):
    with pytest.raises(PollsError) as refused:
        access.desk_session(code=bare_session.code, user=AnonymousUser())

    assert code_of(refused) == "desk.login"


def test_a_login_opens_a_desk_until_it_ends(
    bare_session: LiveSession, client: Client, trainer: User
):
    client.force_login(trainer)
    login = client.session.session_key or ""
    found = access.still_desk_session(code=bare_session.code, login=login)
    import_module(settings.SESSION_ENGINE).SessionStore(login).delete()

    assert found == bare_session
    with pytest.raises(PollsError) as refused:
        access.still_desk_session(code=bare_session.code, login=login)
    assert code_of(refused) == "desk.login"


def test_an_account_that_was_switched_off_is_nobody(client: Client, trainer: User):
    client.force_login(trainer)
    login = client.session.session_key or ""
    before = access.user_of(login=login)
    User.objects.filter(pk=trainer.pk).update(is_active=False)

    assert before == trainer
    assert access.user_of(login=login).is_authenticated is False
