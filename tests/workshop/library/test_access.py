"""Who may do what with a workshop, of many at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from workshop.accounts import teams
from workshop.library import access, workshops
from workshop.library.access import Right
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("sharing", "rights"),
    [("own", set()), ("look", {Right.SEE}), ("edit", {Right.SEE, Right.EDIT})],
)
def test_sharing_gives_colleagues_what_it_says(trainer: User, sharing: str, rights: set[Right]):
    other = User.objects.create_user("karin")
    made = workshops.create_blank(owner=trainer)
    workshops.share_workshop(workshop=made, sharing=sharing)
    made.refresh_from_db()

    assert access.rights_on(made, other) == rights
    assert access.rights_on(made, trainer) == set(Right)
    assert (made in Workshop.objects.filter(access.visible_to(other))) == bool(rights)


def test_many_of_a_team_take_one_query(trainer: User, django_assert_num_queries: Any):
    team = teams.create_team(name="Team", by="beheer")
    teams.add_member(team=team, name="trainer", by="beheer")
    made = [workshops.create_blank(owner=trainer) for _number in range(5)]
    Workshop.objects.update(team=team)
    found = list(Workshop.objects.all())

    with django_assert_num_queries(1):
        rights = access.find_rights(workshops=found, user=trainer)

    assert rights == {each.pk: set(Right) for each in made}
    assert set(Workshop.objects.filter(access.owned_by(trainer))) == set(made)
