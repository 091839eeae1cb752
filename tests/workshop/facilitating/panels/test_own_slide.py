"""One slide of a session, with what can be changed about it."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from tests import acting
from tests.workshop.exports import room
from workshop.facilitating.panels import own_slide
from workshop.facilitating.panels.own_slide import OwnQuestion, OwnSlide
from workshop.library import workshops

pytestmark = pytest.mark.django_db
QUESTION = OwnQuestion("nu", "Nu?", "", "Ja\nNee", 3, answered=False, off=False)


def present(session: LiveSession, slide: str) -> OwnSlide | None:
    found = LiveSession.objects.select_related("deck").get(pk=session.pk)
    return own_slide.present(found, slide, session.facilitator)


def test_a_question_asked_on_the_spot(session: LiveSession):
    acting.act(session, "ask", {"prompt": "Nu?", "ready": "yes-no"})
    asked = present(session, "nu")
    room.answer(session, "a", "nu", ["A"])
    acting.act(session, "skip", {"slide": "nu"})
    answered = present(session, "nu")

    assert asked == OwnSlide("nu", 2, "Nu?", "Nu?", "", True, False, (QUESTION,), keeps=False)
    assert answered is not None
    assert (answered.questions[0].answered, answered.skipped) == (True, True)


def test_a_question_that_is_left_out_is_still_there(session: LiveSession):
    acting.act(session, "leave-out", {"question": "associaties"})
    found = present(session, "associaties")

    assert found is not None
    assert [(each.key, each.off) for each in found.questions] == [("associaties", True)]


def test_no_such_slide(session: LiveSession):
    assert present(session, "weg") is None


def test_only_what_the_workshop_lacks_can_be_put_there(session: LiveSession):
    from workshop.facilitating import starting

    trainer = session.facilitator
    workshop = workshops.copy_example(slug="beter-samenwerken", owner=trainer)
    own = starting.start(deck=workshop.slug, facilitator=trainer)
    acting.act(own, "ask", {"prompt": "Nu?", "ready": "yes-no"})

    found = [present(own, slide) for slide in ("nu", "goed")]
    assert [each.keeps for each in found if each] == [True, False]
