"""The layouts of a presentation: what a slide made by hand looks like, too."""

from __future__ import annotations

from tests.workshop.exports.decks.rich import logo
from workshop.exports import tables
from workshop.exports.decks.layouts import KEPT, PLACES, find_layout, light_links, make_presentation
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style


def test_a_house_style_is_the_theme_and_its_logo_stands_on_the_master():
    colors = compute_scheme(Style("#154273", "#c2410c")).light

    with tables.wearing(colors):
        made = make_presentation(logo())

    theme = next(
        part.blob.decode() for part in made.part.package.iter_parts() if "theme1" in part.partname
    )
    assert f'<a:dk2><a:srgbClr val="{colors["deep"][1:].upper()}"/>' in theme
    assert made.slide_master._element.xpath(".//p:pic//p:cNvPr/@descr") == ["Gemeente Ons"]


def test_there_are_no_layouts_but_ours_and_each_is_wide():
    made = make_presentation(None)

    assert len(made.slide_layouts) == len(KEPT)
    for name, boxes in PLACES.items():
        found = find_layout(made, name).placeholders
        assert [round(each.left / 914400, 2) for each in found] == [box.left for box in boxes]
    assert made.slide_width / made.slide_height == 12191695 / 6858000


def test_links_can_be_read_on_every_cover():
    for style, link in (("#154273", "lt2"), ("#f5c542", "dk2")):
        with tables.wearing({"night": style, "sand": "#ebe2d0"}):
            made = make_presentation(None)
            slide = made.slides.add_slide(find_layout(made, "cover"))
            light_links(slide)
        assert slide._element.xpath("p:clrMapOvr/*/@hlink") == [link]
