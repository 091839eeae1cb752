"""Access tokens: shown once, kept as a hash, and worth nothing once revoked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls.errors import PollsError
from workshop.accounts import tokens
from workshop.models import ApiToken, AuditEntry, ProviderAccount, ProviderLogin

pytestmark = pytest.mark.django_db


def make(user: User, scope: str = "read", name: str = "rooster") -> str:
    return tokens.make_token(user=user, name=name, scope=scope, by=user.username)


def code_of(token: str) -> str:
    with pytest.raises(PollsError) as refused:
        tokens.find_token(token)
    return refused.value.code


def test_a_token_is_found_and_only_its_hash_is_kept(trainer: User):
    token = make(trainer, "write")

    found = tokens.find_token(token)

    assert token.startswith("polshoogte_")
    assert len(token) > 50
    assert (found.user, found.scope, found.name) == (trainer, "write", "rooster")
    assert found.hash == tokens.hash_token(token)
    kept = [str(row) for row in ApiToken.objects.values_list()]
    assert not any(token.removeprefix("polshoogte_") in row for row in kept)


@pytest.mark.parametrize("wrong", ["", "polshoogte_", "\0", "\udcff", "x" * 100_000])
def test_what_was_never_made_is_unknown(trainer: User, wrong: str):
    make(trainer)

    assert code_of(wrong) == "token.unknown"


def test_a_revoked_token_is_unknown_and_another_goes_on(trainer: User):
    gone, other = make(trainer), make(trainer)
    row = tokens.find_token(gone)

    tokens.revoke_token(user=trainer, pk=row.pk, by="trainer")
    tokens.revoke_token(user=trainer, pk=row.pk, by="trainer")

    assert code_of(gone) == "token.unknown"
    assert tokens.find_token(other)
    told = AuditEntry.objects.filter(what="access token").values_list("about", flat=True)
    assert f"trainer: {row.pk} revoked" in told
    assert not any(gone in each or other in each for each in told)


def test_nobody_revokes_the_token_of_another(trainer: User):
    token = make(trainer)

    other = User.objects.create_user("other")

    tokens.revoke_token(user=other, pk=tokens.find_token(token).pk, by="other")

    assert tokens.find_token(token)


def test_it_stops_with_its_account_and_comes_back_with_it(trainer: User):
    token = make(trainer)

    User.objects.update(is_active=False)
    off = code_of(token)
    User.objects.update(is_active=True)

    assert off == "token.account_off"
    assert tokens.find_token(token)


def test_who_comes_by_the_provider_has_it_as_long_as_that_says_so(trainer: User):
    """Whoever is removed there is out here within an hour, and so is their program."""
    token = make(trainer)
    ProviderAccount.objects.create(user=trainer, issuer="https://id.example", subject="1")
    never = code_of(token)
    now = timezone.now()
    login = ProviderLogin.objects.create(
        session_key="x", user=trainer, tokens="", confirmed=now, next_check=now
    )
    confirmed = tokens.find_token(token)
    ProviderLogin.objects.update(confirmed=now - timedelta(hours=1, minutes=1))
    late = code_of(token)
    login.delete()

    assert confirmed.user == trainer
    assert (never, late, code_of(token)) == ("token.signed_out",) * 3


@pytest.mark.parametrize(
    ("name", "scope", "code"),
    [("", "read", "token.name"), (" \u202e\0", "read", "token.name"), ("x", "all", "token.scope")],
)
def test_a_token_that_cannot_be_is_not_made(trainer: User, name: str, scope: str, code: str):
    with pytest.raises(PollsError) as refused:
        make(trainer, scope, name)

    assert refused.value.code == code
    assert not ApiToken.objects.exists()


def test_a_trainer_has_no_more_than_twenty(trainer: User):
    for _number in range(tokens.MOST):
        make(trainer)

    with pytest.raises(PollsError) as refused:
        make(trainer)

    assert refused.value.code == "token.many"
    assert ApiToken.objects.count() == tokens.MOST


def test_its_use_is_noted_once_an_hour(trainer: User):
    token = make(trainer)
    tokens.find_token(token)
    first = ApiToken.objects.get().used
    tokens.find_token(token)
    again = ApiToken.objects.get().used
    ApiToken.objects.update(used=timezone.now() - timedelta(hours=2))
    tokens.find_token(token)

    assert first is not None
    assert again == first
    assert ApiToken.objects.get().used >= first
