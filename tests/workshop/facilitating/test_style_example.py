"""The little workshop in which a house style is seen: a good deck, in both languages."""

from __future__ import annotations

import pytest
from django.utils import translation

from workshop.authoring import reading
from workshop.facilitating import style_example
from workshop.library.house_styles import Logo, PageStyle

HOUSE = PageStyle("/styles/x/y/", "house-x", Logo("/pictures/z/", 30, 10, "Gemeente"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_is_a_deck_without_mistakes(language: str):
    with translation.override(language):
        draft = reading.read_draft(style_example.write_text())

    assert list(draft.problems) == []
    assert [slide.slide.layout for slide in draft.slides if slide.slide] == [
        "cover",
        "list",
        "question",
    ]


def test_the_logo_stands_on_cover_and_below_slides():
    made = style_example.draw_example(HOUSE, "http://x")

    logo = '<img src="/pictures/z/" width="30" height="10" alt="Gemeente">'
    assert f'<span class="logo logo--cover">{logo}</span>' in made.cover
    assert f'<span class="logo logo--foot">{logo}</span>' in made.footer
    assert "logo" not in made.slide
    assert made.figure["data"]


def test_without_a_style_there_is_no_logo():
    made = style_example.draw_example(None, "http://x")

    assert "logo" not in made.cover + made.footer
