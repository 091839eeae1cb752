"""The Excel file of a session, read by a program that others wrote; and what both files share."""

from __future__ import annotations

import io
import zipfile
from datetime import timedelta
from random import Random

import pytest
import xlsxwriter
from django.contrib.auth.models import User
from django.utils import timezone, translation

from polls import kinds
from polls.figures import Cell, Count, Label, Mean, Share, Statistic, Table, Text
from polls.models import LiveSession
from tests import acting
from tests.workshop.exports.office_files import (
    book,
    cells,
    made_of,
    rows_from,
)
from tests.workshop.exports.room import answer, fill, go, store
from workshop import exports
from workshop.exports import content, slide_charts, source, tables
from workshop.exports.formats import xlsx
from workshop.facilitating import starting

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
        for row, counted in zip(sheet[1:], table.rows, strict=False):
            assert row[:width] == [as_read(recomputed(cell)) for cell in counted]
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
