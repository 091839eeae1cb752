"""Whose a link is, as long as it can be used."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from workshop.accounts.login_links import invitation_path, link_path, owner_of_link

pytestmark = pytest.mark.django_db


def owner(path: str) -> User | None:
    uid, token = path.partition("?")[0].strip("/").split("/")[-2:]
    with transaction.atomic():
        return owner_of_link(uid, token)


def test_a_link_is_its_users_until_they_log_in(trainer: User):
    path = link_path(trainer)
    before = owner(path)

    trainer.last_login = timezone.now()
    trainer.save()

    assert (before, owner(path)) == (trainer, None)


def test_an_invitation_is_a_link_that_says_so(trainer: User):
    assert invitation_path(trainer).endswith("/?invited")
    assert owner(invitation_path(trainer)) == trainer


def test_a_link_ends_with_the_account(trainer: User):
    path = link_path(trainer)
    trainer.is_active = False
    trainer.save()

    assert owner(path) is None


@pytest.mark.parametrize("uid", ["", "x", "MQ" * 500, "\u00e9", "LTE"])
def test_a_made_up_link_is_nobodys(trainer: User, uid: str):
    token = link_path(trainer).strip("/").split("/")[-1]

    with transaction.atomic():
        assert owner_of_link(uid, token) is None
