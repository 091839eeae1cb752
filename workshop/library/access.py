"""Who may do what with a workshop: decided by `find_rights`, and nowhere else."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum
from typing import Any

from django.db.models import Q

from polls.models import TeamMember
from polls.sessions.access import teams_of
from workshop.models import Workshop


class Right(Enum):
    """What a trainer may do with a workshop."""

    SEE = "see"  # look, copy, start, take a file
    EDIT = "edit"
    OWN = "own"  # share it, throw it away, give it to a team


NOTHING: frozenset[Right] = frozenset()
SHARED = {
    Workshop.Sharing.OWN.value: NOTHING,
    Workshop.Sharing.LOOK.value: frozenset({Right.SEE}),
    Workshop.Sharing.EDIT.value: frozenset({Right.SEE, Right.EDIT}),
}


def find_rights(*, workshops: Sequence[Workshop], user: Any) -> dict[int, frozenset[Right]]:
    """What a trainer may do with each of these workshops, by its row's number. One of a team is
    its members'; whoever made it there, and the managers of the team, own it."""
    teams: dict[int, bool] = {}
    if any(each.team_id for each in workshops):
        rows = TeamMember.objects.filter(user=user).order_by()
        teams = dict(rows.values_list("team", "manages"))
    return {each.pk: rights_in(each, user, teams) for each in workshops}


def rights_in(workshop: Workshop, user: Any, teams: dict[int, bool]) -> frozenset[Right]:
    """With the teams of the trainer, by number, and whether they manage each."""
    mine = workshop.owner_id == user.pk
    if not workshop.team_id:
        return frozenset(Right) if mine else SHARED[workshop.sharing]
    if workshop.team_id not in teams:
        return SHARED[workshop.sharing]
    owns = mine or teams[workshop.team_id]
    return frozenset(Right) if owns else frozenset({Right.SEE, Right.EDIT})


def rights_on(workshop: Workshop, user: Any) -> frozenset[Right]:
    return find_rights(workshops=[workshop], user=user)[workshop.pk]


def may_edit(workshop: Workshop, user: Any) -> bool:
    return Right.EDIT in rights_on(workshop, user)


def belong_to(user: Any) -> Q:
    """The workshops of a trainer and of their teams, to filter by."""
    return Q(owner=user, team=None) | Q(team__in=teams_of(user))


def owned_by(user: Any) -> Q:
    """Those of them with which this trainer may do everything."""
    managed = TeamMember.objects.filter(user=user, manages=True).order_by()
    return belong_to(user) & (Q(owner=user) | Q(team__in=managed.values("team")))


def visible_to(user: Any) -> Q:
    """Those, and what colleagues share with everybody."""
    return belong_to(user) | Q(sharing__in=[Workshop.Sharing.LOOK, Workshop.Sharing.EDIT])
