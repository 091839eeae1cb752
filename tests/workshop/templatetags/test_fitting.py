"""The size of options in the templates of slides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.workshop.decks.test_fitting import with_options
from workshop.decks.fitting import STEPS
from workshop.templatetags.fitting import option_step, shows_title


def test_options_that_fit_nowhere_stand_in_two_columns():
    slides = [with_options(number, helped=False).slide("druk") for number in (1, 9)]

    assert [option_step(slide, slide.questions[0]) for slide in slides] == [1, len(STEPS) + 1]


@pytest.mark.parametrize(
    ("layout", "alt", "body", "shown"),
    [
        ("overview", "Hallo daar, welkom bij ons", "", True),
        ("overview", "Een open deur", "", False),
        ("overview", "Hallo daar, welkom bij ons", "<p>Tekst</p>", False),
        ("picture", "Hallo daar, welkom bij ons", "", False),
    ],
)
def test_a_page_that_shows_its_title_does_not_get_another(
    layout: str, alt: str, body: str, shown: bool
):
    slide = with_options(1, helped=False).slides[0]
    assert slide.picture
    picture = replace(slide.picture, alt=alt)

    page = replace(slide, layout=layout, title="Hallo Daar", body=body, picture=picture)

    assert shows_title(page) is shown
    assert not shows_title(replace(page, picture=None))
