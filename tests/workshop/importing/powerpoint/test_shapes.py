"""What stands on a slide, out of every group and every form of it."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from tests.workshop.importing.powerpoint.making import (
    Page,
    frame,
    picture,
    presentation,
    text,
    title,
    xml,
)
from workshop.importing.powerpoint import package, shapes
from workshop.importing.powerpoint.boxes import Box, Frame
from workshop.importing.powerpoint.inheritance import Parents
from workshop.importing.powerpoint.package import Package

SLIDE = "ppt/slides/slide1.xml"
URI = shapes.URI


def read(inner: str, related: dict[str, tuple[str, str]] | None = None, **parts: str):
    content = presentation(Page(inner, related or {}), parts={**parts})
    opened = Package(content)
    reader = shapes.Reader(opened, SLIDE, Parents(opened, SLIDE))
    return reader.read(opened.parse(SLIDE), Frame()), reader.left_out


def words(inner: str, **more: object) -> list[str]:
    found, _left_out = read(inner, **more)
    return [each.text or each.table for each in found]


def alternate(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="x">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


def group(inner: str) -> str:
    return f"<p:grpSp><p:nvGrpSpPr/><p:grpSpPr/>{inner}</p:grpSp>"


def test_texts_out_of_groups_without_footers_and_what_is_hidden():
    hidden = text("geheim").replace('name="x"', 'name="x" hidden="1"')
    footers = "".join(text("voet", place=f'type="{each}"') for each in shapes.FOOTERS)

    found = words(title("Titel") + group(group(text("diep")) + text("ondiep")) + hidden + footers)

    assert found == ["Titel", "diep", "ondiep"]


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        (text("nieuw"), ["nieuw"]),
        (group(text("nieuw")), ["nieuw"]),
        ("<p:contentPart/>", ["oud"]),
        ("<p:anders/>", ["oud"]),
    ],
)
def test_of_two_forms_the_newest_that_is_known(choice: str, expected: list[str]):
    assert words(alternate(choice, text("oud"))) == expected


def test_a_table_stands_as_one():
    rows = "<a:tr><a:tc><a:txBody><a:p><a:r><a:t>cel</a:t></a:r></a:p></a:txBody></a:tc></a:tr>"

    assert words(frame(f"{URI}table", f"<a:tbl>{rows}</a:tbl>")) == ["| cel |\n| --- |"]


def test_a_chart_is_told_with_its_numbers():
    chart = xml(
        "c:chartSpace",
        '<c:ser><c:val><c:numRef><c:numCache><c:pt idx="0"><c:v>3</c:v></c:pt></c:numCache>'
        "</c:numRef></c:val></c:ser>",
    )
    related = {"c": ("chart", "../charts/a.xml")}

    found, left_out = read(
        frame(f"{URI}chart", '<c:chart r:id="c"/>'), related, **{"ppt/charts/a.xml": chart}
    )

    assert [each.table for each in found] == ["|  |  |\n| --- | --- |\n|  | 3 |"]
    assert left_out == ["Een grafiek: de getallen staan in een tabel"]
    assert read(frame(f"{URI}chart", '<c:chart r:id="weg"/>'))[1] == ["Een grafiek zonder getallen"]


def test_smart_art_is_read_from_its_data():
    data = xml(
        "dgm:dataModel",
        '<dgm:ptLst><dgm:pt modelId="1"><dgm:t><a:p><a:r><a:t>Stap</a:t></a:r></a:p></dgm:t>'
        "</dgm:pt></dgm:ptLst>",
    )
    smart = frame(f"{URI}diagram", '<dgm:relIds r:dm="d"/>')

    found, left_out = read(
        smart, {"d": ("diagramData", "../diagrams/a.xml")}, **{"ppt/diagrams/a.xml": data}
    )

    assert ([each.text for each in found], len(left_out)) == (["Stap"], 1)
    assert read(smart)[1] == ["SmartArt die niet te lezen is"]


def test_pictures_films_and_parts_of_other_programs():
    film = picture(alt="De wijk").replace("<p:nvPr/>", '<p:nvPr><a:videoFile r:link="v"/></p:nvPr>')
    ole = frame("http://x/ole", f"<p:oleObj>{picture()}</p:oleObj>")
    related = {"p": ("image", "../media/a.png"), "v": ("video", "https://a.example/v.mp4")}

    found, left_out = read(film + ole + picture("weg"), related)

    assert [each.picture.name for each in found if each.picture] == ["ppt/media/a.png"] * 2
    assert found[0].picture.alt == "De wijk"
    assert left_out == [
        "Een filmpje",
        "Een onderdeel van een ander programma",
        "Een plaatje dat niet in het bestand zit",
    ]


def test_what_is_drawn_and_what_connects():
    line = "<p:cxnSp><p:nvCxnSpPr/><p:spPr/></p:cxnSp>"
    filled = text("vak", look="<a:solidFill/>", box=(0.5, 0.5, 0.25, 0.25))

    drawn, connector = read(filled + line)[0]

    assert (drawn.drawn, drawn.connector) == (True, False)
    assert drawn.box.shared(Box(0.5, 0.5, 0.25, 0.25)) == pytest.approx(0.0625)
    assert connector.connector


def test_a_slide_of_more_shapes_than_anybody_draws_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shapes, "SHAPES", 10)

    with pytest.raises(PollsError) as refused:
        read(text("x") * 11)

    assert refused.value.code == "file.unpacked"
    assert package.SHAPES == 2_000
