"""Teams: made by administrators; who is in one is chosen by its managers and by administrators."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import Team, TeamMember
from workshop.accounts import audit
from workshop.accounts.audit import What

LONGEST_NAME = 80


def list_teams(*, user: Any) -> QuerySet[Team]:
    """The teams of a trainer, or for an administrator all, with how many `people` are in each."""
    found = Team.objects.all()
    if not user.is_superuser:
        found = found.filter(pk__in=TeamMember.objects.filter(user=user).values("team"))
    return found.annotate(people=Count("memberships"))


def find_team(*, pk: int, user: Any) -> Team | None:
    """A team that this trainer may see."""
    return list_teams(user=user).filter(pk=pk).first()


def may_manage(team: Team, user: Any) -> bool:
    return user.is_superuser or team.memberships.filter(user=user, manages=True).exists()


def create_team(*, name: str, by: str) -> Team:
    team = Team(name=clean_name(name))
    keep_name(team)
    record(by, team, "made")
    return team


def rename_team(*, team: Team, name: str, by: str) -> None:
    before, team.name = team.name, clean_name(name)
    keep_name(team)
    record(by, team, f"renamed from {before}")


def keep_name(team: Team) -> None:
    """Store it, unless there is a team with this name."""
    taken = PollsError("team.taken", _("Er is al een team ‘%(name)s’.") % {"name": team.name})
    if Team.objects.filter(name__iexact=team.name).exclude(pk=team.pk).exists():
        raise taken
    try:
        with transaction.atomic():
            team.save()
    except IntegrityError:  # two at once
        raise taken from None


def clean_name(name: str) -> str:
    """One line; raises PollsError when nothing is left, or too much."""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not 0 < len(shown) <= LONGEST_NAME:
        raise PollsError(
            "team.name",
            _("Geef het team een naam van hooguit %(most)d letters.") % {"most": LONGEST_NAME},
        )
    return shown


def add_member(*, team: Team, name: str, by: str) -> None:
    user = get_user_model().objects.filter(username=name.strip(), is_active=True).first()
    if user is None:
        raise PollsError(
            "team.person", _("Kies een collega die hier een account heeft dat aan staat.")
        )
    TeamMember.objects.get_or_create(team=team, user=user)
    record(by, team, f"with {user}")


def remove_member(*, team: Team, name: str, by: str) -> None:
    """From now on they see nothing of the team; their open desks of it close by themselves."""
    member_of(team, name).delete()
    record(by, team, f"without {name}")


def let_manage(*, team: Team, name: str, manages: bool, by: str) -> None:
    member = member_of(team, name)
    member.manages = manages
    member.save(update_fields=["manages"])
    record(by, team, f"{name} {'manages' if manages else 'no longer manages'}")


def member_of(team: Team, name: str) -> TeamMember:
    member = team.memberships.filter(user__username=name).first()
    if member is None:
        raise PollsError("team.member", _("Deze collega zit niet (meer) in het team."))
    return member


def delete_team(*, team: Team, by: str) -> None:
    """Its sessions go on, of whoever began each; its workshops are of whoever made each."""
    record(by, team, "deleted")
    team.delete()


def record(by: str, team: Team, what: str) -> None:
    audit.record_event(who=by, what=What.ACCOUNT, about=f"team {team.name}: {what}"[:200])
