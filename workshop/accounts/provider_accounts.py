"""Whose account it is that the provider speaks of, and which role its groups give."""

from __future__ import annotations

import re
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.accounts import accounts, audit
from workshop.accounts.audit import What
from workshop.models import ProviderAccount

PROVIDER = "(provider)"  # as the log names it
Claims = dict[str, Any]


def groups_of(claims: Claims) -> set[str]:
    """Some providers send a single group as a text."""
    said = claims.get(settings.OIDC_GROUPS_CLAIM)
    if said is None:
        raise PollsError(
            "provider.groups",
            _(
                "Bij het inloggen is niet meegestuurd bij welke groepen je hoort. "
                "Vraag je beheerder om dat in te stellen."
            ),
        )
    return {str(each) for each in said} if isinstance(said, list) else {str(said)}


def is_administrator(claims: Claims) -> bool:
    """Raises PollsError for anyone who is in none of the groups: no account by accident."""
    groups = groups_of(claims)
    if groups & set(settings.OIDC_ADMIN_GROUPS):
        return True
    if groups & set(settings.OIDC_TRAINER_GROUPS):
        return False
    raise PollsError(
        "provider.role",
        _(
            "Je hoort niet bij een groep die hier mag werken. "
            "Vraag je beheerder om je toe te voegen."
        ),
    )


def enter(claims: Claims, *, linked: User | AnonymousUser | None = None) -> User:
    """The account of who comes in: theirs, a new one, or `linked` that becomes theirs."""
    admin = is_administrator(claims)
    try:
        return find_or_make(claims, admin=admin, linked=linked)
    except IntegrityError:  # twice at once, and the other was first
        return find_or_make(claims, admin=admin, linked=linked)


@transaction.atomic
def find_or_make(claims: Claims, *, admin: bool, linked: User | AnonymousUser | None) -> User:
    whose = {"issuer": settings.OIDC_ISSUER, "subject": str(claims["sub"])}
    known = ProviderAccount.objects.select_related("user").filter(**whose).first()
    if linked is not None and linked.is_authenticated:
        user = cast(User, linked)
        if known is None and not ProviderAccount.objects.filter(user=user).exists():
            link(user, whose)
        elif known is None or known.user != user:
            raise PollsError(
                "provider.linked", _("Een van deze twee is al aan een ander account gekoppeld.")
            )
    elif known is not None:
        user = known.user
    else:
        user = make_account(claims, admin=admin)
        ProviderAccount.objects.create(user=user, **whose)
    if not user.is_active:
        raise PollsError("provider.disabled", _("Dit account staat uit. Vraag je beheerder."))
    give_role(user, admin=admin)
    return user


def link(user: User, whose: dict[str, str]) -> None:
    """From now on by the provider alone: the password ends, and with it every other login."""
    ProviderAccount.objects.create(user=user, **whose)
    user.set_unusable_password()
    user.save(update_fields=["password"])
    accounts.end_logins(user)
    audit.record_event(who=user.get_username(), what=What.ACCOUNT, about=f"{user}: linked")


def make_account(claims: Claims, *, admin: bool) -> User:
    """Never one that exists already: an address or a name at the provider proves nothing here."""
    email = address_of(claims)
    named = str(claims.get("preferred_username") or email or claims["sub"])
    username = re.sub(r"[^\w.@+-]", "-", named)[:150]
    same = Q(username__iexact=username) | (Q(email__iexact=email) if email else Q(pk=None))
    if get_user_model().objects.filter(same).exists():
        raise PollsError(
            "provider.taken",
            _(
                "Er is hier al een account met deze naam of dit e-mailadres. "
                "Vraag je beheerder om een inloglink, en koppel het dan op ‘Je account’."
            ),
        )
    return accounts.add_account(name=username, email=email, admin=admin, by=PROVIDER)


def address_of(claims: Claims) -> str:
    email = str(claims.get("email") or "")
    try:
        validate_email(email)
    except ValidationError:
        return ""
    return email


def give_role(user: User, *, admin: bool) -> None:
    """As the groups say; without groups for administrators that is decided here."""
    if not settings.OIDC_ADMIN_GROUPS or user.is_superuser == admin:
        return
    user.is_superuser = admin
    user.save(update_fields=["is_superuser"])
    about = f"{user}: {accounts.role_of(user)}"
    audit.record_event(who=PROVIDER, what=What.ROLE, about=about)


def is_linked(user: Any) -> bool:
    return ProviderAccount.objects.filter(user_id=user.pk).exists()
