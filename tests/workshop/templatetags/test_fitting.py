"""The size of options in the templates of slides."""

from __future__ import annotations

from tests.workshop.decks.test_fitting import with_options
from workshop.decks.fitting import STEPS
from workshop.templatetags.fitting import option_step


def test_options_that_fit_nowhere_are_as_small_as_they_can_be():
    slides = [with_options(number, helped=False).slide("druk") for number in (1, 9)]

    assert [option_step(slide, slide.questions[0]) for slide in slides] == [1, len(STEPS)]
