"""A login by the provider holds as long as it was confirmed; others as long as Django's do."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from workshop.accounts import provider, provider_logins
from workshop.accounts.login_sessions import SessionStore

pytestmark = pytest.mark.django_db


def test_a_login_by_the_provider_that_nothing_confirms_is_empty(client: Client, trainer: User):
    client.force_login(trainer, backend=provider.BACKEND)
    key = client.session.session_key
    without = dict(SessionStore(key).items())
    provider_logins.keep(session_key=key, user=trainer, tokens={})

    assert without == {}
    assert SessionStore(key)["_auth_user_id"] == str(trainer.pk)


def test_a_login_by_password_needs_nothing(client: Client, trainer: User):
    client.force_login(trainer, backend="django.contrib.auth.backends.ModelBackend")

    assert SessionStore(client.session.session_key)["_auth_user_id"] == str(trainer.pk)
