"""Pages with a list ask no more of the database when there is more on them."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from polls.models import LiveSession, Question, Team
from polls.sessions import sharing
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports import room
from workshop.accounts import audit, teams, tokens
from workshop.accounts.audit import What
from workshop.facilitating import starting
from workshop.library import workshops
from workshop.models import Workshop

pytestmark = pytest.mark.django_db


def add_rows(trainer: User, team: Team, number: int) -> None:
    """A session and a workshop of the trainer, of the team, and of a colleague who shares."""
    colleague = User.objects.create_user(f"karin-{number}")
    teams.add_member(team=team, name=colleague.username, by="beheer")
    own = starting.start(deck="alle-werkvormen", facilitator=trainer)
    ours, shared = (
        starting.start(deck="alle-werkvormen", facilitator=colleague) for _each in range(2)
    )
    LiveSession.objects.filter(pk=ours.pk).update(team=team)
    sharing.share_session(session=shared, name=trainer.username, level="look")
    LiveSession.objects.filter(pk__in=(own.pk, ours.pk)).update(started=own.created)
    for owner, of in ((trainer, None), (colleague, team)):
        made = workshops.create_blank(owner=owner)
        Workshop.objects.filter(pk=made.pk).update(team=of)
    tokens.make_token(user=colleague, name="x", scope="read", by=colleague.username)
    audit.record_event(who=colleague.username, what=What.EXPORT, about=own.code)


def give_tip(trainer: User, team: Team, number: int) -> None:
    """An approved tip of a group of the trainer's own, and of one of the team."""
    for of in (None, team):
        session = starting.start(deck="beter-samenwerken", facilitator=trainer)
        room.go(session, "tip")
        room.answer(session, "een", "tip", [f"Bel eerst, keer {number}"])
        question = Question.objects.get(session=session, key="tip")
        (card,) = read_cards(question=question)
        acting.act(session, "card-show", {"question": "tip", "card": card.id})
        LiveSession.objects.filter(pk=session.pk).update(team=of)


def count_queries(desk: Client, address: str) -> int:
    desk.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert desk.get(address).status_code == 200
    return len(asked)


def test_more_rows_take_no_more_queries(trainer: User, desk: Client):
    team = teams.create_team(name="Team", by="beheer")
    teams.add_member(team=team, name="trainer", by="beheer")
    pages = ("/desk/", "/workshops/", "/compare/", f"/compare/?team={team.pk}", "/teams/")
    pages += (f"/teams/{team.pk}/",)
    add_rows(trainer, team, 0)
    few = {page: count_queries(desk, page) for page in pages}
    for number in range(1, 4):
        add_rows(trainer, team, number)

    assert {page: count_queries(desk, page) for page in pages} == few
    assert desk.get("/desk/").content.decode().count('class="session"') == 12


def test_more_groups_with_tips_take_no_more_queries(trainer: User, desk: Client):
    team = teams.create_team(name="Team", by="beheer")
    teams.add_member(team=team, name="trainer", by="beheer")
    pages = ("/tips/", f"/tips/?team={team.pk}")
    give_tip(trainer, team, 0)
    few = {page: count_queries(desk, page) for page in pages}
    for number in range(1, 4):
        give_tip(trainer, team, number)

    assert {page: count_queries(desk, page) for page in pages} == few
    assert [desk.get(page).context["total"] for page in pages] == [4, 4]


def test_more_people_take_no_more_queries_of_an_administrator(trainer: User, desk: Client):
    team = teams.create_team(name="Team", by="beheer")
    User.objects.filter(pk=trainer.pk).update(is_superuser=True)
    pages = ("/accounts/", f"/accounts/{trainer.pk}/", "/accounts/log/", "/desk/", "/teams/")
    add_rows(trainer, team, 0)
    few = {page: count_queries(desk, page) for page in pages}
    add_rows(trainer, team, 1)
    tokens.make_token(user=trainer, name="x", scope="read", by="trainer")
    tokens.make_token(user=trainer, name="y", scope="read", by="trainer")

    assert {page: count_queries(desk, page) for page in pages} == few
    assert desk.get("/accounts/").content.decode().count('<li class="session"') == 3
