"""The facilitator's actions on the shipped deck."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls.errors import PollsError
from polls.models import LiveSession, Question
from polls.views import desk, screen
from tests import acting, seen
from tests.workshop.exports import room
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db

SLIDES = {"5": "voorbeelden", "34": "goed"}


def act(session: LiveSession, action: str, **fields: str) -> LiveSession:
    acting.act(session, action, fields)
    session.refresh_from_db()
    return session


def standing(session: LiveSession, *keys: str) -> list[tuple[str, int, bool]]:
    rows = Question.objects.filter(session=session, key__in=keys).order_by("pk")
    return [(row.state, row.round, row.shown) for row in rows]


def refusal(session: LiveSession, action: str, **fields: str) -> str:
    with pytest.raises(PollsError) as caught:
        acting.act(session, action, fields)
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


def test_an_action_begins_where_the_session_is_by_then(session: LiveSession):
    """Two requests are under way; the second one was read before the first one moved."""
    act(session, "goto", slide="33")
    behind = LiveSession.objects.select_related("deck").get(pk=session.pk)
    act(session, "goto", slide="10")

    acting.act(behind, "next", {})

    session.refresh_from_db()
    assert session.position == 11
    assert [state for state, _round, _shown in standing(session, "opbrengst", "goed")] == [
        "closed",
        "waiting",
    ]


def test_begin_does_not_take_back_a_jump_that_overtook_it(session: LiveSession):
    behind = LiveSession.objects.select_related("deck").get(pk=session.pk)
    act(session, "goto", slide="34")

    acting.act(behind, "begin", {})

    session.refresh_from_db()
    assert (session.state, session.position) == ("live", 34)
    assert standing(session, "goed") == [("open", 1, False)]


@pytest.mark.parametrize("slide", ["0", "42", "", "nergens", "-1", "9" * 30])
def test_a_slide_that_is_not_there_is_refused(session: LiveSession, slide: str):
    assert refusal(session, "goto", slide=slide) == "slide.unknown"
    session.refresh_from_db()
    assert (session.position, session.version) == (1, 1)


def test_the_questions_of_a_slide_open_and_close_with_it(session: LiveSession):
    act(session, "goto", slide="10")
    entered = standing(session, "opbrengst", "belang")
    room.answer(session, "ann", "opbrengst", ["Tijd"])
    act(session, "next")
    left = standing(session, "opbrengst", "belang")
    act(session, "previous")

    assert [state for state, _round, _shown in entered] == ["open", "open"]
    assert [state for state, _round, _shown in left] == ["closed", "closed"]
    assert standing(session, "opbrengst", "belang") == [left[0], entered[1]]


def test_walking_through_all_slides_before_the_group_comes_closes_nothing(session: LiveSession):
    for _ in range(41):
        act(session, "next")

    for slide in ("5", "34"):
        act(session, "goto", slide=slide)
        for question in session.questions.filter(slide=SLIDES[slide]):
            assert standing(session, question.key) == [("open", 1, question.live)]


def test_a_desk_that_slept_does_not_take_the_room_back(session: LiveSession):
    act(session, "goto", slide="5")
    act(session, "goto", slide="8")

    refused = refusal(session, "goto", slide="6", seen="voorbeelden")
    session.refresh_from_db()
    stayed = session.position
    act(session, "goto", slide="9", seen="steeds-meer")

    assert (refused, stayed, session.position) == ("slide.moved", 8, 9)


@pytest.mark.parametrize("seen", ["5", "4+voorbeelden", ""])
def test_a_step_from_the_slide_of_the_session_is_taken(session: LiveSession, seen: str):
    act(session, "goto", slide="5")

    act(session, "next", seen=seen)

    assert session.position == 6


@pytest.mark.parametrize("step", ["next", "goto"])
def test_two_who_press_at_once_go_one_slide(session: LiveSession, step: str):
    act(session, "goto", slide="5")

    for _ in range(2):
        act(session, step, slide="6", seen="5")

    assert session.position == 6


@pytest.mark.parametrize("step", ["next", "previous", "leave-group", "goto"])
def test_a_step_from_a_slide_that_was_left_is_refused(session: LiveSession, step: str):
    act(session, "goto", slide="20")

    assert refusal(session, step, slide="30", seen="5") == "slide.moved"
    assert refusal(session, step, slide="30", seen="nergens") == "slide.unknown"
    session.refresh_from_db()
    assert session.position == 20


def test_whoever_steers_a_frozen_projector_sees_its_slide(session: LiveSession):
    act(session, "goto", slide="5")
    act(session, "freeze")
    act(session, "next")

    act(session, "goto", slide="7", seen="5")

    assert session.position == 7


def test_what_a_facilitator_closed_stays_closed_on_its_slide(session: LiveSession):
    act(session, "goto", slide="34")
    act(session, "close", question="goed")

    act(session, "goto", slide="34")

    assert standing(session, "goed") == [("closed", 1, False)]


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
    act(session, "show", question="goed+minder", anyway="1")
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
        "begin next previous goto leave-group goto skip skip blank qr freeze timer timer-add"
        " timer-stop open pause open close show hide reset break resume"
        " tips-others tips-own finish reopen"
    )
    fields = {"slide": "34", "question": "", "anyway": "1", "seconds": "60"}

    for action in order.split():
        act(session, action, **fields)

    assert session.state == "live"


def test_two_votes_are_shown_together_once_both_are_closed(session: LiveSession):
    """F08: V1 stays hidden until V2 is closed; one action shows both."""
    act(session, "goto", slide="goed")
    while_open = refusal(session, "show")
    act(session, "goto", slide="minder")
    too_early = refusal(session, "show", question="goed")
    act(session, "close")
    act(session, "show")

    assert (while_open, too_early) == ("question.wait", "question.wait")
    assert standing(session, "goed", "minder") == [("closed", 1, True)] * 2


@pytest.mark.parametrize(("good", "less"), [(3, 1), (1, 3)])
def test_a_pair_says_how_many_answered_the_question_that_most_did(
    session: LiveSession, good: int, less: int
):
    for key, people in (("goed", good), ("minder", less)):
        act(session, "goto", slide=key)
        for person in range(people):
            room.answer(session, f"person-{person}", key, ["A"])
    act(session, "goto", slide="samen-bekijken")
    key = next(show.key for show in seen.load(session).shows if show.view == "pair")

    [frames] = seen.results_of(session, key)

    assert (frames.desk["answered"], frames.screen["answered"], frames.desk["joined"]) == (3, 3, 3)
    first_row, *_others = frames.desk["table"]["rows"]
    assert (first_row[1], first_row[3]) == (good, less)


def test_skipped_slides_are_passed_both_ways(session: LiveSession):
    """F04: skip slides; going back never changes answers or states."""
    act(session, "skip", slide="2")
    act(session, "skip", slide="3")
    forth = act(session, "next").position
    back = act(session, "previous").position
    act(session, "skip", slide="2")

    assert (forth, back) == (4, 1)
    assert act(session, "next").position == 2


@pytest.mark.parametrize(("start", "end"), [(22, 24), (24, 25), (31, 33), (2, 8), (41, 41)])
def test_a_group_is_left_as_a_whole(session: LiveSession, start: int, end: int):
    """F04: a condition's slides, or a chapter, are skipped in one step."""
    act(session, "goto", slide=str(start))

    assert act(session, "leave-group").position == end


