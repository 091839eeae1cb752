"""Who may enter a session: by its code, by the link of its screen, or as its facilitator."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession


def unknown() -> PollsError:
    return PollsError(
        "session.unknown", _("Deze code kennen we niet. Kijk op het scherm en probeer het opnieuw.")
    )


def session_by_code(*, code: str) -> int:
    pk = LiveSession.objects.filter(code=code).values_list("pk", flat=True).first()
    if pk is None:
        raise unknown()
    return pk


def screen_session(*, token: str) -> int:
    pk = LiveSession.objects.filter(screen_token=token).values_list("pk", flat=True).first()
    if pk is None:
        raise PollsError(
            "screen.unknown", _("Deze link werkt niet meer. Open het scherm opnieuw vanaf de desk.")
        )
    return pk


def desk_session(*, code: str, user: Any) -> int:
    """The session for its facilitator; whoever may not see it learns nothing about it."""
    sessions = LiveSession.objects.filter(code=code)
    if not user.is_authenticated:
        raise PollsError("desk.login", _("Log eerst in."))
    if not user.is_superuser:
        sessions = sessions.filter(facilitator=user)
    pk = sessions.values_list("pk", flat=True).first()
    if pk is None:
        raise unknown()
    return pk
