"""Who may enter a session, and what they may do there: by its code, by the link of its screen, or
as a trainer. What a trainer may is decided by `find_rights`, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from importlib import import_module
from types import SimpleNamespace
from typing import Any, cast

from django.conf import settings
from django.contrib.auth import get_user
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from polls.errors import PollsError
from polls.models import DeckVersion, LiveSession, SessionShare, TeamMember


class Right(Enum):
    """What a trainer may do with a session."""

    SEE = "see"  # follow it as it goes
    STEER = "steer"  # every page and button of the desk
    READ = "read"  # its report
    TAKE = "take"  # its files
    OWN = "own"  # share it, keep it longer or shorter, delete it


EVERYTHING = frozenset(Right)
NOTHING: frozenset[Right] = frozenset()
RIGHTS = {
    SessionShare.Level.FACILITATE.value: EVERYTHING - {Right.OWN},
    SessionShare.Level.LOOK.value: frozenset({Right.SEE, Right.READ}),
    SessionShare.Level.TAKE.value: frozenset({Right.READ, Right.TAKE}),
}


TELLS_RIGHTS = ("code", "facilitator", "team")
DECK_FIELDS = [
    f"deck__{field.name}" for field in DeckVersion._meta.concrete_fields if field.name != "source"
]


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


def find_rights(*, sessions: Sequence[LiveSession], user: Any) -> dict[int, frozenset[Right]]:
    """What a trainer may do with each of these sessions, by its row's number. Members of its team
    may what somebody may with whom it is shared to facilitate."""
    owned = {each.pk for each in sessions if user.is_superuser or each.facilitator_id == user.pk}
    others = [each.pk for each in sessions if each.pk not in owned]
    found = dict.fromkeys(owned, EVERYTHING)
    if others:
        shares = SessionShare.objects.filter(session__in=others, user=user).order_by()
        found |= {pk: RIGHTS[level] for pk, level in shares.values_list("session", "level")}
    if any(each.team_id and each.pk not in owned for each in sessions):
        teams = set(teams_of(user))
        teamed = [each.pk for each in sessions if each.pk not in owned and each.team_id in teams]
        found |= dict.fromkeys(teamed, RIGHTS[SessionShare.Level.FACILITATE.value])
    return {each.pk: found.get(each.pk, NOTHING) for each in sessions}


def rights_on(session: LiveSession, user: Any) -> frozenset[Right]:
    return find_rights(sessions=[session], user=user)[session.pk]


def in_reach(user: Any) -> Q:
    """The sessions with which a trainer may do anything at all, to filter by."""
    if user.is_superuser:
        return Q()
    shared = SessionShare.objects.filter(user=user).order_by()
    return Q(facilitator=user) | Q(pk__in=shared.values("session")) | Q(team__in=teams_of(user))


def teams_of(user: Any) -> QuerySet[TeamMember, int]:
    """The numbers of the teams of which somebody is a member now."""
    return TeamMember.objects.filter(user=user).order_by().values_list("team", flat=True)


def belong_with(session: LiveSession) -> Q:
    """The sessions whose tips and counts stand beside this one's: those of its team, or without
    one those of its facilitator that are of no team."""
    if session.team_id:
        return Q(team=session.team_id)
    return Q(facilitator=session.facilitator_id, team=None)


def desk_session(*, code: str, user: Any, right: Right = Right.STEER) -> LiveSession:
    """The session for a trainer with this right; whoever has none learns nothing about it."""
    return admit_trainer(LiveSession.objects.with_deck(), code, user, right)


def session_to_lock(*, code: str, user: Any, right: Right = Right.STEER) -> LiveSession:
    """As desk_session, for an action: of the session only what tells rights is read, as the
    action reads the whole row again once it holds it. The deck is read as ever."""
    needed = LiveSession.objects.select_related("deck").only(*TELLS_RIGHTS, *DECK_FIELDS)
    return admit_trainer(needed, code, user, right)


def admit_trainer(
    sessions: QuerySet[LiveSession], code: str, user: Any, right: Right
) -> LiveSession:
    if not user.is_authenticated:
        raise login_first()
    try:
        session = sessions.get(code=code)
    except LiveSession.DoesNotExist:
        raise unknown_code() from None
    rights = rights_on(session, user)
    if not rights:
        raise unknown_code()
    if right not in rights:
        raise PollsError("session.level", _("Deze sessie is met je gedeeld, maar niet hiervoor."))
    return session


def still_desk_session(*, code: str, login: str) -> LiveSession:
    """As desk_session, now, for the key of a login: it may have ended or lost its rights."""
    user = user_of(login=login)
    try:
        return desk_session(code=code, user=user, right=Right.SEE)
    except PollsError as problem:
        if not user.is_authenticated:
            raise
        raise PollsError(
            "session.left", _("Je hebt geen toegang meer tot deze sessie.")
        ) from problem


def user_of(*, login: str) -> Any:
    """Whoever logged in with this key; an anonymous user when that has ended."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(login)
    return get_user(cast(HttpRequest, SimpleNamespace(session=store)))
