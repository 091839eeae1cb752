"""Whether somebody can log in with a password, and what a server says of that at its start."""

from __future__ import annotations

from typing import Any

from django.conf import settings

from polls.errors import PollsError
from workshop.accounts import provider, provider_accounts
from workshop.models import ProviderAccount


def is_off() -> bool:
    """PASSWORD_LOGIN=false holds from the first administrator on who came in by the provider:
    before that it would lock everybody out."""
    return not settings.PASSWORD_LOGIN and provider.is_set() and has_administrator()


def may_have(user: Any) -> bool:
    """Whether a password is of use to an account: the provider's own have none, since it would
    let in who was removed there."""
    return not is_off() and not (provider.is_set() and provider_accounts.is_linked(user))


def has_administrator() -> bool:
    found = ProviderAccount.objects.filter(user__is_superuser=True, user__is_active=True)
    return found.filter(issuer=settings.OIDC_ISSUER).exists()


def notes() -> list[str]:
    """For the terminal: what is not as the settings ask, yet."""
    found = []
    if provider.is_set():
        try:
            provider.find_addresses()
        except PollsError:
            found.append(
                f"OIDC_ISSUER {settings.OIDC_ISSUER} gives no usable answer: nobody can sign in "
                "there now. `manage.py login_link USERNAME` makes a link that works without it."
            )
    if not settings.PASSWORD_LOGIN and not is_off():
        found.append(
            "PASSWORD_LOGIN=false waits: passwords still work until an administrator has signed "
            "in by the OpenID Connect provider."
        )
    return found
