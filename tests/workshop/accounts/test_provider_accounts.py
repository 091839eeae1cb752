"""No account becomes a trainer by accident, and none becomes somebody else's."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from tests.workshop.conftest import TRAINER
from workshop.accounts import provider_accounts
from workshop.models import AuditEntry, ProviderAccount

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def configured(settings: Any) -> None:
    settings.OIDC_ISSUER = "https://login.example.org"
    settings.OIDC_TRAINER_GROUPS = ["trainers"]
    settings.OIDC_ADMIN_GROUPS = ["beheerders"]


def refusal(claims: dict[str, Any], **more: Any) -> str:
    with pytest.raises(PollsError) as refused:
        provider_accounts.enter(claims, **more)
    return refused.value.code


@pytest.mark.parametrize(
    ("groups", "admin"),
    [
        (["trainers"], False),
        ("trainers", False),  # ADFS sends one group as a text
        (["beheerders"], True),
        (["trainers", "beheerders"], True),
    ],
)
def test_groups_become_roles(groups: Any, admin: bool):
    user = provider_accounts.enter(TRAINER | {"groups": groups})

    assert user.is_superuser == admin


@pytest.mark.parametrize(
    ("groups", "code"),
    [
        (None, "provider.groups"),
        ([], "provider.role"),
        (["iedereen"], "provider.role"),
        (["Trainers"], "provider.role"),
        ("", "provider.role"),
    ],
)
def test_whoever_is_in_none_of_the_groups_gets_no_account(groups: Any, code: str):
    assert refusal(TRAINER | {"groups": groups}) == code
    assert not User.objects.exists()


def test_the_role_follows_the_groups(settings: Any):
    user = provider_accounts.enter(TRAINER | {"groups": ["beheerders"]})

    again = provider_accounts.enter(TRAINER)

    assert (again, again.is_superuser) == (user, False)
    found = AuditEntry.objects.values_list("who", "what", "about")
    assert list(found) == [
        ("(provider)", "account", "piet: made, administrator"),
        ("(provider)", "role", "piet: trainer"),
    ]


def test_without_groups_for_administrators_that_is_decided_here(settings: Any):
    settings.OIDC_ADMIN_GROUPS = []
    user = provider_accounts.enter(TRAINER)
    User.objects.update(is_superuser=True)

    assert provider_accounts.enter(TRAINER).is_superuser
    assert provider_accounts.enter(TRAINER) == user


@pytest.mark.parametrize(
    ("username", "email"), [("piet", ""), ("Piet", "x@example.org"), ("x", "PIET@example.org")]
)
def test_an_account_that_exists_is_not_taken_over(username: str, email: str):
    User.objects.create_user(username, email)

    assert refusal(TRAINER) == "provider.taken"
    assert not ProviderAccount.objects.exists()
    assert User.objects.count() == 1


def test_whoever_is_known_may_have_another_name_and_address_by_now():
    user = provider_accounts.enter(TRAINER)

    again = provider_accounts.enter(TRAINER | {"preferred_username": "p", "email": "p@example.org"})

    assert again == user


def test_an_account_is_linked_by_who_is_logged_in(trainer: User):
    trainer.set_password("een-lang-wachtwoord")
    trainer.save()

    user = provider_accounts.enter(TRAINER, linked=trainer)

    trainer.refresh_from_db()
    assert (user, trainer.has_usable_password()) == (trainer, False)
    assert provider_accounts.enter(TRAINER) == trainer


def test_an_account_is_linked_once(trainer: User):
    other = User.objects.create_user("other")
    provider_accounts.enter(TRAINER, linked=trainer)

    assert refusal(TRAINER, linked=other) == "provider.linked"
    assert refusal(TRAINER | {"sub": "een ander"}, linked=trainer) == "provider.linked"
    assert [each.user for each in ProviderAccount.objects.all()] == [trainer]


def test_an_account_that_is_off_stays_off():
    provider_accounts.enter(TRAINER)
    User.objects.update(is_active=False)

    assert refusal(TRAINER) == "provider.disabled"


@pytest.mark.parametrize(
    ("claims", "name", "email"),
    [
        ({"preferred_username": "piet van dam"}, "piet-van-dam", "piet@example.org"),
        ({"preferred_username": None}, "piet@example.org", "piet@example.org"),
        ({"preferred_username": "", "email": ""}, "id-van-piet", ""),
        ({"email": "geen adres"}, "piet", ""),
    ],
)
def test_a_name_that_cannot_be_here_becomes_one_that_can(
    claims: dict[str, Any], name: str, email: str
):
    user = provider_accounts.enter(TRAINER | claims)

    assert (user.username, user.email) == (name, email)
