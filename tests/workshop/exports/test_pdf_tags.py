"""The tags of the PDF, read by pikepdf: what PDF/UA-1 asks and a checker would miss."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import NamedTuple

import pikepdf
import pytest
from weasyprint import HTML

from polls.models import LiveSession, Question
from tests.workshop.exports.room import fill, go, store
from workshop import exports
from workshop.exports import content, pdf_tags, source

pytestmark = pytest.mark.django_db

PAGE = """<html lang="nl"><title>x</title>
<style>@page { @bottom-right { content: counter(page) } } ul { list-style-position: inside }</style>
<h1>Kop</h1><svg viewBox="0 0 9 9" width="9"><title>wat er staat</title><rect width="5" height="5"/>
</svg><ul><li>een <b>twee</b></li></ul>
<dl style="columns: 2"><div><dt>a</dt><dd>1</dd></div><div><dt>b</dt><dd>2</dd></div></dl>
<table><thead><tr><th>a</th><th>b</th></tr></thead>
<tbody><tr><th scope="row">c</th><td>1</td></tr></tbody></table></html>"""


class Node(NamedTuple):
    """A part of the structure, with the names of all parts that it stands in."""

    name: str
    element: pikepdf.Object
    above: tuple[str, ...]


def nodes(element: pikepdf.Object, above: tuple[str, ...] = ()) -> Iterator[Node]:
    name = str(element.get("/S", ""))
    if name:
        yield Node(name, element, above)
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary):
            yield from nodes(kid, (*above, name))


def faults(pdf: pikepdf.Pdf) -> set[str]:
    """What is wrong with the tags of a document."""
    found = set()
    for node in nodes(pdf.Root.StructTreeRoot):
        kids = [str(kid.get("/S")) for kid in node.element.K if isinstance(kid, pikepdf.Dictionary)]
        if node.name == "/Figure" and not str(node.element.get("/Alt", "")):
            found.add("figure without alternative")
        if node.name == "/Table" and "/Table" in node.above:
            found.add("table in a table")
        if node.name == "/TH" and "/Scope" not in node.element.A:
            found.add("head without scope")
        if node.name == "/L" and not {*kids} <= {"/L", "/LI", "/Caption"}:
            found.add("list with something else")
        if node.name == "/LI" and not ("/LBody" in kids and {*kids} <= {"/Lbl", "/LBody"}):
            found.add("item without body")
    if any(marked_and_lost(pdf, page) for page in pdf.pages):
        found.add("content outside the structure")
    return found


def marked_and_lost(pdf: pikepdf.Pdf, page: pikepdf.Page) -> set[int]:
    """Numbers of marked contents of a page that no part of the structure holds."""
    marked = {
        int(operands[1].MCID)
        for operands, operator in pikepdf.parse_content_stream(page)
        if str(operator) == "BDC" and "/MCID" in operands[1]
    }
    held = {
        int(kid)
        for node in nodes(pdf.Root.StructTreeRoot)
        if node.element.get("/Pg") == page.obj
        for kid in node.element.K
        if not isinstance(kid, pikepdf.Dictionary)
    }
    return marked - held


def opened(made: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(made))


def test_the_report_has_no_fault_and_its_figures_say_what_they_show(session: LiveSession):
    Question.objects.filter(session=session).update(held=False)
    fill(session, 20)
    goed = content.make_content(source.read_session(session)).by_key["goed"].last

    with opened(exports.export_session(session, "pdf").content) as pdf:
        told = [
            str(node.element.Alt)
            for node in nodes(pdf.Root.StructTreeRoot)
            if node.name == "/Figure"
        ]
        assert faults(pdf) == set()
        assert len(pdf.pages) > 2

    assert goed.drawing["sentence"] in told
    assert len(told) == 5


def test_what_repeats_on_every_page_is_an_artifact():
    with opened(HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1")) as plain:
        before = faults(plain)
    made = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_tags.mend_tags)
    with opened(made) as mended:
        after = faults(mended)
        contents = mended.pages[0].Contents.read_bytes()

    assert before == {
        "head without scope",
        "item without body",
        "list with something else",
        "content outside the structure",
    }
    assert after == set()
    assert b"/Artifact\nBMC" in contents


def test_heads_say_whether_they_head_a_column_or_a_row():
    made = HTML(string=PAGE).write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_tags.mend_tags)

    with opened(made) as pdf:
        heads = [node for node in nodes(pdf.Root.StructTreeRoot) if node.name == "/TH"]
        assert [str(head.element.A.Scope) for head in heads] == ["/Column", "/Column", "/Row"]


def test_the_controls_see_a_table_in_a_table_and_a_picture_without_words():
    hidden = "<caption style='position: absolute'>x</caption>"
    page = PAGE.replace("<table>", f"<table>{hidden}").replace("<title>wat er staat</title>", "")
    made = HTML(string=page).write_pdf(pdf_variant="pdf/ua-1", finisher=pdf_tags.mend_tags)

    with opened(made) as pdf:
        assert faults(pdf) >= {"table in a table", "figure without alternative"}


def test_texts_of_a_question_stand_once_in_the_report(session: LiveSession):
    Question.objects.filter(session=session).update(held=False)
    go(session, "tip")
    store(
        session,
        session.questions.get(key="tip"),
        [(f"{n}", [f"Bel eerst nummer {n}"]) for n in range(60)],
    )

    page = exports.export_session(session, "html").content.decode()

    assert page.count("Bel eerst nummer 59") == 1
    assert "En nog" not in page
    assert "De teksten staan bij &#x27;Tips van de groep&#x27;." in page
