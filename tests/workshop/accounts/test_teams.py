"""Teams: what a member may, and that all of it goes at once."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User

from polls.errors import PollsError
from polls.models import LiveSession, Team
from polls.results import comparison
from polls.sessions import access as session_access
from polls.sessions import sessions
from workshop.accounts import teams
from workshop.facilitating import starting
from workshop.library import access, house_styles, workshops
from workshop.library.access import Right
from workshop.looks.style import Style
from workshop.models import AuditEntry, Workshop

pytestmark = pytest.mark.django_db

GREEN = Style("#154273", "#e17000")


@pytest.fixture
def karin(db: None) -> User:
    return User.objects.create_user("karin")


@pytest.fixture
def team(trainer: User, karin: User) -> Team:
    made = teams.create_team(name="Sociaal domein", by="beheer")
    for user in (trainer, karin):
        teams.add_member(team=made, name=user.username, by="beheer")
    return made


@pytest.fixture
def workshop(team: Team, trainer: User) -> Workshop:
    made = workshops.create_blank(owner=trainer, title="Samen")
    workshops.give_to(workshop=made, team=str(team.pk), user=trainer)
    made.refresh_from_db()
    return made


def started(workshop: Workshop, user: User) -> LiveSession:
    return starting.start(deck=workshop.slug, facilitator=user)


def test_a_member_edits_and_starts_what_is_of_the_team(
    team: Team, workshop: Workshop, trainer: User, karin: User
):
    house_styles.save_style(team=team, style=GREEN)
    house_styles.save_style(owner=trainer, style=Style("#000000", "#e17000"))

    assert access.rights_on(workshop, karin) == {Right.SEE, Right.EDIT}
    assert access.rights_on(workshop, trainer) == set(Right)
    assert list(workshops.list_workshops(user=karin)) == [workshop]
    session = started(workshop, karin)
    assert (session.team, session.style["main"]) == (team, GREEN.main)
    assert session_access.rights_on(session, trainer) == (
        session_access.EVERYTHING - {session_access.Right.OWN}
    )


@pytest.mark.parametrize("how", ["removed", "deleted"])
def test_access_goes_at_once_and_the_session_goes_on(
    team: Team, workshop: Workshop, trainer: User, karin: User, how: str
):
    session = started(workshop, trainer)
    before = session_access.rights_on(session, karin)
    if how == "removed":
        teams.remove_member(team=team, name="karin", by="beheer")
    else:
        teams.delete_team(team=team, by="beheer")
    session.refresh_from_db()
    workshop.refresh_from_db()

    assert before
    assert session_access.rights_on(session, karin) == set()
    assert access.rights_on(workshop, karin) == set()
    assert list(sessions.list_sessions(user=karin)) == []
    assert list(workshops.list_workshops(user=karin)) == []
    assert session_access.rights_on(session, trainer) == session_access.EVERYTHING
    assert access.rights_on(workshop, trainer) == set(Right)


def test_whoever_made_a_workshop_and_left_has_left_it_too(
    team: Team, workshop: Workshop, trainer: User, karin: User
):
    teams.let_manage(team=team, name="karin", manages=True, by="beheer")
    teams.remove_member(team=team, name="trainer", by="beheer")

    assert access.rights_on(workshop, trainer) == set()
    assert access.rights_on(workshop, karin) == set(Right)


def test_tips_and_counts_are_of_the_team_or_of_a_person(
    team: Team, workshop: Workshop, trainer: User, karin: User
):
    ours, mine = (
        started(workshop, karin),
        starting.start(deck="beter-samenwerken", facilitator=karin),
    )
    theirs = started(workshop, trainer)
    for each in (ours, mine, theirs):
        LiveSession.objects.filter(pk=each.pk).update(started=each.created)
        each.refresh_from_db()

    assert set(comparison.comparable_sessions(user=karin, team=team)) == {ours, theirs}
    assert set(comparison.comparable_sessions(user=karin)) == {ours, mine}
    assert set(LiveSession.objects.filter(session_access.belong_with(ours))) == {ours, theirs}
    assert set(LiveSession.objects.filter(session_access.belong_with(mine))) == {mine}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("", "team.name"),
        ("  \0 ", "team.name"),
        ("n" * 81, "team.name"),
        ("SOCIAAL DOMEIN", "team.taken"),
    ],
)
def test_a_name_that_cannot_be_is_refused(team: Team, name: str, code: str):
    with pytest.raises(PollsError) as refused:
        teams.create_team(name=name, by="beheer")

    assert (refused.value.code, Team.objects.count()) == (code, 1)


def test_who_is_not_there_cannot_come_in_or_go_out(team: Team):
    User.objects.create_user("off", is_active=False)
    for name in ("nobody", "off"):
        with pytest.raises(PollsError) as refused:
            teams.add_member(team=team, name=name, by="beheer")
        assert refused.value.code == "team.person"
    with pytest.raises(PollsError) as refused:
        teams.remove_member(team=team, name="nobody", by="beheer")
    assert (refused.value.code, team.memberships.count()) == ("team.member", 2)


def test_nobody_gives_a_workshop_to_a_team_of_others(team: Team, trainer: User):
    other = teams.create_team(name="Anderen", by="beheer")
    made = workshops.create_blank(owner=trainer)
    for wrong in (str(other.pk), "x", "999999"):
        with pytest.raises(PollsError) as refused:
            workshops.give_to(workshop=made, team=wrong, user=trainer)
        assert refused.value.code == "workshop.team"
    made.refresh_from_db()
    assert made.team is None


def test_changes_of_a_team_are_in_the_log(team: Team):
    teams.rename_team(team=team, name="Jeugd", by="beheer")
    teams.delete_team(team=team, by="beheer")

    assert list(AuditEntry.objects.values_list("about", flat=True)) == [
        "team Sociaal domein: made",
        "team Sociaal domein: with trainer",
        "team Sociaal domein: with karin",
        "team Jeugd: renamed from Sociaal domein",
        "team Jeugd: deleted",
    ]
