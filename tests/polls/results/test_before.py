"""A question before and now: what may stand beside each other, and what is said of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.errors import PollsError
from polls.figures import write_cell
from polls.models import LiveSession, Question, Team, TeamMember
from polls.results import before
from polls.results.before import Before
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.results import grouped
from tests.polls.results.grouped import ask

pytestmark = pytest.mark.django_db

NAMES = [f"p{number}" for number in range(10)]


@pytest.fixture
def earlier(trainer: User) -> LiveSession:
    session = grouped.make_session(trainer, label="Voor")
    ask(session, "keuze", {name: ["xxxxxxxxyz"[n]] for n, name in enumerate(NAMES)})
    ask(session, "cijfer", {name: {"x": 2, "y": n % 3 + 1} for n, name in enumerate(NAMES)})
    ask(session, "volgorde", {name: {"x": 1, "y": 2, "z": 3} for name in NAMES})
    ask(session, "punten", {name: {"x": 100} for name in NAMES})
    ask(session, "woord", {name: ["Druk"] for name in NAMES})
    acting.act(session, "finish")
    session.refresh_from_db()
    return session


@pytest.fixture
def session(trainer: User, earlier: LiveSession) -> LiveSession:
    session = grouped.make_session(trainer, slug="nog-eens", text=grouped.TEXT + "\n", label="Na")
    ask(session, "keuze", {name: ["xxyyyyyyzz"[n]] for n, name in enumerate(NAMES)})
    ask(session, "cijfer", {name: {"x": 4, "y": n % 3 + 2} for n, name in enumerate(NAMES)})
    ask(session, "volgorde", {name: {"y": 1, "x": 2, "z": 3} for name in NAMES})
    ask(session, "punten", {name: {"y": 100} for name in NAMES})
    ask(session, "woord", {name: ["Rust", "druk"][: 1 + n % 2] for n, name in enumerate(NAMES)})
    acting.act(session, "before", {"code": earlier.code})
    session.refresh_from_db()
    return session


def found(session: LiveSession) -> dict[str, Before]:
    asked = list(Question.objects.filter(session=session).order_by("pk"))
    return before.read_befores(LiveSession.objects.get(pk=session.pk), asked)


def rows(compared: Before) -> list[list[str]]:
    return [[write_cell(cell) for cell in row] for row in compared.table.rows]


def test_both_stand_beside_each_other_with_how_many_answered(session: LiveSession):
    compared = found(session)

    assert list(compared) == ["keuze", "cijfer", "volgorde", "punten", "woord"]
    assert [(group.label, group.n) for group in compared["keuze"].groups] == [
        ("eerder", 10),
        ("nu", 10),
    ]
    assert rows(compared["keuze"])[:2] == [
        ["x. Rust", "80% (8)", "20% (2)"],
        ["y. Tempo", "10% (1)", "60% (6)"],
    ]
    assert rows(compared["cijfer"])[0] == ["x. Rust", "2,0", "4,0"]
    assert rows(compared["volgorde"])[0] == ["x. Rust", "3,0", "2,0"]
    assert rows(compared["punten"])[0] == ["x. Rust", "100,0", "0,0"]
    assert rows(compared["woord"]) == [
        ["Druk", "100% (10)", "50% (5)"],
        ["Rust", "0% (0)", "100% (10)"],
    ]


def test_a_difference_gets_a_word_of_a_choice_only(session: LiveSession):
    compared = found(session)

    assert "x. Rust (−60\u00a0procentpunten)" in compared["keuze"].sentence
    assert "kan een verschil tot" in compared["keuze"].sentence
    assert "verander" not in compared["cijfer"].sentence


def test_too_few_to_say_anything_about(session: LiveSession, earlier: LiveSession):
    few = Question.objects.get(session=earlier, key="keuze")
    few.responses.filter(pk__in=few.responses.values("pk")[:3]).delete()

    assert "te weinig om iets van te vinden" in found(session)["keuze"].sentence


def test_fewer_than_the_smallest_group_are_not_compared(session: LiveSession, earlier: LiveSession):
    few = Question.objects.get(session=earlier, key="keuze")
    few.responses.filter(pk__in=few.responses.values("pk")[:6]).delete()

    assert list(found(session)) == ["cijfer", "volgorde", "punten", "woord"]


@pytest.mark.parametrize("change", [{"prompt": "Anders?"}, {"kind": "points"}])
def test_another_question_is_not_compared(
    session: LiveSession, earlier: LiveSession, change: dict[str, Any]
):
    spec = {**Question.objects.get(session=earlier, key="keuze").spec, "total": 100}
    Question.objects.filter(session=earlier, key="keuze").update(**change, spec=spec)

    assert "keuze" not in found(session)


def test_a_hidden_word_stands_in_neither(session: LiveSession):
    word = Question.objects.get(session=session, key="woord")
    hidden = [card.id for card in read_cards(question=word) if card.text == "Rust"]
    acting.decide(session, "card-hide", "woord", hidden)

    assert rows(found(session)["woord"]) == [["Druk", "100% (10)", "50% (5)"]]


def test_totals_are_compared_when_the_answers_are_gone(session: LiveSession, earlier: LiveSession):
    kept = rows(found(session)["keuze"])

    retention.purge_session(session_id=earlier.pk, now=timezone.now())

    assert rows(found(session)["keuze"]) == kept


def test_a_deleted_session_is_the_one_before_no_more(session: LiveSession, earlier: LiveSession):
    earlier.delete()

    assert found(session) == {}


def test_a_session_of_somebody_else_cannot_be_chosen(session: LiveSession, earlier: LiveSession):
    other = User.objects.create_user("other")
    LiveSession.objects.filter(pk=earlier.pk).update(facilitator=other)

    with pytest.raises(PollsError) as refused:
        acting.act(session, "before", {"code": earlier.code})

    assert refused.value.code == "before.unknown"


def give_to_team(*sessions: LiveSession) -> Team:
    team = Team.objects.create(name="Jeugd")
    TeamMember.objects.create(team=team, user=sessions[0].facilitator)
    LiveSession.objects.filter(pk__in=[each.pk for each in sessions]).update(team=team)
    return team


def test_a_session_of_a_colleague_in_the_team_stands_beside_it_while_both_are_of_it(
    session: LiveSession, earlier: LiveSession
):
    acting.act(session, "before", {"code": ""})
    other = User.objects.create_user("other")
    LiveSession.objects.filter(pk=earlier.pk).update(facilitator=other)
    give_to_team(session, earlier)
    session.refresh_from_db()

    acting.act(session, "before", {"code": earlier.code})
    together = list(found(session))
    TeamMember.objects.all().delete()

    assert together == ["keuze", "cijfer", "volgorde", "punten", "woord"]
    assert found(session) == {}


def test_a_session_of_another_team_cannot_be_chosen(session: LiveSession, earlier: LiveSession):
    other = User.objects.create_user("other")
    give_to_team(session)
    theirs = Team.objects.create(name="Anderen")
    LiveSession.objects.filter(pk=earlier.pk).update(facilitator=other, team=theirs)
    session.refresh_from_db()

    with pytest.raises(PollsError) as refused:
        acting.act(session, "before", {"code": earlier.code})

    assert refused.value.code == "before.unknown"


@pytest.mark.parametrize("of", ["session", "earlier"])
def test_neither_itself_nor_a_later_one_can_be_chosen(
    session: LiveSession, of: str, request: pytest.FixtureRequest
):
    with pytest.raises(PollsError) as refused:
        acting.act(request.getfixturevalue(of), "before", {"code": session.code})

    assert refused.value.code == "before.unknown"


def test_a_session_with_other_questions_is_refused(session: LiveSession, earlier: LiveSession):
    Question.objects.filter(session=earlier).update(prompt="Iets anders?")
    acting.act(session, "before", {"code": ""})

    with pytest.raises(PollsError) as refused:
        acting.act(session, "before", {"code": earlier.code})

    session.refresh_from_db()
    assert (refused.value.code, session.before) == ("before.nothing", None)
