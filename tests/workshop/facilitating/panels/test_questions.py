"""The panels of questions and of shown results."""

from __future__ import annotations

from typing import Any

import pytest

from polls.models import LiveSession
from workshop.facilitating import slides
from workshop.facilitating.panels import questions
from workshop.facilitating.panels.questions import QuestionPanel, ShowPanel

pytestmark = pytest.mark.django_db


def panels(session: LiveSession, state: dict[str, Any], **counts: int) -> dict[str, Any]:
    found = questions.present(slides.draw_slides(session), state, counts)
    return {panel.key: panel for slide in found for panel in (*slide.questions, *slide.shows)}


def test_a_panel_joins_the_question_with_how_it_stands(session: LiveSession, state: dict[str, Any]):
    panel = panels(session, state, goed=7, minder=2)["goed"]

    assert panel == QuestionPanel(
        question=panel.question,
        slide="goed",
        current=True,
        state="open",
        round=1,
        shown=False,
        answered=7,
        split=None,
    )


def test_only_the_panels_of_this_slide_are_current(session: LiveSession, state: dict[str, Any]):
    found = panels(session, state)

    assert len(found) == len(state["questions"]) + 2
    assert [key for key, panel in found.items() if panel.current] == ["goed"]


def test_a_show_of_a_pair_has_no_number_of_its_own(session: LiveSession, state: dict[str, Any]):
    show = panels(session, state, goed=7, minder=2)["goed+minder"]

    assert show == ShowPanel(
        key="goed+minder",
        slide="samen-bekijken",
        current=False,
        number=1,
        questions=("goed", "minder"),
        holds_tips=False,
        answered=None,
        crossed=False,
    )


def test_a_question_that_this_session_does_not_have_gets_no_panel(
    session: LiveSession, state: dict[str, Any]
):
    without = {**state, "questions": [q for q in state["questions"] if q["key"] != "context"]}

    assert panels(session, state).keys() - panels(session, without).keys() == {"context"}
