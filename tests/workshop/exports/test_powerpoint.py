"""The presentation of a session, read by a program that others wrote."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from django.contrib.auth.models import User
from pptx import Presentation

from polls import figures
from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.office_files import (
    begins,
    book,
    made_of,
    point_label,
    presentation,
    rows_from,
    words,
)
from tests.workshop.exports.room import answer, fill, go
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.exports import powerpoint
from workshop.facilitating import starting
from workshop.library import logos
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db


def test_the_presentation_has_native_charts_and_notes(session: LiveSession):
    fill(session, 30)
    made = exports.export_session(session, "pptx").content
    slides = list(Presentation(io.BytesIO(made)).slides)
    asked = "Welke conditie scoort in jouw samenwerking goed?"
    [shown] = [slide for slide in slides if begins(slide, asked)]
    [goed] = [shape.chart for shape in shown.shapes if shape.has_chart]
    [both] = [slide for slide in slides if begins(slide, "Vijf dingen waar je op")]
    [pair] = [shape.chart for shape in both.shapes if shape.has_chart]
    rows = rows_from(book(session)["08-goed"], "keuze")[1:6]
    labels = [point_label(goed, place) for place in range(5)]
    found = made_of(session)

    assert shown.shapes.title.text == "11 van de 29 kiezen Ambitie"
    assert both.shapes.title.text == found.pairs[0].drawing["sentence"]
    assert slides[-1].shapes.title.text == "Over deze cijfers"
    assert next(iter(goed.plots[0].categories)) == "A. Ambitie"
    assert list(goed.plots[0].series[0].values) == [row[1] for row in rows]
    assert labels == [f"{row[1]} · {figures.write_percent(row[1], 29)}" for row in rows]
    assert len(pair.plots[0].series) == 2
    assert f"A. Ambitie: aantal {rows[0][1]}" in shown.notes_slide.notes_text_frame.text
    assert any("embeddings" in name for name in zipfile.ZipFile(io.BytesIO(made)).namelist())


def test_slides_stand_in_the_order_of_the_deck_under_its_chapters(session: LiveSession):
    fill(session, 12)
    session.agreed = "Ann belt Bo\n\nvrijdag koffie"
    session.save()
    titles = [slide.shapes.title.text for slide in presentation(session)]
    found = made_of(session)
    chapters = [chapter.title for chapter in found.deck.chapters]
    pair, tip = found.pairs[0].drawing["sentence"], "tip"

    shown = [title for title in titles if title in chapters]

    assert shown == [title for title in chapters if title in shown]
    assert len(shown) > 1
    assert titles.index(found.by_key["minder"].last.headline) < titles.index(pair)
    assert titles.index(pair) < next(n for n, title in enumerate(titles) if tip in title.lower())
    assert titles[-2:] == ["Afspraken en acties", "Over deze cijfers"]
    assert words(presentation(session)[-2])[-2:] == ["Ann belt Bo", "vrijdag koffie"]


def test_a_question_that_nobody_answered_has_no_slide_and_is_counted(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    slides = presentation(session)

    assert len([slide for slide in slides if slide.has_notes_slide]) == 4
    assert "9 vragen kregen geen antwoord en hebben geen slide." in words(slides[-1])
    assert "ultieme tip" in slides[-1].notes_slide.notes_text_frame.text


def test_the_cover_says_who_when_and_how_many(session: LiveSession):
    fill(session, 12)
    [cover, *_slides] = presentation(session)

    assert [text for text in words(cover) if "2" not in text] == [
        "Groep 1",
        "Beter Samenwerken",
        "Momentopname, niet representatief; bedoeld als start van gesprek.",
        "Alles: ook teksten die je verborg, oorspronkelijke teksten, je notities en kleine "
        "groepen. Deel dit bestand niet.",
    ]
    assert any("12 mensen deden mee, " in text for text in words(cover))
    assert "deelnemers: 12" in cover.notes_slide.notes_text_frame.text


def test_a_second_round_stands_beside_the_first(session: LiveSession):
    go(session, "goed")
    for person in "ab":
        answer(session, person, "goed", ["A"])
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["A"], round=2)
    answer(session, "b", "goed", ["B"], round=2)

    asked = "Welke conditie scoort in jouw samenwerking goed?"
    both = [slide for slide in presentation(session) if begins(slide, asked)]
    [chart] = [shape.chart for shape in both[1].shapes if shape.has_chart]

    assert len(both) == 2
    assert [(each.name, list(each.values)[:2]) for each in chart.plots[0].series] == [
        ("eerst, deel", [1, 0]),
        ("nu, deel", [0.5, 0.5]),
    ]
    assert words(both[1])[0] == "Van de 2 mensen die twee keer antwoordden, koos er 1 iets anders."


def test_tips_have_slides_by_label_that_do_not_overflow(session: LiveSession):
    labels = [{"key": "A", "label": "Ambitie", "color": "a"}]
    Question.objects.filter(session=session, key="tip").update(held=False, labels=labels)
    go(session, "tip")
    for number in range(70):
        answer(
            session, f"person-{number}", "tip", [f"Tip {number} {'met veel woorden ' * 9}".strip()]
        )
    ids = [card.id for card in read_cards(question=session.questions.get(key="tip"))]
    acting.decide(session, "card-label", "tip", ids[:1], label="A")

    tips = [slide for slide in presentation(session) if "tips" in words(slide)[0].lower()]
    lines = [[text for text in words(slide) if text.startswith("Tip ")] for slide in tips]
    notes = "\n".join(slide.notes_slide.notes_text_frame.text for slide in tips)

    assert [words(slide)[0] for slide in tips] == [
        "Tips: A. Ambitie",
        "Overige tips (1/3)",
        "Overige tips (2/3)",
        "Overige tips (3/3)",
    ]
    assert len(lines[0]) == 1
    assert all(
        sum(map(powerpoint.text_height, slide)) + powerpoint.text_height("x") <= powerpoint.HIGH
        for slide in lines
    )
    rest = 69 - sum(map(len, lines[1:]))
    assert f"en nog {rest} tips" in words(tips[-1])
    assert [f"• Tip {number} " in notes for number in range(70)] == [True] * 70


def test_a_long_title_is_smaller_and_then_cut_off():
    assert powerpoint.fit_text("Kort", powerpoint.TITLES) == (32, "Kort")
    assert powerpoint.fit_text("woord " * 20, powerpoint.TITLES)[0] == 24
    size, text = powerpoint.fit_text("woord " * 500, powerpoint.TITLES)
    assert (size, text[-1]) == (24, "…")
    assert powerpoint.count_lines(text, size) == 3


def test_questions_of_the_room_stand_by_how_many_want_them(trainer: User):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    question = session.questions.get(kind="questions")
    Question.objects.filter(pk=question.pk).update(held=False)
    go(session, question.slide)
    for person, texts in (("a", ["Wie betaalt?"]), ("b", ["Wanneer?"]), ("c", ["Wanneer?"])):
        answer(session, person, question.key, texts)

    [slide] = [each for each in presentation(session) if words(each)[0] == question.prompt]
    page = exports.export_session(session, "html").content.decode()
    [sheet] = [each for each in book(session) if each.title.endswith(question.key)]

    assert len(sheet._charts) == 1
    assert [row[:2] for row in rows_from(sheet, "vraag")[:3]] == [
        ["vraag", "aantal"],
        ["Wanneer?", 2],
        ["Wie betaalt?", 1],
    ]
    assert words(slide)[-2:] == ["Wanneer? (2×)", "Wie betaalt?"]
    assert page.index("Wanneer?") < page.index("Wie betaalt?")
    assert re.search(r'Wanneer\? <span\s+class="report__n">2×</span>', page)


def test_a_presentation_has_the_colours_and_the_logo_of_the_house(session: LiveSession):
    logo = logos.store_logo("logo.png", png(drawn()))
    style = Style("#154273", "#e17000", "dark", logo.sha256, "Gemeente Voorbeeld")
    session.style = keep_style(style)
    session.save()
    fill(session, 20)
    colors = compute_scheme(style).light

    made = Presentation(io.BytesIO(exports.export_session(session, "pptx", share=True).content))

    cover, *others = made.slides
    assert f"#{cover.background.fill.fore_color.rgb}".lower() == "#154273"
    grounds = {f"#{each.background.fill.fore_color.rgb}".lower() for each in others}
    assert grounds == {colors["paper"], "#154273"}  # and chapters
    pictures = [shape for slide in made.slides for shape in slide.shapes if shape.shape_type == 13]
    plain = [slide for slide in others if len(slide.shapes) > 3]
    assert len(pictures) >= 1 + len(plain)
    for picture in pictures:
        assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "Gemeente Voorbeeld"
        assert picture.width / picture.height == pytest.approx(2, abs=0.05)
        assert picture.left + picture.width < made.slide_width
        assert picture.top + picture.height < made.slide_height
    assert "#12343b" not in {color for each in tables_of_colors(made) for color in each}


def tables_of_colors(made: object) -> list[set[str]]:
    """By slide every colour that is written in it."""
    return [
        {f"#{found}".lower() for found in slide._element.xpath(".//a:srgbClr/@val")}
        for slide in made.slides  # type: ignore[attr-defined]
    ]
