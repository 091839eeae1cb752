"""The Excel and PowerPoint files, read by programs that others wrote."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import timedelta
from random import Random

import openpyxl
import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.utils import timezone, translation
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.slide import Slide

from polls import figures, kinds
from polls.figures import Cell, Count, Label, Mean, Share, Statistic, Table, Text
from polls.models import LiveSession, Question
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, fill, go, store
from tests.workshop.library.test_logos import drawn, png
from workshop import exports
from workshop.exports import content, powerpoint, slide_charts, source, tables
from workshop.exports.formats import xlsx
from workshop.facilitating import starting
from workshop.library import logos
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style, keep_style

pytestmark = pytest.mark.django_db

SHEETS = [
    "Over",
    "Overzicht",
    "01-voorbeelden",
    "02-associaties",
    "03-opbrengst",
    "04-belang",
    "05-uitdaging",
    "06-dynamieken",
    "07-context",
    "08-goed",
    "09-minder",
    "10-tip",
    "36-samen-bekijken",
    "Antwoorden",
    "Codeboek",
]


def book(session: LiveSession) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exports.export_session(session, "xlsx").content))


def cells(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def rows_from(sheet: Worksheet, head: str) -> list[list[object]]:
    """The rows of a sheet from the first table whose head begins with a word."""
    rows = cells(sheet)
    return rows[[row[0] for row in rows].index(head) :]


def test_the_workbook_has_a_sheet_a_question(session: LiveSession):
    fill(session, 30)
    found = book(session)
    about = {row[0]: row[1] for row in cells(found["Over"])}

    assert found.sheetnames == SHEETS
    assert found.properties.title == "Groep 1"
    assert about["groep"] == "Groep 1"
    assert about["deelnemers"] == 30
    assert about["let op"] == "De sessie was nog niet afgelopen."


def test_counts_are_numbers_and_charts_are_excels_own(session: LiveSession):
    go(session, "goed")
    for person, key in zip("abc", "AAC", strict=True):
        answer(session, person, "goed", [key])
    found = book(session)
    goed = found["08-goed"]

    head = rows_from(goed, "keuze")

    assert [row[:3] for row in head[:4]] == [
        ["keuze", "aantal", "deel"],
        ["A. Ambitie", 2, pytest.approx(2 / 3, abs=1e-15)],
        ["B. Belangen", 0, 0],
        ["C. Relatie", 1, pytest.approx(1 / 3, abs=1e-15)],
    ]
    ambitie = next(row for row in goed.iter_rows() if row[0].value == "A. Ambitie")
    assert [cell.number_format for cell in ambitie[1:3]] == ["#,##0", "0%"]
    assert len(goed._charts) == 1
    assert [len(found[name]._charts) for name in ("06-dynamieken", "10-tip")] == [1, 0]
    assert len(found["36-samen-bekijken"]._charts) == 1
    assert cells(found["Overzicht"])[8][1:5] == ["Keuze", 1, 3, 1]


def test_every_answer_stands_in_one_sheet_that_can_be_filtered(session: LiveSession):
    go(session, "tip")
    answer(session, "a", "tip", ["eerste", "tweede"])

    sheet = book(session)["Antwoorden"]

    assert [row[:5] for row in cells(sheet)] == [
        ["blad", "antwoord", "keuze", "ronde", "deelnemer"],
        ["10-tip", "eerste", None, 1, 1],
        ["10-tip", "tweede", None, 1, 1],
    ]
    [table] = sheet.tables.values()
    assert (table.ref, sheet.freeze_panes) == ("A1:M3", "C2")
    assert table.autoFilter is not None


def test_days_are_days_and_the_zone_has_a_name(session: LiveSession):
    about = {row[0].value: row[1] for row in book(session)["Over"].iter_rows()}
    begun = timezone.localtime(session.created).replace(tzinfo=None)

    assert about["datum"].is_date
    assert abs(about["datum"].value - begun) < timedelta(seconds=1)
    assert about["tijdzone"].value == timezone.get_current_timezone_name()


def test_the_codebook_explains_columns_axes_and_statements(trainer: User):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    questions = {each.kind: each for each in session.questions.all()}
    quadrant, scale = questions["quadrant"], questions["scale"]
    sheet = cells(book(session)["Codeboek"])

    means = {(row[0], row[1]): row[2] for row in sheet[1:]}
    kinds_of = {row[2]: row[3:5] for row in sheet[1:] if row[3]}
    numbered = {each.name.partition("-")[2]: each.name for each in made_of(session).questions}

    assert means["kolom", "deelnemer"].startswith("een nummer per slide")
    assert kinds_of[scale.prompt][0] == "Cijfers"
    for option in quadrant.spec["options"]:
        name = means[numbered[quadrant.key], f"{option['key']}.x"]
        assert name.endswith(f"{option['label']}, {quadrant.spec['x']}")
    assert kinds_of[quadrant.prompt][1] == "1 tot en met 5"


def test_two_sheets_never_have_one_name():
    with xlsxwriter.Workbook(io.BytesIO(), {"in_memory": True}) as workbook:
        one = xlsx.Book(workbook)
        names = [one.free_name(name) for name in ("Goed", "goed", "g" * 40, "g" * 40)]
        workbook.add_worksheet()

    assert names == ["Goed", "goed-2", "g" * 31, "g" * 27 + "-2"]


def test_an_answer_that_is_a_number_is_one(trainer: User):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    question = session.questions.get(key="verdelen")
    go(session, question.slide)
    answer(session, "a", "verdelen", {"agenda": 60, "doel": 40})
    rows = cells(book(session)["Antwoorden"])

    assert [row[1:3] for row in rows[-2:]] == [[60, "agenda"], [40, "doel"]]


def test_both_rounds_have_a_chart(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["B"], round=2)

    found = book(session)["08-goed"]

    assert len(found._charts) == 3
    assert [row[:5] for row in rows_from(found, "keuze")[:3]] == [
        ["keuze", "eerst", "eerst, deel", "nu", "nu, deel"],
        ["A. Ambitie", 1, 1, 0, 0],
        ["B. Belangen", 0, 0, 1, 1],
    ]


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


def begins(slide: Slide, asked: str) -> bool:
    """Whether the sentence below the title of a slide begins so."""
    return any(text.startswith(asked) for text in words(slide)[1:2])


def point_label(chart: Chart, place: int) -> str:
    return chart.plots[0].series[0].points[place].data_label.text_frame.text


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


def made_of(session: LiveSession) -> content.SessionContent:
    return content.make_content(source.read_session(session))


def presentation(session: LiveSession) -> list[Slide]:
    return list(Presentation(io.BytesIO(exports.export_session(session, "pptx").content)).slides)


def words(slide: Slide) -> list[str]:
    """The paragraphs of a slide, its title first."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return [paragraph.text for frame in frames for paragraph in frame.paragraphs if paragraph.text]


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


