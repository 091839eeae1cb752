"""Logins by way of the provider: kept as long as it says that somebody may still be here.

Every ten minutes it is asked again, with the token that came along. What it confirmed holds for
an hour and no longer, so whoever is removed there is out here within an hour, also while the
provider is away, and also from a desk that stays open.
"""

from __future__ import annotations

import json
import logging
from base64 import urlsafe_b64encode
from datetime import timedelta
from hashlib import sha256
from importlib import import_module
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import Q
from django.utils import timezone

from polls.errors import PollsError
from workshop.accounts import audit, provider, provider_accounts
from workshop.accounts.audit import What
from workshop.models import ProviderAccount, ProviderLogin

if TYPE_CHECKING:
    from cryptography.fernet import Fernet

HOLDS = timedelta(hours=1)  # after the provider confirmed it
CHECKED = timedelta(minutes=10)  # after which it is asked again
AGAIN = timedelta(minutes=1)  # after a try that failed
OUT = {"provider.refused", "provider.role", "provider.disabled"}  # this is clear
logger = logging.getLogger(__name__)


def cipher() -> Fernet:
    """What is kept can be read by this installation only."""
    from cryptography.fernet import Fernet  # as below: only where somebody came by a provider

    key = sha256(f"workshop.provider_logins {settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(key))


def seal(tokens: dict[str, Any]) -> str:
    kept = {name: tokens.get(name) for name in ("refresh_token", "id_token")}
    return cipher().encrypt(json.dumps(kept).encode()).decode()


def open_sealed(text: str) -> dict[str, Any]:
    """Nothing when the secret key has changed since."""
    from cryptography.fernet import InvalidToken

    try:
        return json.loads(cipher().decrypt(text))
    except InvalidToken:
        return {}


def keep(*, session_key: str, user: User, tokens: dict[str, Any]) -> None:
    now = timezone.now()
    ProviderLogin.objects.update_or_create(
        session_key=session_key,
        defaults={
            "user": user,
            "tokens": seal(tokens),
            "confirmed": now,
            "next_check": now + CHECKED,
        },
    )


def holds(session_key: str | None) -> bool:
    return ProviderLogin.objects.filter(within_the_hour(), session_key=session_key).exists()


def within_the_hour() -> Q:
    """What was confirmed long after now was so before the clock was set back: nobody knows when."""
    now = timezone.now()
    return Q(confirmed__gt=now - HOLDS, confirmed__lt=now + HOLDS)


def is_confirmed(user: Any) -> bool:
    """Whether the provider said within the hour that this person may be here."""
    return ProviderLogin.objects.filter(within_the_hour(), user=user).exists()


def forget_old() -> None:
    """Tokens of logins that ended, also after the provider was taken out of the settings."""
    ProviderLogin.objects.exclude(within_the_hour()).delete()


def check_due() -> None:
    """Ask about who has to be asked about, each once however many processes do this."""
    now = timezone.now()
    for login in ProviderLogin.objects.exclude(within_the_hour()):
        end(login)
    due = Q(next_check__lte=now) | Q(next_check__gt=now + CHECKED)  # the clock was set back
    for login in ProviderLogin.objects.filter(due).select_related("user"):
        mine = ProviderLogin.objects.filter(pk=login.pk, next_check=login.next_check)
        if mine.update(next_check=now + AGAIN):
            check(login)


def check(login: ProviderLogin) -> None:
    tokens = open_sealed(login.tokens)
    linked = ProviderAccount.objects.filter(user=login.user_id).first()
    if linked is None or not session_of(login).exists(login.session_key):
        end(login)
        return
    if not tokens.get("refresh_token"):
        return  # it ends by itself
    from workshop.accounts.provider_tokens import Exchange

    try:
        claims = Exchange().refresh(tokens, linked.subject)
        provider_accounts.give_role(login.user, admin=provider_accounts.is_administrator(claims))
    except PollsError as problem:
        if problem.code in OUT:
            end(login)
        else:
            keep_tokens(login, tokens)
        return
    keep_tokens(login, tokens)
    now = timezone.now()
    ProviderLogin.objects.filter(pk=login.pk).update(confirmed=now, next_check=now + CHECKED)


def keep_tokens(login: ProviderLogin, tokens: dict[str, Any]) -> None:
    """Also when the rest was not clear: a token that was used may not be used again."""
    ProviderLogin.objects.filter(pk=login.pk).update(tokens=seal(tokens))


def session_of(login: ProviderLogin) -> Any:
    return import_module(settings.SESSION_ENGINE).SessionStore(login.session_key)


def end(login: ProviderLogin) -> None:
    """Pages and open desks notice within seconds."""
    session_of(login).delete(login.session_key)
    if ProviderLogin.objects.filter(pk=login.pk).delete()[0]:
        who = login.user.get_username()
        audit.record_event(who=who, what=What.LOGOUT, about="provider")


def logout_address(session_key: str | None, back: str) -> str | None:
    """Where to log out at the provider too (RP-initiated); None when that is not to be done."""
    login = ProviderLogin.objects.filter(session_key=session_key).first()
    if login is None:
        return None
    tokens = open_sealed(login.tokens)
    ProviderLogin.objects.filter(pk=login.pk).delete()
    try:
        address = provider.find_addresses().get("end_session_endpoint")
    except PollsError:
        return None
    fields = {"client_id": settings.OIDC_RP_CLIENT_ID, "post_logout_redirect_uri": back}
    if tokens.get("id_token"):
        fields["id_token_hint"] = tokens["id_token"]
    return f"{address}?{urlencode(fields)}" if address else None
