"""Contrast as others compute it, and a lightness that changes nothing but what it takes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workshop.looks.wcag import ratio
from workshop.looks.colors import contrast, darken, lighten, tint, to_hex, to_oklch

HEX = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(HEX, HEX)
def test_contrast_is_that_of_wcag(one: str, other: str):
    assert contrast(one, other) == pytest.approx(ratio(one, other))


@given(HEX)
def test_a_colour_comes_back_from_oklch(color: str):
    back = to_hex(to_oklch(color))

    gaps = [
        abs(a - b) for a, b in zip(bytes.fromhex(color[1:]), bytes.fromhex(back[1:]), strict=True)
    ]
    assert max(gaps) <= 1


@pytest.mark.parametrize(
    ("color", "lightness", "chroma"),  # as the author of OKLab gives them
    [("#ffffff", 1, 0), ("#000000", 0, 0), ("#ff0000", 0.628, 0.258), ("#0000ff", 0.452, 0.313)],
)
def test_oklch_is_that_of_its_author(color: str, lightness: float, chroma: float):
    found = to_oklch(color)

    assert (found.lightness, found.chroma) == pytest.approx((lightness, chroma), abs=0.001)


@given(HEX, st.sampled_from([3, 4.5, 7]))
def test_what_is_too_light_becomes_as_little_darker_as_it_takes(color: str, least: float):
    made = darken(color, ["#ffffff", "#f4f4f4"], least)

    assert ratio(made, "#f4f4f4") >= least
    if ratio(color, "#f4f4f4") >= least:
        assert made == color
    else:
        assert ratio(made, "#f4f4f4") < least + 0.4


@given(HEX, st.sampled_from([3, 4.5, 7]))
def test_what_is_too_dark_becomes_lighter(color: str, least: float):
    made = lighten(color, ["#101010"], least)

    assert ratio(made, "#101010") >= least
    if ratio(color, "#101010") >= least:
        assert made == color


def test_a_tint_keeps_the_hue():
    made = tint("#154273", 0.95, 0.02)

    assert to_oklch(made).hue == pytest.approx(to_oklch("#154273").hue, abs=0.1)
    assert to_oklch(made).lightness == pytest.approx(0.95, abs=0.01)