def test_a_cover_and_a_timer_end_with_the_slide(session: LiveSession):
    """F15, F16."""
    act(session, "blank")
    covered = session.overlay
    act(session, "qr")
    other = session.overlay
    act(session, "timer", seconds="60")
    before = session.timer_until
    act(session, "timer-add")
    added = (session.timer_until - before).total_seconds()
    act(session, "next")

    assert (covered, other, added) == ("blank", "qr", 30)
    assert (session.overlay, session.timer_until) == ("", None)


def test_time_added_to_a_timer_that_ran_out_counts_from_now(session: LiveSession):
    over = timezone.now() - timedelta(minutes=5)
    LiveSession.objects.filter(pk=session.pk).update(timer_until=over)

    before = timezone.now()
    act(session, "timer-add")
    after = timezone.now()

    more = timedelta(seconds=30)
    assert session.timer_until is not None
    assert before + more <= session.timer_until <= after + more


def test_a_group_is_left_past_slides_that_are_skipped(session: LiveSession):
    act(session, "skip", slide="24")
    act(session, "skip", slide="25")
    act(session, "goto", slide="22")

    assert act(session, "leave-group").position == 26


@pytest.mark.parametrize("seconds", ["", "0", "3601", "-5", "veel"])
def test_a_timer_takes_a_second_to_an_hour(session: LiveSession, seconds: str):
    assert refusal(session, "timer", seconds=seconds) == "timer.seconds"
    assert refusal(session, "timer-add") == "timer.none"


