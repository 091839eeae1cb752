"""What of a slide's results is in view, on every projector."""

from __future__ import annotations

from typing import Any

import pytest

from polls.errors import PollsError
from polls.models import LiveSession
from polls.views import desk, screen
from tests import seen
from tests.acting import act

pytestmark = pytest.mark.django_db

PAIR = "goed+minder"
FIRST = {"view": "", "page": 1}


def looks(session: LiveSession) -> dict[str, Any]:
    """What projectors are told, and the desk just the same."""
    snapshot = seen.load(session)
    on_screen, on_desk = screen.screen_state(snapshot), desk.desk_state(snapshot)
    assert on_desk["session"]["looks"] == on_screen["session"]["looks"]
    assert on_desk["session"]["tables"] == on_screen["session"]["tables"]
    return on_screen["session"]["looks"]


def refusal(session: LiveSession, **fields: str) -> str:
    with pytest.raises(PollsError) as caught:
        act(session, "look", fields)
    return caught.value.code


def test_pair_and_verdict_are_chosen_for_every_projector(session: LiveSession):
    act(session, "goto", {"slide": "36"})
    here = seen.load(session).slide.id

    act(session, "look", {"view": "condities"})
    verdict = looks(session)
    act(session, "look", {"view": PAIR})

    assert verdict == {here: {"view": "condities", "page": 1}}
    assert looks(session) == {here: {"view": PAIR, "page": 1}}


def test_each_slide_keeps_its_page_also_while_the_projector_is_frozen(session: LiveSession):
    act(session, "goto", {"slide": "tip"})
    act(session, "look", {"page": "3"})
    act(session, "freeze")
    act(session, "next")

    act(session, "look", {"slide": "tip", "page": "4"})

    assert looks(session) == {"tip": {"view": "", "page": 4}}
    assert seen.on_screen(session)["slide"]["id"] == "tip"


def test_results_that_appear_are_seen_from_their_first_page(session: LiveSession):
    act(session, "goto", {"slide": "tip"})
    act(session, "look", {"page": "9"})
    act(session, "hide", {"question": "tip"})
    kept = looks(session)

    act(session, "show", {"question": "tip"})
    again = looks(session)
    act(session, "undo")

    assert (kept["tip"]["page"], again, looks(session)) == (9, {}, kept)


def test_the_question_that_is_shown_alone_gets_the_stage(session: LiveSession):
    act(session, "goto", {"slide": "lastig-herkennen"})

    act(session, "show", {"question": "context"})
    second = looks(session)
    act(session, "show", {"question": "dynamieken"})
    first = looks(session)
    act(session, "show", {"question": "dynamieken+context"})  # nothing appears any more

    views = [each["lastig-herkennen"]["view"] for each in (second, first)]
    assert views == ["context", "dynamieken"]
    assert looks(session) == first


def test_several_that_appear_at_once_begin_with_the_first(session: LiveSession):
    act(session, "goto", {"slide": "lastig-herkennen"})

    act(session, "show", {"question": "dynamieken+context"})

    assert looks(session) == {}


def test_what_is_shown_of_another_slide_turns_nothing_here(session: LiveSession):
    act(session, "goto", {"slide": "tip"})
    act(session, "look", {"page": "2"})

    act(session, "show", {"question": "voorbeelden"})

    assert looks(session) == {"tip": {"view": "", "page": 2}}


def test_charts_are_tables_until_they_are_charts_again(session: LiveSession):
    for tables in (True, False):
        act(session, "tables")
        looks(session)
        assert seen.on_screen(session)["session"]["tables"] is tables


def test_a_session_that_waits_or_has_ended_can_be_looked_at(session: LiveSession):
    act(session, "look", {"slide": "tip", "page": "2"})
    session.refresh_from_db()
    waiting = session.state
    act(session, "finish")

    act(session, "look", {"slide": "tip", "page": "3"})

    session.refresh_from_db()
    assert (waiting, session.state, looks(session)["tip"]["page"]) == ("waiting", "ended", 3)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"page": "0"}, "look.page"),
        ({"page": "twee"}, "look.page"),
        ({"page": "-1"}, "look.page"),
        ({"page": "1000"}, "look.page"),
        ({"page": "9" * 5000}, "look.page"),
        ({"view": "condities"}, "look.unknown"),
        ({"view": "<script>"}, "look.unknown"),
        ({"slide": "nergens"}, "slide.unknown"),
    ],
)
def test_what_is_not_on_the_slide_is_refused(
    session: LiveSession, fields: dict[str, str], code: str
):
    assert refusal(session, **fields) == code
    assert looks(session) == {}
