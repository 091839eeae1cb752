"""Signing in at an OpenID Connect provider: whether there is one, its name and its addresses.

Nothing here loads the libraries that speak with it: they take a tenth of a second, and every
command and most installations have no use for them.
"""

from __future__ import annotations

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.translation import gettext as _
from mozilla_django_oidc.utils import import_from_settings

from polls.errors import PollsError

BACKEND = "workshop.accounts.provider.Backend"
LINKING = "provider_link"  # in a session: whoever comes back is linked to who is logged in
FOUND_FOR = 3600  # seconds that the provider's addresses are remembered
ENDPOINTS = {
    "OIDC_OP_AUTHORIZATION_ENDPOINT": "authorization_endpoint",
    "OIDC_OP_TOKEN_ENDPOINT": "token_endpoint",
    "OIDC_OP_USER_ENDPOINT": "userinfo_endpoint",
    "OIDC_OP_JWKS_ENDPOINT": "jwks_uri",
}
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
logger = logging.getLogger(__name__)


class Refused(PollsError):
    """The provider says no, and will say so again."""

    def __init__(self, message: str) -> None:
        super().__init__("provider.refused", message)


def is_set() -> bool:
    return bool(settings.OIDC_ISSUER)


def name() -> str:
    """As buttons and sentences call the provider."""
    return settings.OIDC_NAME or _("je organisatie")


def away() -> PollsError:
    return PollsError(
        "provider.away",
        _("Inloggen via %(name)s lukt nu niet: daar komt geen bruikbaar antwoord. Probeer het zo.")
        % {"name": name()},
    )


def wrong_clock() -> PollsError:
    return PollsError(
        "provider.clock",
        _("De klok van %(name)s en die van deze server lopen niet gelijk. Vraag je beheerder.")
        % {"name": name()},
    )


def find_addresses() -> dict[str, Any]:
    """What the provider says of itself (OpenID Connect Discovery); raises PollsError."""
    found = cache.get(settings.OIDC_ISSUER)
    if found is None:
        found = ask_addresses()
        cache.set(settings.OIDC_ISSUER, found, FOUND_FOR)
    return found


def ask_addresses() -> dict[str, Any]:
    import requests

    address = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
    try:
        reply = requests.get(address, timeout=settings.OIDC_TIMEOUT)
        reply.raise_for_status()
        found: dict[str, Any] = reply.json()
        if all(found.get(name) for name in NEEDED) and found["issuer"] == settings.OIDC_ISSUER:
            return found
        logger.error("%s is not of the issuer %s", address, settings.OIDC_ISSUER)
    except (requests.RequestException, ValueError, TypeError, AttributeError) as problem:
        logger.warning("The OpenID Connect provider is away (%s)", type(problem).__name__)
    raise away()


def setting(attr: str, *default: Any) -> Any:
    """As the library asks: the addresses of the provider come from the provider."""
    if attr in ENDPOINTS:
        return find_addresses().get(ENDPOINTS[attr], "")
    return import_from_settings(attr, *default)


class Backend(ModelBackend):
    """As Django asks who somebody is: made for every request of who is logged in."""

    def get_user(self, user_id: int) -> User | None:
        return super().get_user(user_id) if is_set() else None

    def authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:  # type: ignore[override]
        """Raises PollsError with a sentence; None only for somebody with a password."""
        if not given.get("nonce") or not is_set():
            return None
        from workshop.accounts.provider_tokens import Exchange

        return Exchange().authenticate(request, **given)