def test_at_zero_a_timer_closes_nothing(session: LiveSession):
    """F15: a timer only advises (WCAG 2.2.1)."""
    act(session, "goto", slide="goed")
    act(session, "timer", seconds="5")
    LiveSession.objects.update(timer_until=timezone.now() - timedelta(seconds=1))

    assert seen.load(session).timer == 0
    assert standing(session, "goed") == [("open", 1, False)]


def test_a_frozen_projector_keeps_its_slide_and_lets_go(session: LiveSession):
    """F16: the desk goes on; what is hidden still leaves the projector."""
    act(session, "goto", slide="associaties")
    act(session, "freeze")
    act(session, "goto", slide="goed")
    frozen = seen.load(session)
    act(session, "freeze")

    assert screen.screen_state(frozen)["slide"]["id"] == "associaties"
    assert desk.desk_state(frozen)["slide"]["id"] == "goed"
    assert set(frozen.result_keys) == {"associaties", "goed"}
    assert frozen.slide.id == "goed"
    assert seen.on_screen(session)["slide"]["id"] == "goed"


def test_results_wait_for_show_where_they_could_steer_an_answer(session: LiveSession):
    """F06: hidden by default for Q4, Q5, V1 and V2; live for Q1 and Q2."""
    for slide in ("voorbeelden", "associaties", "uitdaging", "lastig-herkennen", "goed", "minder"):
        act(session, "goto", slide=slide)

    shown = {row.key: row.shown for row in Question.objects.filter(session=session)}

    assert {key for key, visible in shown.items() if visible} == {"voorbeelden", "associaties"}
    assert not shown["uitdaging"] | shown["dynamieken"] | shown["goed"] | shown["minder"]


def test_a_new_group_starts_fresh_and_leaves_the_earlier_one_alone(session: LiveSession):
    """F13: another code, no answers; resetting a question keeps its earlier round."""
    act(session, "goto", slide="goed")
    act(session, "reset", question="goed")
    before = standing(session, "goed")

    other = starting.start(deck="beter-samenwerken", facilitator=session.facilitator)

    assert other.code != session.code
    assert standing(other, "goed") == [("waiting", 1, False)]
    assert standing(session, "goed") == before == [("open", 2, False)]


def test_slides_are_left_out_together_and_come_back_together(session: LiveSession):
    """F18: 'list of slides safe to skip', by one action that can be undone."""
    act(session, "begin")
    act(session, "skip", slide="netwerk")
    act(session, "skip", slide="iedereen+netwerk+functies")
    together = session.skipped
    act(session, "undo")
    undone = session.skipped
    act(session, "skip", slide="iedereen+netwerk+functies")
    act(session, "skip", slide="iedereen+netwerk+functies")

    assert together == ["iedereen", "netwerk", "functies"]
    assert undone == ["netwerk"]
    assert session.skipped == []


def test_one_slide_that_is_not_there_leaves_the_others_in(session: LiveSession):
    act(session, "begin")

    assert refusal(session, "skip", slide="iedereen+weg") == "slide.unknown"
    session.refresh_from_db()
    assert session.skipped == []
