"""What the renderer puts on a phone."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation

from polls.figures import Count, Label, Table
from polls.models import LiveSession, Question
from polls.views import phone
from polls.views.renderer import Told
from tests import acting, seen
from workshop.facilitating import presentation

pytestmark = pytest.mark.django_db


def status(session: LiveSession, mine: Any = None) -> str:
    """What stands beside the send button."""
    snapshot = seen.load(session)
    [question] = snapshot.current
    asked = phone.phone_questions(snapshot, {question.pk: (mine, 1)} if mine else {})
    html = presentation.phone_html(session, snapshot.slide, asked)
    [found] = re.findall(r'<p class="send__status"[^>]*>(.*?)</p>', html, flags=re.DOTALL)
    return found


@pytest.mark.parametrize(
    ("action", "unanswered", "answered"),
    [
        ("open", "", "Je antwoord is verstuurd."),
        ("pause", *["Even wachten: de vraag is gepauzeerd."] * 2),
        ("close", "De vraag is gesloten.", "De vraag is gesloten. Je antwoord is verstuurd."),
    ],
)
def test_a_phone_says_beside_its_button_how_the_question_stands(
    session: LiveSession, action: str, unanswered: str, answered: str
):
    """Nothing at all stands there while there is nothing to say: its styles ask for that."""
    acting.act(session, "goto", {"slide": "goed"})
    if action != "open":
        acting.act(session, action, {"question": "goed"})

    assert (status(session), status(session, ["A"])) == (unanswered, answered)


def test_a_phone_says_that_a_question_is_about_to_open(session: LiveSession):
    LiveSession.objects.update(position=34)

    assert status(session) == "De vraag gaat zo open."


def test_names_in_a_result_are_marked_on_a_phone_of_another_language(session: LiveSession):
    frame = {
        **{"question": "goed", "state": "closed", "answered": 36, "cards": None},
        **{"finding": "15 of the 36 choose Relatie", "sentence": "Most often C. Relatie."},
    }
    table = Table(("choice", "count"), ((Label("C. Relatie", "c"), Count(15)),))
    told = Told(frame, table, Question.objects.get(session=session, key="goed"))

    with translation.override("en"):
        english = presentation.result_html(session, told)
    with translation.override("nl"):
        dutch = presentation.result_html(session, told)

    assert '15 of the 36 choose <span lang="nl">Relatie</span></h2>' in english
    assert '<p>Most often <span lang="nl">C. Relatie</span>.</p>' in english
    assert '<span lang="nl">' not in dutch
