"""A refusal, as programs and as people read it."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext_lazy

from polls.errors import PollsError


def test_a_refusal_has_a_code_and_a_sentence():
    problem = PollsError("question.closed", "De vraag is gesloten.")

    assert (problem.code, problem.message) == ("question.closed", "De vraag is gesloten.")
    assert str(problem) == "question.closed: De vraag is gesloten."
    assert problem.retry_after is None
    assert PollsError("server.busy", "Druk.", retry_after=2).retry_after == 2


def test_a_lazy_sentence_is_told_in_the_language_of_who_hears_it():
    with translation.override("nl"):
        problem = PollsError("question.closed", gettext_lazy("De vraag is gesloten."))
        dutch = problem.message
    with translation.override("en"):
        english = problem.message

    assert (dutch, english) == ("De vraag is gesloten.", "The question is closed.")
