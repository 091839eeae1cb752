"""The buttons that choose which result of a slide is in view."""

from __future__ import annotations

from typing import Any

import pytest

from polls.models import LiveSession
from polls.views import desk
from tests import acting, seen
from workshop.facilitating.panels import views
from workshop.facilitating.slides import draw_slides

pytestmark = pytest.mark.django_db


def test_pair_and_verdict_have_names_and_tell_when_there_is_a_verdict(
    session: LiveSession, state: dict[str, Any]
):
    found = {each.slide: each for each in views.present(draw_slides(session), state)}

    twin = next(each for each in found.values() if each.note)
    assert [(view.key, view.label, view.pressed) for view in twin.views] == [
        ("goed+minder", "Paar", True),
        ("condities", "Oordeel", False),
    ]
    assert twin.note == "Oordeel: vanaf 8 antwoorden op elke vraag."
    assert not twin.current


def test_two_questions_of_a_slide_are_numbered_and_the_one_in_view_is_pressed(
    session: LiveSession,
):
    acting.act(session, "goto", {"slide": "10"})
    acting.act(session, "look", {"view": "belang"})
    state = desk.desk_state(seen.load(session))

    found = views.present(draw_slides(session), state)

    [here] = [each for each in found if each.current]
    assert [(view.label, view.pressed) for view in here.views] == [
        ("Vraag 1", False),
        ("Vraag 2", True),
    ]
    assert all(view.prompt for view in here.views)


def test_a_slide_with_one_result_has_nothing_to_choose(session: LiveSession, state: dict[str, Any]):
    found = views.present(draw_slides(session), state)

    assert all(len(each.views) > 1 for each in found)
    assert "goed" not in [each.slide for each in found]
