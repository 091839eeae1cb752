"""A style as it is written in a form, in an address and with a session."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from workshop.looks.style import (
    Style,
    keep_style,
    read_color,
    read_fields,
    read_style,
    style_of_name,
)

LOGO = "0123456789abcdef" * 4


@pytest.mark.parametrize("text", ["#154273", "154273", " #154273 ", "#154273".upper()])
def test_a_colour_is_written_in_several_ways(text: str):
    assert read_color(text) == "#154273"


def test_three_digits_are_a_colour_too():
    assert read_color("#1af") == "#11aaff"


@pytest.mark.parametrize(
    "text", ["", "blauw", "#12345", "#1234567", "rgb(0,0,0)", "#15427g", "٣٣٣"]
)
def test_what_is_no_colour_is_told(text: str):
    with pytest.raises(PollsError) as refused:
        read_color(text)

    assert refused.value.code == "style.color"
    assert "Schrijf een kleur als #154273." in refused.value.message


def test_a_cover_is_dark_or_light():
    with pytest.raises(PollsError) as refused:
        read_fields({"main": "#154273", "accent": "#e17000", "cover": "blauw"})

    assert refused.value.code == "style.cover"


@pytest.mark.parametrize("logo", ["", LOGO])
def test_a_name_says_all_that_a_stylesheet_needs(logo: str):
    style = Style("#154273", "#e17000", "light", logo, "Gemeente")

    assert style_of_name(style.name) == Style("#154273", "#e17000", "light", logo)


@pytest.mark.parametrize(
    "name", ["", "154273", "154273-e17000", "154273-e17000-blue", "154273-e17000-dark-1", "../x"]
)
def test_another_name_is_of_no_style(name: str):
    assert style_of_name(name) is None


def test_a_session_keeps_it_as_plain_data():
    style = Style("#154273", "#e17000", "dark", LOGO, "Gemeente")

    assert read_style(keep_style(style)) == style
    assert (keep_style(None), read_style({})) == ({}, None)


def test_two_styles_have_two_classes():
    one, other = Style("#154273", "#e17000"), Style("#154273", "#e17000", "light")

    assert one.css_class != other.css_class
