"""The pages of teams: who makes one, who changes one, who may not."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from polls.models import Team
from workshop.accounts import teams
from workshop.library import house_styles, workshops

pytestmark = pytest.mark.django_db


@pytest.fixture
def team(trainer: User) -> Team:
    made = teams.create_team(name="Jeugd", by="beheer")
    teams.add_member(team=made, name="trainer", by="beheer")
    return made


def said(client: Client, team: Team, action: str, **fields: str) -> str:
    reply = client.post(f"/teams/{team.pk}/{action}/", fields, follow=True)
    return " ".join(re.findall(r'role="alert">([^<]*)', reply.content.decode()))


def test_an_administrator_makes_a_team_and_lets_a_trainer_manage_it(trainer: User, desk: Client):
    admin = Client()
    admin.force_login(User.objects.create_superuser("beheer"))
    assert admin.post("/teams/", {"name": "Jeugd"}).status_code == 302
    team = Team.objects.get()

    assert desk.get(f"/teams/{team.pk}/").status_code == 404
    assert said(admin, team, "add", name="trainer") == "trainer zit nu in het team."
    assert said(desk, team, "delete") == "Alleen wie dit team beheert, kan dit."
    assert "Hef het team op" not in desk.get(f"/teams/{team.pk}/").content.decode()
    said(admin, team, "manager", name="trainer")
    assert said(desk, team, "rename", name="Jongeren") == "Je keuze is bewaard."
    assert "Hef het team op" in desk.get(f"/teams/{team.pk}/").content.decode()
    said(desk, team, "member", name="trainer")
    assert said(desk, team, "rename", name="Weer anders") == "Alleen wie dit team beheert, kan dit."
    assert Team.objects.get().name == "Jongeren"
    assert "Er is al een team" in admin.post("/teams/", {"name": "jongeren"}).content.decode()


@pytest.mark.parametrize("action", ["add", "remove", "manager", "member", "rename", "delete"])
def test_a_member_who_does_not_manage_it_changes_nothing(team: Team, desk: Client, action: str):
    User.objects.create_user("anna")
    before = list(team.memberships.values_list("user__username", "manages"))

    reply = desk.post(f"/teams/{team.pk}/{action}/", {"name": "anna"})

    assert reply.status_code == 403
    assert "Alleen wie dit team beheert, kan dit." in reply.content.decode()
    assert Team.objects.get().name == "Jeugd"
    assert list(team.memberships.values_list("user__username", "manages")) == before


def test_a_page_that_refuses_is_read_in_another_language(team: Team, desk: Client):
    """It stands at an address that only takes forms: the switch leads to the page of the team."""
    refused = desk.post(f"/teams/{team.pk}/rename/", {"name": "Anders"})
    [switch] = re.findall(r'name="next" value="([^"]*)"', refused.content.decode())

    there = desk.post("/language/", {"language": "en", "next": switch}, follow=True)

    assert switch == f"/teams/{team.pk}/"
    assert (there.status_code, "Who is in it?" in there.content.decode()) == (200, True)


def test_a_member_leaves_and_is_out(team: Team, desk: Client):
    assert said(desk, team, "leave") == "Je zit niet meer in het team Jeugd."
    assert desk.get(f"/teams/{team.pk}/").status_code == 404
    assert desk.get(f"/tips/?team={team.pk}").status_code == 404
    assert desk.get(f"/compare/?team={team.pk}").status_code == 404


def test_a_manager_ends_a_team(team: Team, desk: Client):
    teams.let_manage(team=team, name="trainer", manages=True, by="beheer")

    assert "Het team Jeugd is er niet meer." in said(desk, team, "delete")
    assert Team.objects.count() == 0


def test_a_card_gives_a_workshop_to_a_team_and_back(team: Team, trainer: User, desk: Client):
    made = workshops.create_blank(owner=trainer)
    for pk in (str(team.pk), ""):
        desk.post(f"/workshops/{made.slug}/team/", {"team": pk})
        made.refresh_from_db()
        assert str(made.team_id or "") == pk


def test_managers_keep_the_house_style_of_their_team(team: Team, desk: Client):
    address = f"/house-style/?team={team.pk}"
    colors = {"main": "#154273", "accent": "#e17000", "cover": "dark"}

    assert desk.post(address, colors).status_code == 404
    teams.let_manage(team=team, name="trainer", manages=True, by="beheer")
    assert desk.post(address, colors).headers["location"] == address
    assert house_styles.find_style(team=team) is not None
    assert house_styles.find_style(User.objects.get(username="trainer")) is None
    assert "#154273" in desk.get(address).content.decode()
    desk.post(address, {"drop": "on"})
    assert house_styles.find_style(team=team) is None