def test_counts_are_grouped_as_in_the_language_of_the_session(session: LiveSession):
    table = Table(("keuze", "aantal"), ((Label("A. Ambitie"), Count(1234)),))

    with translation.override("nl"):
        dutch = slide_charts.table_of(table)
    with translation.override("en"):
        english = slide_charts.table_of(table)

    assert dutch == ["A. Ambitie: aantal 1.234"]
    assert english == ["A. Ambitie: aantal 1,234"]


@pytest.mark.parametrize("format", ["xlsx", "pptx"])
def test_an_empty_session_and_a_rehearsal_make_a_file(session: LiveSession, format: str):
    session.rehearsal = True
    made = exports.export_session(session, format).content
    folder = zipfile.ZipFile(io.BytesIO(made))
    text = b"".join(folder.read(name) for name in folder.namelist()).decode("utf-8", "replace")

    assert "Dit was een proefsessie: deze cijfers tellen niet mee." in text


def recomputed(cell: Cell) -> float | str | None:
    """What a cell holds by sums of our own."""
    match cell:
        case Count():
            return cell.value
        case Share():
            return cell.part / cell.whole if cell.whole else 0
        case Mean():
            return cell.total / cell.number if cell.number else None
        case Statistic():
            return cell.value
        case Label() | Text():
            return cell.text
        case _:
            raise AssertionError(cell)


def as_read(value: object) -> object:
    """Excel files hold sixteen digits of a number."""
    return pytest.approx(value, abs=1e-13) if isinstance(value, float) else value


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_number_of_every_kind_is_exact(trainer: User, language: str):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    session.language = language
    session.save()
    chance = Random(4)
    for question in session.questions.all():
        go(session, question.slide)
        kind = kinds.of(question)
        store(session, question, [(f"{n}", kind.sample(chance)) for n in range(7)])

    with translation.override(language):
        last = {
            each.name: each.last
            for each in content.make_content(source.read_session(session)).questions
        }
        tables = {
            name: round.table for name, round in last.items() if round.votable or not round.as_cards
        }
    found = book(session)

    told = 0
    for name, table in tables.items():
        sheet = rows_from(found[name], table.columns[0])
        width = len(table.columns)
        assert sheet[0][:width] == list(table.columns)
        for row, cells in zip(sheet[1:], table.rows, strict=False):
            assert row[:width] == [as_read(recomputed(cell)) for cell in cells]
        told += sum(isinstance(cell, Share | Mean) for row in table.rows for cell in row)
    assert told > 20


def test_only_numbers_become_numbers():
    cells = [Count(12), Share(2, 3), Mean(23, 6)]

    assert [tables.cell_number(cell) for cell in cells] == [
        tables.Number(12, "#,##0"),
        tables.Number(2 / 3, "0%"),
        tables.Number(23 / 6, "0.0"),
    ]
    words = [Mean(0, 0), Text("40%"), Label("3,8"), Text("12")]
    assert [tables.cell_number(cell) for cell in words] == [None] * 4


def test_a_chart_shows_counts_or_averages():
    counts = Table(
        ("keuze", "aantal", "deel"),
        ((Label("A", "a"), Count(2), Share(2, 5)), (Label("B"), Count(3), Share(3, 5))),
    )
    means = Table(
        ("stelling", "gemiddeld", "1"),
        ((Label("A"), Mean(19, 5), Count(4)), (Label("B"), Mean(0, 0), Count(0))),
    )

    assert [series.name for series in tables.drawn_columns(counts).series] == ["aantal"]
    assert tables.drawn_columns(counts).colors == [
        tables.read_palette()["a"],
        tables.read_palette()["deep"],
    ]
    assert [series.values for series in tables.drawn_columns(means).series] == [[3.8, None]]
    assert tables.drawn_columns(Table(("antwoord",), ((Label("12"),),))) is None
    assert tables.drawn_columns(Table(("keuze", "aantal"), ())) is None


def test_the_colours_are_those_of_the_site():
    assert tables.read_palette()["a"] == "#b4450f"
    assert {"paper", "ink", "deep", "line", "e"} <= tables.read_palette().keys()


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
