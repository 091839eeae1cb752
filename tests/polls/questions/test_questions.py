"""Every step in the life of a question, allowed or refused."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.questions import questions
from tests import acting
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db


def standing(session: LiveSession, key: str = "goed") -> tuple[str, int, bool]:
    question = Question.objects.get(session=session, key=key)
    return question.state, question.round, question.shown


def refusal(session: LiveSession, action: str, key: str) -> str:
    with pytest.raises(PollsError) as caught:
        acting.act(session, action, {"question": key})
    return caught.value.code


def test_opening_starts_the_session_and_raises_its_version(bare_session: LiveSession):
    version = acting.act(bare_session, "open", {"question": "goed"})

    bare_session.refresh_from_db()
    assert standing(bare_session) == ("open", 1, False)
    assert (bare_session.version, bare_session.state) == (version, "live")
    assert version == 2


def test_opening_an_open_question_changes_nothing_about_it(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})

    acting.act(bare_session, "open", {"question": "goed"})

    assert standing(bare_session) == ("open", 1, False)


def test_a_live_question_shows_its_results_from_the_start(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "minder"})

    assert standing(bare_session, "minder") == ("open", 1, True)


def test_a_pause_ends_in_the_same_round(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})

    acting.act(bare_session, "pause", {"question": "goed"})
    paused = standing(bare_session)
    acting.act(bare_session, "open", {"question": "goed"})

    assert paused == ("paused", 1, False)
    assert standing(bare_session) == ("open", 1, False)


def test_opening_an_answered_question_starts_a_round_with_hidden_results(
    bare_session: LiveSession,
):
    acting.act(bare_session, "open", {"question": "goed"})
    room.answer(bare_session, "ann", "goed", ["A"])
    acting.act(bare_session, "show", {"question": "goed"})
    acting.act(bare_session, "close", {"question": "goed"})
    closed = standing(bare_session)

    acting.act(bare_session, "open", {"question": "goed"})

    assert closed == ("closed", 1, True)
    assert standing(bare_session) == ("open", 2, False)


@pytest.mark.parametrize("again", ["", "1"])
def test_a_round_that_nobody_answered_is_reopened_and_not_followed(
    bare_session: LiveSession, again: str
):
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "close", {"question": "goed"})

    acting.act(bare_session, "open", {"question": "goed", "again": again})

    assert standing(bare_session) == ("open", 1, False)


def test_a_closed_question_takes_answers_again_in_its_round(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})
    room.answer(bare_session, "ann", "goed", ["A"])
    acting.act(bare_session, "close", {"question": "goed"})

    acting.act(bare_session, "open", {"question": "goed", "again": "1"})
    room.answer(bare_session, "bob", "goed", ["B"])

    assert standing(bare_session) == ("open", 1, False)
    assert Response.objects.filter(question__key="goed", round=1).count() == 2


def test_what_is_kept_of_removed_answers_is_an_answer(bare_session: LiveSession):
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "close", {"question": "goed"})
    Question.objects.filter(key="goed").update(totals={"1": {}})

    acting.act(bare_session, "open", {"question": "goed"})

    assert standing(bare_session) == ("open", 2, False)


def test_a_new_round_can_start_from_any_state(bare_session: LiveSession):
    acting.act(bare_session, "reset", {"question": "goed"})
    acting.act(bare_session, "reset", {"question": "goed"})

    assert standing(bare_session) == ("open", 3, False)


def test_showing_and_hiding_several_at_once(bare_session: LiveSession):
    acting.act(bare_session, "show", {"question": "goed+minder"})
    shown = [standing(bare_session, key) for key in ("goed", "minder")]
    acting.act(bare_session, "hide", {"question": "goed+minder"})

    assert shown == [("waiting", 1, True), ("waiting", 1, True)]
    assert standing(bare_session) == ("waiting", 1, False)


@pytest.mark.parametrize("change", ["pause", "close"])
def test_what_is_not_open_cannot_be_paused_or_closed(bare_session: LiveSession, change: str):
    assert refusal(bare_session, change, "goed") == "question.not_open"
    assert standing(bare_session) == ("waiting", 1, False)


@pytest.mark.parametrize("change", ["open", "pause", "close", "reset"])
def test_a_question_of_another_session_is_unknown(bare_session: LiveSession, change: str):
    assert refusal(bare_session, change, "tip") == "question.unknown"


@pytest.mark.parametrize("change", ["open", "pause", "close", "reset"])
def test_an_ended_session_stays_as_it_is(bare_session: LiveSession, change: str):
    acting.act(bare_session, "finish")

    assert refusal(bare_session, change, "goed") == "session.ended"
    assert standing(bare_session) == ("waiting", 1, False)


def enter(session: LiveSession, opens: list[str], closes: list[str]) -> None:
    """From a slide to another one."""
    with acting.changing(session) as change:
        questions.change_slide(change.questions, opens=opens, closes=closes)


def test_entering_a_slide_opens_and_leaving_it_closes(bare_session: LiveSession):
    enter(bare_session, ["goed"], [])
    entered = standing(bare_session)
    room.answer(bare_session, "ann", "goed", ["A"])
    enter(bare_session, ["minder"], ["goed"])
    left = standing(bare_session), standing(bare_session, "minder")
    enter(bare_session, ["goed"], ["minder"])
    back = standing(bare_session), standing(bare_session, "minder")

    assert entered == ("open", 1, False)
    assert left == (("closed", 1, False), ("open", 1, True))
    assert back == (("closed", 1, False), ("closed", 1, True))


def test_a_slip_to_the_next_slide_and_back_closes_nothing(bare_session: LiveSession):
    enter(bare_session, ["minder"], [])
    enter(bare_session, [], ["minder"])
    left = standing(bare_session, "minder")

    enter(bare_session, ["minder"], [])

    assert left == ("closed", 1, True)
    assert standing(bare_session, "minder") == ("open", 1, True)


def test_what_was_closed_by_hand_is_opened_by_no_slide(bare_session: LiveSession):
    enter(bare_session, ["minder"], [])
    acting.act(bare_session, "close", {"question": "minder"})

    enter(bare_session, ["minder"], [])

    assert standing(bare_session, "minder") == ("closed", 1, True)


def test_leaving_a_slide_does_not_close_what_was_never_open(bare_session: LiveSession):
    enter(bare_session, [], ["goed"])

    assert standing(bare_session) == ("waiting", 1, False)
