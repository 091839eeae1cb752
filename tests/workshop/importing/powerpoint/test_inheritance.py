"""What a slide takes from its layout and its master."""

from __future__ import annotations

from tests.workshop.importing.powerpoint.making import Page, place_at, presentation, relations, xml
from workshop.importing.powerpoint.inheritance import Parents, Placeholder
from workshop.importing.powerpoint.package import NAMES, Package

BULLETS = (
    '<p:bodyStyle><a:lvl1pPr><a:buChar char="•"/></a:lvl1pPr>'
    "<a:lvl2pPr><a:buAutoNum/></a:lvl2pPr></p:bodyStyle>"
)


def shape(place: str, box: tuple[float, float, float, float], style: str = "") -> str:
    return (
        f"<p:sp><p:nvSpPr><p:nvPr><p:ph {place}/></p:nvPr></p:nvSpPr><p:spPr>{place_at(box)}"
        f"</p:spPr><p:txBody><a:lstStyle>{style}</a:lstStyle></p:txBody></p:sp>"
    )


def parents() -> Parents:
    layout = shape('type="body" idx="1"', (0, 0, 1, 1), "<a:lvl1pPr><a:buNone/></a:lvl1pPr>")
    master = shape('type="body"', (0, 0, 0.5, 0.5)) + shape('type="title"', (0, 0, 1, 0.1))
    tree = "<p:cSld><p:spTree>{}</p:spTree></p:cSld>"
    parts = {
        "ppt/slideLayouts/l.xml": xml("p:sldLayout", tree.format(layout), 'type="obj"'),
        "ppt/slideLayouts/_rels/l.xml.rels": relations({"m": ("slideMaster", "../m.xml")}),
        "ppt/m.xml": xml(
            "p:sldMaster", tree.format(master) + f"<p:txStyles>{BULLETS}</p:txStyles>"
        ),
    }
    page = Page("", {"l": ("slideLayout", "../slideLayouts/l.xml")})
    return Parents(Package(presentation(page, parts=parts)), "ppt/slides/slide1.xml")


def boxes(place: Placeholder) -> list[str]:
    found = parents().find(place)
    return [each.find(".//a:ext", NAMES).get("cx") for each in found]


def test_a_place_is_found_by_its_number_then_by_its_type():
    assert parents().kind == "obj"
    assert boxes(Placeholder("", "1")) == ["12192000", "6096000"]
    assert boxes(Placeholder("body", "9")) == ["12192000", "6096000"]
    assert boxes(Placeholder("ctrTitle", "0")) == ["12192000"]
    assert boxes(Placeholder("chart", "9")) == []


def test_marks_of_the_nearest_go_before_those_of_the_master():
    marks = parents().marks(None, Placeholder("body", "1"))

    assert [marks(level) for level in (0, 1, 2)] == ["", "1.", ""]


def test_a_text_box_has_no_marks_and_a_slide_may_have_no_parents():
    alone = Parents(Package(presentation(Page(""))), "ppt/slides/slide1.xml")

    assert parents().marks(None, None)(0) == ""
    assert (alone.kind, alone.find(Placeholder("body", "1"))) == ("", [])
    assert alone.marks(None, Placeholder("body", "1"))(0) == ""
