"""What a phone is told, and what it is not."""

from __future__ import annotations

import pytest

from polls.models import LiveSession, Question
from polls.views import phone
from tests import acting, seen
from tests.polls.views.conftest import APPROVED, leaks, names_in, result
from workshop.facilitating import presentation

pytestmark = pytest.mark.django_db


def test_a_phone_is_told_of_nobody_else(leaky: LiveSession):
    told = seen.on_phone(leaky)

    assert leaks(leaky, told) == []
    assert APPROVED not in str(told)
    assert {"answered", "texts", "signs", "figure", "shown"}.isdisjoint(names_in(told))
    assert result(leaky, "uitdaging").desk["answered"] == 3


def test_a_phone_is_told_its_own_answer_and_no_other(leaky: LiveSession):
    snapshot = seen.load(leaky)
    [question] = snapshot.current

    [told] = phone.phone_questions(
        snapshot, {question.pk: (["Van mij"], 7), -1: (["Niet hier"], 1)}
    )

    assert (told["mine"], told["seq"]) == (["Van mij"], 7)
    assert "Niet hier" not in str(told)


def test_a_phone_hears_only_of_questions_that_it_can_answer(leaky: LiveSession):
    acting.act(leaky, "close", {"question": "aside"})

    told = seen.on_phone(leaky)

    assert [question["key"] for question in told["questions"]] == ["uitdaging"]
    assert told["aside"] is None
    assert Question.objects.get(session=leaky, key="goed").state == "open"


def test_a_page_is_drawn_once_for_a_snapshot_and_a_language(leaky: LiveSession):
    snapshot = seen.load(leaky)
    before = dict(snapshot.pages)

    dutch, english = (phone.draw_page(snapshot, presentation, each) for each in ("", "en"))

    assert before == {}
    assert snapshot.pages == {"nl": dutch, "en": english}
    assert phone.draw_page(snapshot, presentation, "nl") is dutch
    assert dutch.slide != english.slide
    assert dutch.audience_questions != english.audience_questions
