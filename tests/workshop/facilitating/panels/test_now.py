"""The slide of now and the one after it."""

from __future__ import annotations

from typing import Any

import pytest

from polls.models import LiveSession
from workshop.facilitating import slides
from workshop.facilitating.panels import now

pytestmark = pytest.mark.django_db


def test_the_slide_of_now_stands_beside_the_next_one(session: LiveSession, state: dict[str, Any]):
    shown = now.present(slides.draw_slides(session), state)

    assert (shown.slide.id, shown.place) == ("goed", "question")
    assert shown.next is not None
    assert shown.next.id == "minder"


def test_after_the_last_slide_comes_nothing(session: LiveSession, state: dict[str, Any]):
    drawn = slides.draw_slides(session)
    last = {**state, "slide": {**state["slide"], "number": len(drawn)}}

    shown = now.present(drawn, last)

    assert (shown.slide.id, shown.next) == (drawn[-1].id, None)


@pytest.mark.parametrize(
    ("slide", "place"), [("wat-is-het", "slide"), ("goed", "question"), ("tip", "texts")]
)
def test_what_a_question_brings_takes_the_middle(session: LiveSession, slide: str, place: str):
    drawn = {each.id: each for each in slides.draw_slides(session)}

    assert now.place_of(drawn[slide], ["tip"]) == place
