"""The accounts of an installation: who may run workshops, and what an administrator may change.

An administrator is Django's superuser and sees every session; a trainer sees their own and what
is shared. There are no passwords here: somebody new comes in by a link and chooses one.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY, get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from polls.errors import PollsError
from polls.models import LiveSession
from workshop.accounts import audit
from workshop.accounts.audit import What
from workshop.models import ApiToken, ProviderAccount, RequiredFactor, Workshop


def list_accounts(*, search: str = "") -> QuerySet[User]:
    """All accounts by name, with `sessions`, `kept_workshops`, `tokens`, `has_factor` and
    `needs_factor`; of a search those with these words in their name or e-mail address."""
    found = get_user_model().objects.order_by("username")
    for word in search.split():
        found = found.filter(Q(username__icontains=word) | Q(email__icontains=word))
    factor = TOTPDevice.objects.filter(user=OuterRef("pk"), confirmed=True)
    return found.annotate(
        sessions=count_of(LiveSession, "facilitator"),
        kept_workshops=count_of(Workshop, "owner"),
        tokens=count_of(ApiToken, "user"),
        has_factor=Exists(factor),
        needs_factor=Exists(RequiredFactor.objects.filter(user=OuterRef("pk"))),
    )


def count_of(model: type[Model], whose: str) -> Coalesce:
    """How many there are of each account: counted apart, since joined they multiply."""
    own = model._default_manager.filter(**{whose: OuterRef("pk")}).order_by().values(whose)
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def find_account(pk: int) -> User:
    try:
        return list_accounts().get(pk=pk)
    except get_user_model().DoesNotExist:
        raise PollsError("account.unknown", _("Dit account is er niet.")) from None


def add_account(*, name: str, email: str = "", admin: bool = False, by: str) -> User:
    """An account without a password; raises PollsError for a name or an address that cannot be."""
    user = User(username=name.strip(), email=email.strip(), is_superuser=admin)
    user.set_unusable_password()
    if get_user_model().objects.filter(username__iexact=user.username).exists():
        raise taken(user.username)
    try:
        user.full_clean(exclude=["password"])
        with transaction.atomic():
            user.save()
    except ValidationError as problem:
        if "email" in problem.message_dict:
            raise PollsError(
                "account.email", _("Dit is geen e-mailadres. Laat het weg, of verbeter het.")
            ) from None
        raise PollsError(
            "account.name",
            _("Kies een naam van 1 tot 150 letters, cijfers en @ . + - _, zonder spaties."),
        ) from None
    except IntegrityError:  # two administrators at once
        raise taken(user.username) from None
    audit.record_event(who=by, what=What.ACCOUNT, about=f"{user.username}: made, {role_of(user)}")
    return user


def taken(name: str) -> PollsError:
    return PollsError("account.taken", _("Er is al een account ‘%(name)s’.") % {"name": name})


def role_of(user: User) -> str:
    """As the log names it."""
    return "administrator" if user.is_superuser else "trainer"


@transaction.atomic
def change_account(*, pk: int, change: str, by: str) -> User:
    """Make one of CHANGES to an account; raises PollsError when nobody would be left who can."""
    users = get_user_model().objects.select_for_update().order_by("pk")
    everybody = {each.pk: each for each in users.filter(Q(pk=pk) | Q(is_superuser=True))}
    user = everybody[pk]
    CHANGES[change](user)
    if not any(each.is_superuser and each.is_active for each in everybody.values()):
        raise PollsError(
            "account.last", _("Dit is de enige beheerder. Maak eerst iemand anders beheerder.")
        )
    user.save(update_fields=["is_active", "is_superuser"])
    what = What.ROLE if change in ROLES else What.ACCOUNT
    audit.record_event(who=by, what=what, about=f"{user}: {change}")
    return user


def disable(user: User) -> None:
    """Their tokens open nothing as long as it is off (workshop/accounts/tokens.py)."""
    user.is_active = False
    end_logins(user)


def enable(user: User) -> None:
    user.is_active = True


def make_administrator(user: User) -> None:
    user.is_superuser = True


def make_trainer(user: User) -> None:
    user.is_superuser = False


def reset_factor(user: User) -> None:
    """Switch the second factor off, for somebody who lost their telephone; where it is required
    they set another one up at the next login."""
    TOTPDevice.objects.filter(user=user).delete()


def require_factor(user: User) -> None:
    """Whoever has none yet is out, and sets it up at the next login."""
    RequiredFactor.objects.get_or_create(user=user)
    if not TOTPDevice.objects.filter(user=user, confirmed=True).exists():
        end_logins(user)


def release_factor(user: User) -> None:
    RequiredFactor.objects.filter(user=user).delete()


def end_logins(user: User) -> None:
    """Log somebody out everywhere; their open desks notice within seconds."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    for session in Session.objects.iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            store(session.session_key).flush()


def end_everything(user: User) -> None:
    """Log somebody out everywhere, their programs too: whoever has a token has to get another."""
    end_logins(user)
    ApiToken.objects.filter(user=user).delete()


def unlink(user: User) -> None:
    """Not the account of who it was at the provider any more; they come in by a link first. Their
    tokens held as long as the provider said so, which it does no more."""
    ProviderAccount.objects.filter(user=user).delete()
    end_everything(user)


ROLES = {"administrator", "trainer"}
CHANGES: dict[str, Any] = {
    "disable": disable,
    "enable": enable,
    "administrator": make_administrator,
    "trainer": make_trainer,
    "factor": reset_factor,
    "require-factor": require_factor,
    "release-factor": release_factor,
    "logins": end_everything,
    "unlink": unlink,
}


@transaction.atomic
def hand_over(*, pk: int, to: str, by: str) -> None:
    """Give somebody's sessions and workshops to another trainer."""
    user = find_account(pk)
    heir = get_user_model().objects.filter(username=to.strip(), is_active=True).first()
    if heir is None or heir.pk == user.pk:
        raise PollsError(
            "account.heir", _("Kies een ander account dat aan staat, aan wie je alles geeft.")
        )
    LiveSession.objects.filter(facilitator=user).update(facilitator=heir)
    Workshop.objects.filter(owner=user).update(owner=heir)
    about = f"{user}: handed over to {heir}"
    audit.record_event(who=by, what=What.ACCOUNT, about=about)
