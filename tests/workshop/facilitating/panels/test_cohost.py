"""What a co-host sees who may steer."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from tests import acting
from workshop.facilitating.panels import cohost
from workshop.facilitating.panels.cohost import Act, Steering
from workshop.facilitating.slides import draw_slides

pytestmark = pytest.mark.django_db


def present(session: LiveSession) -> Steering:
    session.refresh_from_db()
    return cohost.present(session, draw_slides(session), list(session.questions.all()))


def test_a_question_can_be_opened_closed_and_shown_as_it_stands(session: LiveSession):
    acting.act(session, "goto", {"slide": "goed"})
    prompt = session.questions.get(key="goed").prompt
    opened = present(session)
    acting.act(session, "close")
    acting.act(session, "show", {"anyway": "1"})

    assert opened.acts == (Act("goed", prompt, opens=False, closes=True, shown=False),)
    assert present(session).acts == (Act("goed", prompt, opens=False, closes=False, shown=True),)


def test_what_a_slide_shows_together_is_one_thing_to_show(session: LiveSession):
    acting.act(session, "goto", {"slide": "36"})

    here = present(session)

    assert here.acts == (Act("goed+minder", "", opens=False, closes=False, shown=False),)
    assert (here.slide.number, here.total) == (36, 41)


def test_what_comes_next_is_not_left_out_and_the_last_slide_has_nothing(session: LiveSession):
    acting.act(session, "goto", {"slide": "27"})
    acting.act(session, "skip", {"slide": "netwerk"})
    ahead = present(session).next
    acting.act(session, "goto", {"slide": "41"})

    assert ahead is not None
    assert ahead.number == 29
    assert present(session).next is None


@pytest.mark.parametrize(
    ("standing", "allowed", "steers"),
    [("", False, False), ("slides", True, False), ("steers", True, True)],
)
def test_it_says_whether_the_co_host_may_and_does(
    session: LiveSession, standing: str, allowed: bool, steers: bool
):
    LiveSession.objects.filter(pk=session.pk).update(cohost=standing)

    here = present(session)

    assert (here.allowed, here.steers) == (allowed, steers)
