"""What cannot hold is refused with a colour that does."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from polls.errors import PollsError
from tests.workshop.looks.wcag import ratio
from workshop.looks.contrasts import ensure_holds, find_faults, measure
from workshop.looks.style import COVERS, Style

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


def codes(style: Style) -> list[str]:
    return [fault.code for fault in find_faults(style)]


@pytest.mark.parametrize(
    ("style", "found"),
    [
        (Style("#154273", "#e17000", "dark"), []),
        (Style("#154273", "#ffd200", "dark"), []),  # on the cover it is seen, on white darker
        (Style("#e17000", "#154273", "dark"), ["style.main"]),
        (Style("#e17000", "#154273", "light"), []),
        (Style("#ffd200", "#154273", "light"), ["style.main"]),
        (Style("#154273", "#ffffff", "light"), ["style.accent"]),
        (Style("#ffd200", "#ffffff", "light"), ["style.main", "style.accent"]),
    ],
)
def test_which_colours_hold(style: Style, found: list[str]):
    assert codes(style) == found


def test_the_sentence_has_both_numbers_and_a_colour_that_holds():
    with translation.override("nl"), pytest.raises(PollsError) as refused:
        ensure_holds(Style("#e17000", "#154273", "dark"))

    message = refused.value.message
    assert message == (
        "De hoofdkleur is te licht voor een donkere omslag: witte woorden halen er 3,2 : 1 op,"
        " en nodig is 7 : 1. Kies #8f4400 of donkerder, of een lichte omslag."
    )
    assert 7 <= ratio("#8f4400", "#ffffff") < 7.4


@given(HEX)
def test_a_dark_cover_is_refused_exactly_where_white_words_cannot_hold(main: str):
    refused = "style.main" in codes(Style(main, "#e17000", "dark"))

    assert refused == (ratio(main, "#ffffff") < 7)


@given(HEX, HEX, st.sampled_from(COVERS))
def test_what_is_measured_is_what_is_drawn(main: str, accent: str, cover: str):
    style = Style(main, accent, cover)

    for each in [*measure(style), *measure(style, dark=True)]:
        assert each.ratio == pytest.approx(ratio(each.color, each.ground))
        assert each.shown_ratio <= each.ratio
        if not codes(style):
            assert each.holds


def test_what_is_shown_is_never_rounded_up():
    low = [each for each in measure(Style("#e17000", "#154273", "dark")) if not each.holds]

    assert {each.least for each in low} == {7, 4.5}
    assert all(each.shown_ratio < each.least for each in low)
