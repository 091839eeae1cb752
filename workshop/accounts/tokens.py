"""Access tokens: with one a program does what its trainer may do, reading only or writing too.

A token is a long random text that is shown once. Only its hash is kept. There is nothing to
guess in it, as there is in a password, so one round of SHA-256 is enough.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.sessions.notes import clean_lines
from workshop.accounts import audit, provider_logins
from workshop.accounts.audit import What
from workshop.models import ApiToken

PREFIX = "polshoogte_"  # by which people, and programs that look for leaks, know one
MOST = 20  # of one trainer
LONGEST_NAME = 100  # characters
NOTED = timedelta(hours=1)  # between two notes that a token was used


@transaction.atomic
def make_token(*, user: User, name: str, scope: str, by: str) -> str:
    """A new token, of which only the hash is kept; raises PollsError."""
    if scope not in ApiToken.Scope.values:
        raise PollsError("token.scope", _("Kies wat het programma mag: lezen, of ook schrijven."))
    name = " ".join(clean_lines(name).split())[:LONGEST_NAME].strip()
    if not name:
        raise PollsError("token.name", _("Schrijf op waarvoor de toegangssleutel is."))
    owner = get_user_model().objects.select_for_update().get(pk=user.pk)
    if list_tokens(owner).count() >= MOST:
        raise PollsError(
            "token.many",
            _("Je hebt al %(most)d toegangssleutels. Trek er eerst een in.") % {"most": MOST},
        )
    token = PREFIX + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(user=owner, name=name, scope=scope, hash=hash_token(token))
    audit.record_event(who=by, what=What.TOKEN, about=f"{owner}: {row.pk} made, {scope}")
    return token


def hash_token(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def list_tokens(user: Any) -> QuerySet[ApiToken]:
    return ApiToken.objects.filter(user=user)


def find_token(token: str) -> ApiToken:
    """The row of a token that works now, with its trainer; raises PollsError."""
    found = ApiToken.objects.select_related("user__provider_account")
    row = found.filter(hash=hash_token(token)).first()
    if row is None:
        raise PollsError("token.unknown", _("Deze toegangssleutel is er niet, of is ingetrokken."))
    if not row.user.is_active:
        raise PollsError("token.account_off", _("Het account van deze toegangssleutel staat uit."))
    if hasattr(row.user, "provider_account") and not provider_logins.is_confirmed(row.user):
        raise PollsError(
            "token.signed_out",
            _("De eigenaar van deze toegangssleutel is niet meer ingelogd bij de organisatie."),
        )
    note_use(row)
    return row


def note_use(row: ApiToken) -> None:
    """Not at every request: what was read would otherwise be written each time."""
    now = timezone.now()
    if row.used is None or row.used < now - NOTED:
        ApiToken.objects.filter(pk=row.pk).update(used=now)


@transaction.atomic
def revoke_token(*, user: User, pk: int, by: str) -> None:
    """From now on nothing comes in with it; whoever revokes it twice hears the same."""
    removed, _rows = list_tokens(user).filter(pk=pk).delete()
    if removed:
        audit.record_event(who=by, what=What.TOKEN, about=f"{user}: {pk} revoked")
