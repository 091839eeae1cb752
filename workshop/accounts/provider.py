"""Signing in at an OpenID Connect provider: what it says of itself, and of who comes from there.

mozilla-django-oidc does the round trip (state, nonce, PKCE, code, signature). What it leaves to
its user stands here: finding the provider's addresses, whose token it is, for whom, and of when.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn, cast

import jwt
import requests
from django.conf import settings
from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import User
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils.translation import gettext as _
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import import_from_settings

from polls.errors import PollsError
from workshop.accounts import provider_accounts

BACKEND = "workshop.accounts.provider.Backend"
LINKING = "provider_link"  # in a session: whoever comes back is linked to who is logged in
LEEWAY = 60  # seconds that two clocks may differ
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


class Backend(OIDCAuthenticationBackend):
    """Made for every request of who is logged in, so nothing is asked before it is needed."""

    def __init__(self) -> None:
        self.OIDC_RP_CLIENT_ID = settings.OIDC_RP_CLIENT_ID
        self.OIDC_RP_CLIENT_SECRET = settings.OIDC_RP_CLIENT_SECRET
        self.OIDC_RP_SIGN_ALGO = settings.OIDC_RP_SIGN_ALGO
        self.OIDC_RP_IDP_SIGN_KEY = None
        self.tokens: dict[str, Any] = {}

    def __getattr__(self, attr: str) -> Any:
        if attr in ENDPOINTS:
            return setting(attr)
        raise AttributeError(attr)

    get_settings = staticmethod(setting)

    def get_user(self, user_id: int) -> User | None:
        return ModelBackend.get_user(self, user_id) if is_set() else None

    def authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:
        """Raises PollsError with a sentence; None only for somebody with a password."""
        if not given.get("nonce") or not is_set():
            return None
        try:
            return super().authenticate(request, **given)
        except Exception as problem:
            explain(problem)

    def get_token(self, payload: dict[str, Any]) -> dict[str, Any]:
        self.tokens = super().get_token(payload)
        return self.tokens

    def _verify_jws(self, payload: Any, key: Any) -> dict[str, Any]:
        """Also whose it is, for whom and of when: the library leaves these out."""
        return jwt.decode(
            payload,
            key,
            algorithms=[self.OIDC_RP_SIGN_ALGO],
            issuer=settings.OIDC_ISSUER,
            audience=self.OIDC_RP_CLIENT_ID,
            leeway=LEEWAY,
            options={"require": ["exp", "iat", "iss", "aud", "sub"]},
        )

    def get_or_create_user(self, access_token: str, id_token: str, payload: Any) -> User:
        claims = self.complete_claims(access_token, payload)
        session = self.request.session
        linked = self.request.user if session.pop(LINKING, False) else None
        user = provider_accounts.enter(claims, linked=linked)
        cast(Any, user).provider_tokens = self.tokens  # for whoever keeps the login
        return user

    def complete_claims(self, access_token: str, payload: dict[str, Any]) -> dict[str, Any]:
        """Of the token, and when groups are not in it also what the provider says if asked."""
        if settings.OIDC_GROUPS_CLAIM in payload or not self.OIDC_OP_USER_ENDPOINT:
            return payload
        said = self.get_userinfo(access_token, "", payload)
        if said.get("sub") != payload["sub"]:
            raise SuspiciousOperation("The provider speaks of somebody else")
        return said | payload

    def refresh(self, tokens: dict[str, Any], subject: str) -> dict[str, Any]:
        """Newer tokens into `tokens`; what the provider says of them now. Raises Refused, or a
        PollsError when it is not clear."""
        asked = {
            "client_id": self.OIDC_RP_CLIENT_ID,
            "client_secret": self.OIDC_RP_CLIENT_SECRET,
            "grant_type": "refresh_token",
            "refresh_token": tokens["refresh_token"],
        }
        try:
            tokens.update(self.get_token(asked))
            payload = {"sub": subject}
            if self.tokens.get("id_token"):
                payload = self._verify_jws(tokens["id_token"], self.key_of(tokens["id_token"]))
            if payload["sub"] != subject:
                raise Refused(_("Dit is iemand anders."))
            return self.complete_claims(tokens["access_token"], payload)
        except Exception as problem:
            explain(problem)

    def key_of(self, token: str) -> Any:
        symmetric = self.OIDC_RP_SIGN_ALGO.startswith("HS")
        return self.OIDC_RP_CLIENT_SECRET if symmetric else self.retrieve_matching_jwk(token)


def explain(problem: Exception) -> NoReturn:
    """Whatever went wrong at the provider, as one sentence; the log has no token in it."""
    if isinstance(problem, PollsError):
        raise problem
    if isinstance(problem, (jwt.ExpiredSignatureError, jwt.ImmatureSignatureError)):
        logger.error("The clocks of the OpenID Connect provider and this server differ")
        raise wrong_clock() from None
    if isinstance(problem, requests.HTTPError) and error_of(problem) == "invalid_grant":
        raise Refused(
            _("%(name)s laat je niet meer binnen. Log opnieuw in, of vraag je beheerder.")
            % {"name": name()},
        ) from None
    known = (requests.RequestException, jwt.PyJWTError, SuspiciousOperation)
    if not isinstance(problem, (*known, ValueError, KeyError, TypeError)):
        raise problem
    said = error_of(problem) if isinstance(problem, requests.HTTPError) else ""
    logger.error("Not usable from the OpenID Connect provider: %s %s", type(problem).__name__, said)
    raise away() from None


def error_of(problem: requests.HTTPError) -> str:
    """The code of an OAuth error (RFC 6749, 5.2), such as invalid_client."""
    if problem.response is None:
        return ""
    try:
        return str(problem.response.json().get("error", ""))[:50]
    except (ValueError, AttributeError):
        return ""
