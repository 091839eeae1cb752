"""Who may enter a session: by its code, by the link of its screen, or as its facilitator."""

from __future__ import annotations

from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from polls.errors import PollsError
from polls.models import LiveSession


def unknown_code() -> PollsError:
    return PollsError(
        "session.unknown", _("Deze code kennen we niet. Kijk op het scherm en probeer het opnieuw.")
    )


def session_by_code(*, code: str) -> int:
    pk = LiveSession.objects.filter(code=code).values_list("pk", flat=True).first()
    if pk is None:
        raise unknown_code()
    return pk


def screen_session(*, token: str) -> int:
    pk = LiveSession.objects.filter(screen_token=token).values_list("pk", flat=True).first()
    if pk is None:
        raise screen_unknown()
    return pk


def screen_unknown() -> PollsError:
    return PollsError(
        "screen.unknown", _("Deze link werkt niet meer. Open het scherm opnieuw vanuit de regie.")
    )


def cohost_session(*, token: str) -> int:
    pk = LiveSession.objects.filter(cohost_token=token).values_list("pk", flat=True).first()
    if pk is None:
        raise PollsError(
            "cohost.unknown", _("Deze link werkt niet meer. Vraag de trainer om een nieuwe.")
        )
    return pk


def login_first() -> PollsError:
    return PollsError("desk.login", _("Log eerst in."))


def desk_session(*, code: str, user: Any) -> LiveSession:
    """The session for its facilitator; whoever may not see it learns nothing about it."""
    sessions = LiveSession.objects.with_deck().filter(code=code)
    if not user.is_authenticated:
        raise login_first()
    if not user.is_superuser:
        sessions = sessions.filter(facilitator=user)
    try:
        return sessions.get()
    except LiveSession.DoesNotExist:
        raise unknown_code() from None


def still_desk_session(*, code: str, login: str) -> LiveSession:
    """As desk_session, now, for the key of a login: it may have ended or lost its rights."""
    return desk_session(code=code, user=user_of(login=login))


def user_of(*, login: str) -> Any:
    """Whoever logged in with this key; an anonymous user when that has ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(login)
    return get_user(cast(HttpRequest, SimpleNamespace(session=store)))
