"""The facilitator's actions on the shipped deck."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question
from workshop import flow

pytestmark = pytest.mark.django_db


def act(session: LiveSession, action: str, **fields: str) -> LiveSession:
    flow.act(session, action, fields)
    session.refresh_from_db()
    return session


def standing(session: LiveSession, *keys: str) -> list[tuple[str, int, bool]]:
    rows = Question.objects.filter(session=session, key__in=keys).order_by("pk")
    return [(row.state, row.round, row.shown) for row in rows]


def refusal(session: LiveSession, action: str, **fields: str) -> str:
    with pytest.raises(PollsError) as caught:
        flow.act(session, action, fields)
    return caught.value.code


def test_beginning_stays_on_the_first_slide(session: LiveSession):
    act(session, "begin")

    assert (session.state, session.position) == ("live", 1)


def test_next_and_previous_stop_at_the_ends(session: LiveSession):
    act(session, "previous")
    first = session.position
    act(session, "goto", slide="41")
    act(session, "next")

    assert (first, session.position) == (1, 41)


def test_a_slide_is_found_by_number_and_by_id(session: LiveSession):
    by_number = act(session, "goto", slide="34").position
    by_id = act(session, "goto", slide="tip").position

    assert (by_number, by_id) == (34, 37)


@pytest.mark.parametrize("slide", ["0", "42", "", "nergens", "-1", "9" * 30])
def test_a_slide_that_is_not_there_is_refused(session: LiveSession, slide: str):
    assert refusal(session, "goto", slide=slide) == "slide.unknown"
    session.refresh_from_db()
    assert (session.position, session.version) == (1, 1)


def test_the_questions_of_a_slide_open_and_close_with_it(session: LiveSession):
    act(session, "goto", slide="10")
    entered = standing(session, "opbrengst", "belang")
    act(session, "next")
    left = standing(session, "opbrengst", "belang")
    act(session, "previous")

    assert [state for state, _round, _shown in entered] == ["open", "open"]
    assert [state for state, _round, _shown in left] == ["closed", "closed"]
    assert standing(session, "opbrengst", "belang") == left


def test_votes_stay_hidden_until_they_are_shown(session: LiveSession):
    act(session, "goto", slide="34")
    act(session, "next")
    voted = standing(session, "goed", "minder")
    act(session, "next")
    on_overview = standing(session, "goed", "minder")
    act(session, "show")

    assert voted == [("closed", 1, False), ("open", 1, False)]
    assert on_overview == [("closed", 1, False), ("closed", 1, False)]
    assert standing(session, "goed", "minder") == [("closed", 1, True), ("closed", 1, True)]


def test_several_questions_can_be_named_at_once(session: LiveSession):
    act(session, "show", question="goed+minder")
    shown = standing(session, "goed", "minder")
    act(session, "hide", question="goed")

    assert shown == [("waiting", 1, True)] * 2
    assert standing(session, "goed", "minder") == [("waiting", 1, False), ("waiting", 1, True)]


def test_an_action_on_a_slide_without_a_question_is_refused(session: LiveSession):
    assert refusal(session, "open") == "question.none"


def test_going_to_the_slide_one_is_on_closes_nothing(session: LiveSession):
    act(session, "goto", slide="34")
    act(session, "goto", slide="34")

    assert standing(session, "goed") == [("open", 1, False)]


def test_every_action_works_on_a_running_session(session: LiveSession):
    order = (
        "begin next previous goto open pause open close show hide reset break resume finish reopen"
    )
    fields = {"slide": "34", "question": ""}

    for action in order.split():
        act(session, action, **fields)

    assert set(order.split()) == set(flow.ACTIONS)
    assert session.state == "live"
