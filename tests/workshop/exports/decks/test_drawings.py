"""Drawings as pixels: in the colours of the ground they stand on."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from tests.workshop.exports.decks.rich import HILL, photo, rich
from workshop.exports import tables
from workshop.exports.decks.drawings import draw_pictures, paint, rasterize, read_pixels


def test_a_drawing_is_painted_for_its_ground():
    colors = {"night-deep": "#010203", "picture-deep": "#040506"}

    with tables.wearing(colors):
        night, paper = (paint("berg.svg", HILL.encode(), night=each) for each in (True, False))

    assert b".fill-deep{fill:#010203}" in night
    assert b".fill-deep{fill:#040506}" in paper


def test_an_svg_of_others_keeps_its_colours():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><g fill="red"/></svg>'

    assert paint("x.svg", svg, night=False) == svg


@pytest.mark.parametrize("night", [True, False])
def test_the_pixels_are_those_of_the_drawing(night: bool):
    with tables.wearing({"night-deep": "#102030", "picture-deep": "#102030"}):
        [made] = rasterize([paint("berg.svg", HILL.encode(), night=night)])

    image = Image.open(io.BytesIO(made.content))
    assert image.size == (made.width, made.height) == (1600, 900)
    assert image.getpixel((800, 700)) == (0x10, 0x20, 0x30, 255)
    assert image.getpixel((10, 10))[3] == 0


def test_photographs_become_what_office_shows():
    made = read_pixels(photo())

    assert (made.type, made.width, made.height) == ("image/jpeg", 80, 60)
    assert Image.open(io.BytesIO(made.content)).format == "JPEG"


def test_a_photograph_that_one_sees_through_stays_so():
    out = io.BytesIO()
    Image.new("RGBA", (8, 6), (255, 0, 0, 10)).save(out, "WEBP")

    assert read_pixels(out.getvalue()).type == "image/png"


def test_slides_whose_picture_is_gone_have_none():
    source = rich()

    assert [*draw_pictures(source.deck, source.pictures)] == ["tekst", "welkom"]
    assert draw_pictures(source.deck, {}) == {}
