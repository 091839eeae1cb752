"""The report as a file and as a PDF: complete, self-contained, tagged."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from html.parser import HTMLParser

import pikepdf
import pytest

from polls import figures
from polls.errors import PollsError
from polls.models import LiveSession
from polls.sessions import notes
from tests import acting
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.exports import svg
from workshop.library import logos
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db


class Page(HTMLParser):
    """The tags of a page, and its text."""

    def __init__(self, made: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(made.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_file_needs_nothing_and_runs_nothing(session: LiveSession):
    fill(session, 20)
    page = Page(exports.export_session(session, "html").content)
    names = [tag for tag, _attributes in page.tags]
    loaded = [attributes for _tag, attributes in page.tags if {"src", "href"} & attributes.keys()]
    policy = next(each["content"] for _tag, each in page.tags if "http-equiv" in each)

    assert loaded == []
    assert not {"script", "link", "img", "iframe", "form"} & set(names)
    assert not any("style" in attributes for _tag, attributes in page.tags)
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert names.count("svg") == 5
    assert names.count("table") == 6
    assert "Momentopname, niet representatief; bedoeld als start van gesprek." in page.text


def test_the_numbers_stand_in_sentence_table_and_picture(session: LiveSession):
    fill(session, 20)
    page = Page(exports.export_session(session, "html").content)
    goed = exports.content.make_content(exports.source.read_session(session)).by_key["goed"].last
    highest = max(goed.result.tally["counts"].values())

    assert goed.drawing["sentence"] in page.text
    assert f"van {goed.answered} mensen" in page.text
    pictures = [each for tag, each in page.tags if tag == "svg"]
    assert goed.drawing["sentence"] in [each["aria-label"] for each in pictures]
    assert {each["role"] for each in pictures} == {"img"}
    assert page.text.count(str(highest)) >= 2


def test_notes_stand_in_the_file(session: LiveSession):
    notes.write_notes(
        session_id=session.pk,
        fields={"notes": "Goed <b>gesprek</b>", "agreed": "Bel A", "note-goed": "B was stil"},
    )
    session.refresh_from_db()

    text = Page(exports.export_session(session, "html").content).text

    assert "Goed <b>gesprek</b>" in text
    assert "Bel A" in text
    assert "B was stil" in text


def test_the_pdf_is_tagged_and_says_its_title_and_language(session: LiveSession):
    fill(session, 20)
    made = exports.export_session(session, "pdf").content
    with pikepdf.open(io.BytesIO(made)) as pdf:
        root = pdf.Root
        with pdf.open_metadata() as metadata:
            part = metadata["pdfuaid:part"]
        kinds = set(structure(root.StructTreeRoot))
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "nl"
        assert root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo.Title) == "Groep 1 · Beter Samenwerken"

    assert part == "1"
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/L", "/LI", "/P"} <= kinds


def structure(node: pikepdf.Object) -> list[str]:
    """The names of all parts of a tagged PDF."""
    found = [str(node.S)] if "/S" in node else []
    children = node.get("/K", [])
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary) and ("/S" in child or "/K" in child):
            found += structure(child)
    return found


def test_the_pdf_can_be_read_and_charts_are_drawn_as_vectors(session: LiveSession):
    fill(session, 20)
    session.rehearsal = True
    made = exports.export_session(session, "pdf").content
    read = subprocess.run(["pdftotext", "-", "-"], input=made, capture_output=True, check=True)
    text = " ".join(read.stdout.decode().split())

    assert "Dit was een proefsessie: deze cijfers tellen niet mee." in text
    assert "Welke conditie scoort in jouw samenwerking goed?" in text
    assert "A. Ambitie" in text
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert [name for page in pdf.pages for name in page.get_images()] == []


def test_without_pango_a_sentence_says_what_to_install(
    session: LiveSession, monkeypatch: pytest.MonkeyPatch
):
    class Missing:
        def find_spec(self, name: str, *more: object) -> None:
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    monkeypatch.delitem(sys.modules, "weasyprint", raising=False)

    with pytest.raises(PollsError, match=r"apt-get install libpango-1.0-0") as caught:
        exports.export_session(session, "pdf")
    assert caught.value.code == "export.pango"
    assert exports.export_session(session, "html").content


def test_rounds_stand_beside_each_other_then_each_alone(session: LiveSession):
    go(session, "goed")
    for person in "ab":
        answer(session, person, "goed", ["A"])
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["B"], round=2)

    text = Page(exports.export_session(session, "html").content).text
    asked = text[text.index("Welke conditie scoort in jouw") :]
    places = [asked.index(words) for words in ("Eerst en nu", "(was 100%)", "Ronde 1", "Ronde 2")]

    assert places == sorted(places)
    assert "Eén mens antwoordde twee keer, en koos iets anders." in asked
    assert "2 van de 2 deelnemers" in asked


def test_only_a_choice_that_was_answered_twice_is_compared(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    acting.act(session, "reset", {"question": "goed"})

    assert "Eerst en nu" not in Page(exports.export_session(session, "html").content).text


def test_a_hatched_bar_and_the_words_after_bold_ones_are_drawn():
    now, before = [figures.Bar("A", "Eén", 3, color="a")], [figures.Bar("A", "Eén", 1, color="a")]

    drawn = svg.draw_figure(figures.draw_rounds(now, 4, before, 4), "")

    assert drawn.count('stroke="#b4450f"') == 2
    assert "<tspan> · 75% (was 25%)</tspan>" in drawn


def test_one_side_of_a_pair_is_filled_and_one_is_hatched_in_its_colour():
    option = {"key": "A", "label": "Ambitie", "color": "a"}

    sides = figures.Side("goed", {"A": 3}, 3), figures.Side("minder", {"A": 2}, 2)

    drawn = svg.draw_figure(figures.draw_pair([option], *sides), "")

    assert len(re.findall('<path d="[^"]*Z" fill="#b4450f"/>', drawn)) == 1
    [outline, stripes] = re.findall('<path d="([^"]*)" fill="none" stroke="#b4450f"', drawn)
    assert (outline[-1], stripes.count("M") > 9) == ("Z", True)
    # It goes on to the middle, under the shape.
    assert outline.startswith("M850 ")


def test_a_figure_is_drawn_with_its_colours_and_escaped_texts():
    bars = [figures.Bar("A", "Meer <b> & zo", 3, color="a"), figures.Bar("x", "Niets", 0)]
    drawn = svg.draw_figure(figures.draw_bars(bars, 3), 'Zeg "ja" & <nee>')

    assert 'fill="#b4450f"' in drawn
    assert "var(" not in drawn
    assert "Meer &lt;b&gt; &amp; zo" in drawn
    assert "var&#40;--a)" in svg.draw_figure(
        figures.draw_bars([figures.Bar("A", "var(--a)", 1)], 1), ""
    )
    assert re.search("aria-label=(?:'Zeg \"ja\" &amp; &lt;nee&gt;')", drawn)


@pytest.fixture
def dressed(session: LiveSession) -> LiveSession:
    """A session with a house style: blue, orange, a logo that is a blue block."""
    logo = logos.store_logo("logo.png", png(drawn()))
    style = Style("#154273", "#e17000", "dark", logo.sha256, "Gemeente <Voorbeeld>")
    session.style = keep_style(style)
    session.save()
    fill(session, 20)
    return session


def test_the_file_has_the_colours_and_the_logo_of_the_house(dressed: LiveSession):
    made = exports.export_session(dressed, "html").content.decode()
    page = Page(made.encode())
    colors = compute_scheme(Style("#154273", "#e17000")).light

    [logo] = [attributes for tag, attributes in page.tags if tag == "img"]
    assert logo["alt"] == "Gemeente <Voorbeeld>"
    assert str(logo["src"]).startswith("data:image/png;base64,")
    for name in ("paper", "ink", "accent", "deep"):
        assert f"--{name}:{colors[name]};" in made
    assert "--a:#b4450f;" in made  # a condition
    assert "#12343b" not in made
    policy = next(each["content"] for _tag, each in page.tags if "http-equiv" in each)
    assert str(policy).endswith("font-src data:; img-src data:")


def test_the_pdf_has_the_logo_with_its_words_and_stays_accessible(dressed: LiveSession):
    pdf = pikepdf.open(io.BytesIO(exports.export_session(dressed, "pdf").content))

    images = [image for page in pdf.pages for image in page.get_images().values()]
    spoken = [str(each.Alt) for each in pdf.objects if is_dictionary(each) and "/Alt" in each]
    assert {(image.Width, image.Height) for image in images} == {(200, 100)}
    assert "Gemeente <Voorbeeld>" in spoken


def is_dictionary(thing: object) -> bool:
    return isinstance(thing, pikepdf.Dictionary)


def test_what_is_made_next_has_our_own_colours_again(dressed: LiveSession):
    exports.export_session(dressed, "html")
    dressed.style = {}
    dressed.save()

    made = exports.export_session(dressed, "html").content.decode()

    assert "--deep:#12343b;" in made
    assert "<img" not in made
