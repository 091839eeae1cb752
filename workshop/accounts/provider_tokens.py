"""What an OpenID Connect provider says of who comes from there.

mozilla-django-oidc does the round trip (state, nonce, PKCE, code, signature). What it leaves to
its user stands here: whose token it is, for whom, and of when.
"""

from __future__ import annotations

import logging
from typing import Any, NoReturn, cast

import jwt
import requests
from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.utils.translation import gettext as _
from mozilla_django_oidc.auth import OIDCAuthenticationBackend

from polls.errors import PollsError
from workshop.accounts import provider_accounts
from workshop.accounts.provider import ENDPOINTS, LINKING, Refused, away, name, setting, wrong_clock

LEEWAY = 60  # seconds that two clocks may differ
logger = logging.getLogger(__name__)


class Exchange(OIDCAuthenticationBackend):
    """One round trip; of the provider itself nothing is asked before it is needed."""

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

    def authenticate(self, request: HttpRequest | None, **given: Any) -> User | None:
        """Raises PollsError with a sentence."""
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
