"""The results that phones get: those that the projector has, and no others."""

from __future__ import annotations

from typing import Any

import pytest

from polls.models import LiveSession, Question
from polls.views import news, phone
from tests import acting, seen
from tests.polls.views.conftest import APPROVED, HIDDEN, WAITING, answer, card, leaks
from workshop.facilitating import presentation

pytestmark = pytest.mark.django_db

FINDING = "4 van de 5 kiezen Ambitie"


@pytest.fixture
def voted(leaky: LiveSession) -> LiveSession:
    """On 'goed', which is closed and not shown."""
    acting.act(leaky, "goto", {"slide": "goed"})
    acting.act(leaky, "close", {"question": "goed"})
    return leaky


def told(session: LiveSession) -> list[dict[str, Any]]:
    return list(seen.on_phone(session)["results"])


def test_a_phone_gets_a_result_while_it_is_shown_and_no_longer(voted: LiveSession):
    before = told(voted)
    acting.act(voted, "show", {"question": "goed", "anyway": "1"})
    [shown] = told(voted)
    acting.act(voted, "hide", {"question": "goed"})

    assert before == told(voted) == []
    html = shown.pop("html")
    assert shown == {
        "question": "goed",
        "round": 1,
        "answered": 5,
        "finding": FINDING,
        "sentence": "Het vaakst A. Ambitie (4 van 5 mensen).",
    }
    assert FINDING in html
    assert "80%" in html


def test_a_device_in_another_language_gets_it_in_that(voted: LiveSession):
    acting.act(voted, "show", {"question": "goed", "anyway": "1"})
    loaded = news.load_snapshot(session_id=voted.pk, renderer=presentation)

    [english] = phone.draw_page(loaded, presentation, "en").results

    assert english["sentence"] == "Most often A. Ambitie (4 of 5 people)."
    assert "5 answered" in english["html"]


def test_what_people_wrote_is_told_as_far_as_it_may_be_seen(leaky: LiveSession):
    acting.act(leaky, "close", {"question": "uitdaging"})
    acting.act(leaky, "show", {"question": "uitdaging"})
    before = seen.on_phone(leaky)

    acting.decide(leaky, "card-hide", "uitdaging", [card(leaky, APPROVED)])
    after = seen.on_phone(leaky)

    assert APPROVED in str(before["results"])
    assert leaks(leaky, before) == leaks(leaky, after) == []
    assert APPROVED not in str(after)
    assert after["version"] > before["version"]


@pytest.mark.parametrize("text", [WAITING, HIDDEN])
def test_a_text_that_is_shown_after_all_reaches_phones(leaky: LiveSession, text: str):
    acting.act(leaky, "close", {"question": "uitdaging"})
    acting.act(leaky, "show", {"question": "uitdaging"})

    acting.decide(leaky, "card-show", "uitdaging", [card(leaky, text)])

    assert text in str(told(leaky))


def test_texts_of_a_result_that_is_not_shown_are_no_news_for_phones(leaky: LiveSession):
    before = seen.on_phone(leaky)["version"]

    acting.decide(leaky, "card-show", "uitdaging", [card(leaky, WAITING)])

    assert seen.on_phone(leaky)["version"] == before


def test_nothing_is_told_while_the_projector_is_kept_on_another_slide(voted: LiveSession):
    acting.act(voted, "show", {"question": "goed", "anyway": "1"})
    acting.act(voted, "freeze")
    frozen = told(voted)

    acting.act(voted, "freeze")

    assert frozen == []
    assert len(told(voted)) == 1


def test_nothing_is_told_once_the_session_has_ended(voted: LiveSession):
    acting.act(voted, "show", {"question": "goed", "anyway": "1"})

    acting.act(voted, "finish")

    assert told(voted) == []


def test_a_result_that_grows_by_itself_waits_until_the_question_is_closed(leaky: LiveSession):
    acting.act(leaky, "goto", {"slide": "associaties"})
    answer(leaky, "associaties", ["bergen"], ["bergen"])
    growing = told(leaky)

    acting.act(leaky, "close", {"question": "associaties"})

    assert Question.objects.get(session=leaky, key="associaties").shown
    assert growing == []
    assert "bergen" in str(told(leaky))


def test_one_that_was_shown_while_answers_come_in_says_that_it_may_change(leaky: LiveSession):
    acting.act(leaky, "goto", {"slide": "goed"})
    acting.act(leaky, "show", {"question": "goed", "anyway": "1"})
    [growing] = told(leaky)

    acting.act(leaky, "close", {"question": "goed"})

    assert "Tussenstand" in growing["html"]
    assert "Tussenstand" not in told(leaky)[0]["html"]


def test_two_questions_beside_each_other_are_told_when_both_are_shown(leaky: LiveSession):
    answer(leaky, "minder", ["B"], ["B"])
    acting.act(leaky, "goto", {"slide": "samen-bekijken"})
    acting.act(leaky, "close", {"question": "goed"})
    acting.act(leaky, "show", {"question": "goed", "anyway": "1"})
    one = told(leaky)

    acting.act(leaky, "show", {"question": "minder", "anyway": "1"})

    assert one == []
    assert [each["question"] for each in told(leaky)] == ["goed+minder"]
