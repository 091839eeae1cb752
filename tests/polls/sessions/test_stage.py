"""A cover, a timer, and what is frozen or skipped; on rows in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import stage

NOW = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
BLANK, CODE = list(LiveSession.Overlay)[:2]


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stage.timezone, "now", lambda: NOW)


def test_the_same_cover_once_more_takes_it_away():
    session = LiveSession()
    seen = []

    for overlay in (BLANK, CODE, CODE):
        stage.cover_screen(session, overlay)
        seen.append(session.overlay)

    assert seen == [BLANK, CODE, ""]


def test_a_projector_is_frozen_on_its_slide_and_let_go():
    session = LiveSession(position=7)

    stage.freeze_screen(session)
    frozen = session.frozen
    session.position = 9
    stage.freeze_screen(session)

    assert (frozen, session.frozen) == (7, None)


@pytest.mark.parametrize("seconds", [1, 90, 3600])
def test_a_timer_counts_down_to_its_end(seconds: int):
    session = LiveSession()

    stage.start_timer(session, seconds)

    assert session.timer_until == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize("seconds", [None, 0, -1, 3601])
def test_a_timer_of_no_or_too_much_time_is_refused(seconds: int | None):
    session = LiveSession()

    with pytest.raises(PollsError) as refused:
        stage.start_timer(session, seconds)

    assert (refused.value.code, session.timer_until) == ("timer.seconds", None)


@pytest.mark.parametrize(
    ("left", "then"),
    [(60, 90), (0, 30), (-300, 30)],  # what has passed does not count
)
def test_time_is_added_to_what_is_left(left: int, then: int):
    session = LiveSession(timer_until=NOW + timedelta(seconds=left))

    stage.extend_timer(session)

    assert session.timer_until == NOW + timedelta(seconds=then)


def test_without_a_timer_there_is_nothing_to_add_to():
    with pytest.raises(PollsError) as refused:
        stage.extend_timer(LiveSession())

    assert refused.value.code == "timer.none"


def test_a_timer_is_stopped():
    session = LiveSession(timer_until=NOW)

    stage.stop_timer(session)

    assert session.timer_until is None


@pytest.mark.parametrize(
    ("skipped", "slides", "then"),
    [
        ([], ["a"], ["a"]),
        (["a"], ["b", "c"], ["a", "b", "c"]),
        (["a", "b"], ["b", "c"], ["a", "b", "c"]),  # some are out: all go out
        (["a", "b"], ["b", "a"], []),  # all are out: all come in
        (["a", "b"], ["a"], ["b"]),
        ([], ["a", "a"], ["a"]),
    ],
)
def test_slides_go_out_and_come_in_together(
    skipped: list[str], slides: Sequence[str], then: list[str]
):
    session = LiveSession(skipped=skipped)

    stage.skip_slides(session, slides)

    assert session.skipped == then


@pytest.mark.parametrize("page", [1, 2, 999])
def test_projectors_are_turned_to_a_view_and_a_page_of_one_slide(page: int):
    session = LiveSession(looks={"a": {"view": "bars", "page": 1}})

    stage.look_at(session, "b", view="pair", page=page)

    assert session.looks == {
        "a": {"view": "bars", "page": 1},
        "b": {"view": "pair", "page": page},
    }


@pytest.mark.parametrize("page", [None, -1, 0, 1000])
def test_a_page_that_cannot_be_is_refused(page: int | None):
    session = LiveSession()

    with pytest.raises(PollsError) as refused:
        stage.look_at(session, "a", view="bars", page=page)

    assert (refused.value.code, session.looks) == ("look.page", {})


def test_only_the_slide_that_is_entered_begins_with_its_first_page():
    looks = {slide: {"view": "bars", "page": 3} for slide in "ab"}
    session = LiveSession(looks=looks)

    stage.look_anew(session, "a")

    assert session.looks == {"b": looks["b"]}
