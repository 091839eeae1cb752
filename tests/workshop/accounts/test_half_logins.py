"""Whoever has to set up a second factor first: known for a while, and only for that."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django_otp.plugins.otp_totp.models import TOTPDevice

from workshop.accounts import half_logins
from workshop.models import RequiredFactor

pytestmark = pytest.mark.django_db


@pytest.fixture
def session(trainer: User) -> dict[str, Any]:
    RequiredFactor.objects.create(user=trainer)
    kept: dict[str, Any] = {}
    half_logins.keep(kept, trainer, how="link", onward="/desk/")
    return kept


def test_somebody_is_known_by_what_was_kept(session: dict[str, Any], trainer: User):
    found = half_logins.find(session)

    assert found is not None
    assert (found[0], found[1].how, found[1].onward) == (trainer, "link", "/desk/")
    assert half_logins.find({}) is None


@pytest.mark.parametrize("change", ["later", "another password", "off", "released", "set up"])
def test_it_ends_with_what_it_was_for(
    session: dict[str, Any], trainer: User, change: str, monkeypatch: pytest.MonkeyPatch
):
    match change:
        case "later":
            over = half_logins.timezone.now() + timedelta(seconds=half_logins.LONGEST + 1)
            monkeypatch.setattr(half_logins, "timezone", SimpleNamespace(now=lambda: over))
        case "another password":
            User.objects.update(password="another")
        case "off":
            User.objects.update(is_active=False)
        case "released":
            RequiredFactor.objects.all().delete()
        case "set up":
            TOTPDevice.objects.create(user=trainer, confirmed=True)

    assert half_logins.find(session) is None
