"""Text of a slide as Markdown: levels, emphasis, links, and every word as it was."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from tests.workshop.importing.powerpoint.making import SPACES
from workshop.decks.markdown import render_html
from workshop.importing.powerpoint.package import Relation
from workshop.importing.powerpoint.paragraphs import read_paragraphs, to_markdown

LINKS = {
    "web": Relation("hyperlink", "https://a.example/x (1)?a=1&b=2", True),
    "mail": Relation("hyperlink", "mailto:a@b.example", True),
    "file": Relation("hyperlink", "file:///etc/passwd", True),
    "js": Relation("hyperlink", "javascript:alert(1)", True),
    "slide": Relation("slide", "ppt/slides/slide3.xml", False),
}


def body(inner: str) -> Any:
    return etree.fromstring(f"<p:txBody {SPACES}>{inner}</p:txBody>")


def html(inner: str) -> str:
    return render_html(to_markdown(read_paragraphs(body(inner), LINKS)))


def run(words: str, look: str = "", inner: str = "") -> str:
    return f"<a:r><a:rPr {look}>{inner}</a:rPr><a:t>{words}</a:t></a:r>"


def para(*runs: str, style: str = "") -> str:
    return f"<a:p>{style}{''.join(runs)}</a:p>"


def listed(words: str, level: int, mark: str = '<a:buChar char="•"/>') -> str:
    return para(run(words), style=f'<a:pPr lvl="{level}">{mark}</a:pPr>')


def test_levels_become_a_list_in_lists_whatever_steps_they_take():
    found = html(
        listed("een", 0) + listed("diep", 3) + listed("dieper", 4) + listed("twee", 0)
    ).replace("\n", "")

    assert found == (
        "<ul><li>een<ul><li>diep<ul><li>dieper</li></ul></li></ul></li><li>twee</li></ul>"
    )


def test_numbers_and_paragraphs_stand_apart():
    found = html(
        para(run("Eerst")) + listed("een", 0, "<a:buAutoNum/>") + para(run("Dan")) + para(run("Ja"))
    ).replace("\n", "")

    assert found == "<p>Eerst</p><ol><li>een</li></ol><p>Dan</p><p>Ja</p>"


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        (para(run("een "), run("twee", 'b="1"'), run(" drie")), "een <strong>twee</strong> drie"),
        (para(run("een ", 'b="1"'), run("twee")), "<strong>een</strong> twee"),
        (para(run("een", 'i="1"'), run(" twee")), "<em>een</em> twee"),
        (para(run("alles", 'b="1"')), "alles"),
        (para(run("half"), run("dik", 'b="1"'), run("woord")), "half<strong>dik</strong>woord"),
        (para(run("dik.", 'b="1"'), run("vast")), "dik.vast"),
        (para(run("a", 'b="1"'), run("b", 'i="1"'), run(" c")), "<strong>a</strong>b c"),
        (para(run("1. geen lijst")), "1. geen lijst"),
        (para(run("# * _ [x](y) `z` &lt;b&gt;")), "# * _ [x](y) `z` &lt;b&gt;"),
        (para(run("een"), "<a:br/>", run("twee")), "een<br>\ntwee"),
        (para(run("a_x000D_b")), "a b"),
        (para(run("a"), '<a:fld type="slidenum"><a:t>7</a:t></a:fld>'), "a"),
        (para(run("a"), '<a:fld type="other"><a:t>b</a:t></a:fld>'), "ab"),
        (para("<a14:m><m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath></a14:m>"), "x=1"),
    ],
)
def test_a_paragraph(paragraph: str, expected: str):
    assert html(paragraph) == f"<p>{expected}</p>"


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("web", 'href="https://a.example/x%20%281%29?a=1&amp;b=2"'),
        ("mail", 'href="mailto:a@b.example"'),
        ("file", "<p>hier</p>"),
        ("js", "<p>hier</p>"),
        ("slide", "<p>hier</p>"),
        ("weg", "<p>hier</p>"),
    ],
)
def test_links_to_the_web_and_to_people_come_over(id: str, expected: str):
    assert expected in html(para(run("hier", inner=f'<a:hlinkClick r:id="{id}"/>')))


def test_lists_that_somebody_typed():
    dots = html(para(run("• een")) + para(run("• twee"))).replace("\n", "")
    numbers = html(para(run("1. een")) + para(run("2) twee"))).replace("\n", "")
    later = html(para(run("4. een")) + para(run("5. twee"))).replace("\n", "")
    alone = html(para(run("- een")))

    assert dots == "<ul><li>een</li><li>twee</li></ul>"
    assert numbers == "<ol><li>een</li><li>twee</li></ol>"
    assert later == '<ol start="4"><li>een</li><li>twee</li></ol>'
    assert alone == "<p>- een</p>"


def test_a_list_begins_at_its_own_number():
    items = listed("een", 0, '<a:buAutoNum startAt="3"/>') * 2

    assert html(items).replace("\n", "") == '<ol start="3"><li>een</li><li>een</li></ol>'


def test_paragraphs_that_say_nothing_are_left_out():
    assert read_paragraphs(body(para() + para(run("  "))), {}) == []
    assert read_paragraphs(None, {}) == []
