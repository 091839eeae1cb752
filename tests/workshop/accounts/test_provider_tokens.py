"""A token is taken when it is the provider's, for us, and of now."""

from __future__ import annotations

from typing import Any

import jwt
import pytest
from django.test import Client

from polls.errors import PollsError
from tests.workshop.conftest import TRAINER, AtProvider
from workshop.accounts import provider_logins, provider_tokens
from workshop.models import ProviderLogin

pytestmark = pytest.mark.django_db


def token_of(client: Client, at_provider: AtProvider) -> str:
    at_provider.come(client)
    return provider_logins.open_sealed(ProviderLogin.objects.get().tokens)["id_token"]


@pytest.mark.parametrize(
    "wrong", [{"OIDC_RP_CLIENT_ID": "een ander"}, {"OIDC_ISSUER": "https://elders.example.org"}]
)
def test_a_token_for_somebody_else_or_of_another_is_refused(
    client: Client, at_provider: AtProvider, settings: Any, wrong: dict[str, str]
):
    token = token_of(client, at_provider)
    backend = provider_tokens.Exchange()
    key = backend.key_of(token)
    right = backend._verify_jws(token, key)
    for name, value in wrong.items():
        setattr(settings, name, value)

    with pytest.raises((jwt.InvalidAudienceError, jwt.InvalidIssuerError)):
        provider_tokens.Exchange()._verify_jws(token, key)

    assert right["sub"] == TRAINER["sub"]


def test_a_mistake_of_ours_is_no_answer_of_theirs():
    with pytest.raises(ZeroDivisionError):
        provider_tokens.explain(ZeroDivisionError())
    with pytest.raises(PollsError, match="geen bruikbaar antwoord"):
        provider_tokens.explain(jwt.InvalidSignatureError())
