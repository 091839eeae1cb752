"""The first trainer of an installation."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from workshop.accounts.users import first_trainer

pytestmark = pytest.mark.django_db


def test_a_new_installation_gets_a_trainer_who_cannot_log_in_by_password():
    made = first_trainer()

    assert (made.username, made.is_superuser, made.has_usable_password()) == (
        "trainer",
        False,
        False,
    )


def test_it_is_made_once():
    assert first_trainer() == first_trainer()
    assert User.objects.count() == 1


def test_the_oldest_account_that_is_active_comes_first():
    for name, active in (("weg", False), ("eerste", True), ("tweede", True)):
        User.objects.create_user(name, is_active=active)

    assert first_trainer().username == "eerste"
    assert User.objects.count() == 3
