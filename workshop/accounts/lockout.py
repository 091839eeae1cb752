"""Whoever guesses a password waits, longer after every wrong one; nobody else does.

django-axes asks this handler. Tries are counted in the database, so that all processes count
together and a restart forgets nothing: a name at an address, as a hash that only this
installation can make.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from axes.handlers.base import AbstractAxesHandler, AxesBaseHandler
from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.crypto import salted_hmac

from polls import network
from workshop.models import WrongPasswords

FIRST = timedelta(minutes=1)  # after AXES_FAILURE_LIMIT wrong ones; doubles with each next
LONGEST = timedelta(hours=1)
FORGET = timedelta(days=1)  # after the last wrong one
MOST = 10_000  # rows; when they are full, each new one pushes the oldest out


class Lockout(AbstractAxesHandler, AxesBaseHandler):
    def is_locked(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> bool:
        return locked_until(request, credentials) is not None

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        row = WrongPasswords.objects.filter(who=hash_name(request, credentials)).first()
        return row.count if row else 0

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any], request: Any = None, **_more: Any
    ) -> None:
        """A try during the wait changes nothing: else somebody could make it last for ever."""
        request.axes_credentials = credentials
        if locked_until(request, credentials) is None:
            count_wrong(hash_name(request, credentials))
        request.axes_locked_out = locked_until(request, credentials) is not None

    def user_logged_in(self, sender: Any, request: Any, user: Any, **_more: Any) -> None:
        name = {"username": user.get_username()}
        WrongPasswords.objects.filter(who=hash_name(request, name)).delete()

    def user_logged_out(self, *_arguments: Any, **_more: Any) -> None:
        """Nothing of it is kept here: the audit log has it."""


def hash_place(request: HttpRequest, purpose: str) -> str:
    """An address, for something that is counted of it alone."""
    place = network.network_of(request.META.get("REMOTE_ADDR", ""))
    return salted_hmac(f"workshop.{purpose}", place, algorithm="sha256").hexdigest()


def hash_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """A name at an address, as a keyed hash: neither can be read back."""
    name = (credentials or {}).get("username") or ""
    place = f"{network.network_of(request.META.get('REMOTE_ADDR', ''))} {name}"
    return salted_hmac("workshop.lockout", place, algorithm="sha256").hexdigest()


def locked_until(request: HttpRequest, credentials: dict[str, Any] | None) -> datetime | None:
    """When this name may try again at this address; None when it may now."""
    return waits_until(hash_name(request, credentials))


def waits_until(who: str) -> datetime | None:
    """None as well for a wait that began later than now: the clock was set back since."""
    now = timezone.now()
    row = WrongPasswords.objects.filter(who=who, wait_until__gt=now, last__lte=now).first()
    return row.wait_until if row else None


@transaction.atomic
def count_wrong(who: str) -> None:
    """One more wrong password."""
    forget_old()
    now = timezone.now()
    WrongPasswords.objects.get_or_create(who=who, defaults={"wait_until": now})
    WrongPasswords.objects.filter(who=who).update(count=F("count") + 1)  # locks the row
    row = WrongPasswords.objects.get(who=who)
    row.wait_until, row.last = now + waiting_time(row.count), now
    row.save()
    oldest = WrongPasswords.objects.order_by("-last").values_list("pk", flat=True)[MOST:]
    WrongPasswords.objects.filter(pk__in=list(oldest)).delete()


def forget_old() -> None:
    WrongPasswords.objects.filter(last__lt=timezone.now() - FORGET).delete()


def waiting_time(count: int) -> timedelta:
    """How long after that many wrong passwords in a row."""
    over = count - settings.AXES_FAILURE_LIMIT
    if over < 0:
        return timedelta()
    return min(FIRST * 2 ** min(over, 10), LONGEST)


def minutes_until(moment: datetime | None) -> int:
    left = (moment or timezone.now()) - timezone.now()
    return max(1, -(-left // timedelta(minutes=1)))


def locked_page(request: HttpRequest, credentials: dict[str, Any]) -> HttpResponse:
    """The page for anyone who has to wait: how long, and what helps."""
    minutes = minutes_until(locked_until(request, credentials))
    response = render(request, "desk/locked.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(60 * minutes)
    return response
