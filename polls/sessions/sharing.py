"""A session shared with a colleague: at which level, and no longer."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import LiveSession, SessionShare
from polls.sessions.access import teams_of
from polls.whole_numbers import whole_number


def share_session(*, session: LiveSession, name: str, level: str) -> SessionShare:
    """Let a colleague in, or give them another level; raises PollsError."""
    colleague = find_colleague(session, name)
    if level not in SessionShare.Level.values:
        raise PollsError("share.level", _("Kies wat je collega mag: begeleiden, kijken, meenemen."))
    share, _made = SessionShare.objects.update_or_create(
        session=session, user=colleague, defaults={"level": level}
    )
    return share


def find_colleague(session: LiveSession, name: str) -> User:
    people = get_user_model().objects.filter(is_active=True).exclude(pk=session.facilitator_id)
    colleague = people.filter(username=name.strip()).first()
    if colleague is None:
        raise PollsError(
            "share.colleague", _("Kies een collega die hier een account heeft dat aan staat.")
        )
    return colleague


def give_to(*, session: LiveSession, team: str, user: Any) -> None:
    """Make it one of a team (its row's number) of which this trainer is a member, or with ''
    of its facilitator alone; raises PollsError."""
    number = whole_number(team, highest=2**31 - 1)
    if team and number not in set(teams_of(user)):
        raise PollsError("share.team", _("Kies een team waar je zelf in zit."))
    LiveSession.objects.filter(pk=session.pk).update(team=number if team else None)


def stop_sharing(*, session: LiveSession, name: str) -> None:
    """From now on that colleague has no access; open desks of theirs close by themselves."""
    SessionShare.objects.filter(session=session, user__username=name.strip()).delete()
