"""Comparisons as files: the numbers of the page, in charts that can be edited, and true tags."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pptx import Presentation

from polls.models import LiveSession, Question
from tests.workshop.exports import room
from tests.workshop.exports.test_pdf_tags import faults, opened
from workshop.exports import comparing
from workshop.facilitating import starting
from workshop.models import AuditEntry

pytestmark = pytest.mark.django_db

GOED, MINDER = "AAAAABBBCC", "BBBBBBCCDD"
Group = Callable[..., LiveSession]


@pytest.fixture
def desk(client: Client, trainer: User) -> Client:
    client.force_login(trainer)
    return client


@pytest.fixture
def group(trainer: User) -> Group:
    def hold(label: str, goed: str, minder: str = "", ago: int = 0) -> LiveSession:
        session = starting.start(deck="beter-samenwerken", facilitator=trainer, label=label)
        for key, letters in (("goed", goed), ("minder", minder)):
            room.go(session, key)
            question = Question.objects.get(session=session, key=key)
            room.store(session, question, [(f"{n}", [each]) for n, each in enumerate(letters)])
        moment = timezone.now() - timedelta(days=ago)
        LiveSession.objects.filter(pk=session.pk).update(started=moment)
        session.refresh_from_db()
        return session

    return hold


@pytest.fixture
def both(group: Group) -> str:
    """The address of a comparison of two groups."""
    sessions = [group("Noord", GOED, MINDER, ago=3), group("Zuid", MINDER, GOED)]
    return "&".join(f"session={session.code}" for session in sessions)


def sheets(made: bytes) -> dict[str, list[tuple[Any, ...]]]:
    book = openpyxl.load_workbook(io.BytesIO(made))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def row_of(rows: list[tuple[Any, ...]], name: str) -> list[Any]:
    """The numbers of the first row with a name."""
    found = next(row for row in rows if row[0] == name)
    return [cell for cell in found[1:] if cell is not None]


def slides(made: bytes) -> list[Any]:
    return list(Presentation(io.BytesIO(made)).slides)


def charts(made: bytes) -> list[Any]:
    return [shape.chart for slide in slides(made) for shape in slide.shapes if shape.has_chart]


def test_excel_holds_the_shares_as_numbers_with_a_chart_a_question(desk: Client, both: str):
    reply = desk.get(f"/compare/export/xlsx?{both}")

    found = sheets(reply.content)
    goed = next(rows for name, rows in found.items() if "scoort in jouw" in name)
    book = openpyxl.load_workbook(io.BytesIO(reply.content))
    assert reply.headers["cache-control"] == "no-store"
    assert row_of(goed, "A. Ambitie") == [0.5, 0.0]
    assert row_of(goed, "B. Belangen") == [0.3, 0.6]
    assert [len(sheet._charts) for sheet in book] == [0, 0, 1, 1, 2]
    assert "Noord; Zuid" in [row[0] for row in found["Over"]]


def test_powerpoint_has_charts_of_its_own_with_the_same_numbers(desk: Client, both: str):
    made = desk.get(f"/compare/export/pptx?{both}").content

    first, _second, *pairs = charts(made)
    values = [list(series.values) for series in first.plots[0].series]
    assert next(iter(first.plots[0].categories)) == "A. Ambitie"
    assert values == [[0.5, 0.3, 0.2, 0.0, 0.0], [0.0, 0.6, 0.2, 0.2, 0.0]]
    assert [list(each.plots[0].series[0].values) for each in pairs] == [
        [5, 3, 2, 0, 0],
        [0, 6, 2, 2, 0],
    ]
    titles = [slide.shapes.title.text for slide in slides(made)]
    assert titles[0] == "Groepen vergelijken"
    assert "Welke conditie scoort in jouw samenwerking goed?" in titles


def test_the_pdf_says_the_same_and_has_no_fault_in_its_tags(desk: Client, both: str):
    page = desk.get(f"/compare/?{both}")
    made = desk.get(f"/compare/export/pdf?{both}").content

    read = subprocess.run(["pdftotext", "-raw", "-", "-"], input=made, capture_output=True)
    text = "".join(read.stdout.decode().split())
    parts = [part for section in page.context["sections"] for part in section.parts]
    sentences = [sentence for part in parts for sentence in part.sentences]
    assert len(sentences) == 6
    assert [each for each in sentences if "".join(each.split()) not in text] == []
    with opened(made) as pdf:
        assert faults(pdf) == set()


def test_one_group_over_time_has_its_changes_as_numbers(desk: Client, group: Group):
    group("Zorg & Co", GOED, ago=9)
    group("Zorg & Co", MINDER)

    reply = desk.get("/compare/export/xlsx?label=Zorg+%26+Co")

    goed = next(rows for name, rows in sheets(reply.content).items() if "scoort in" in name)
    changes = [row for row in goed if row[0] == "A. Ambitie"][1]
    assert changes[1] == pytest.approx(-50)
    assert "zorg-co-door-de-tijd" in unquote(reply.headers["content-disposition"])


def test_a_group_beside_the_earlier_ones_is_a_file_too(desk: Client, group: Group):
    group("Noord", GOED, ago=9)
    session = group("Zuid", MINDER)

    made = {
        format: desk.get(f"/desk/{session.code}/memory/export/{format}")
        for format in dict(comparing.OFFERED)
    }

    assert row_of(next(iter(list(sheets(made["xlsx"].content).values())[1:])), "A. Ambitie")[
        :2
    ] == [0.0, 0.5]
    [chart] = charts(made["pptx"].content)
    assert [next(iter(series.values)) for series in chart.plots[0].series] == [0.0, 0.5]
    assert made["pdf"].content.startswith(b"%PDF")
    assert "-eerder.pdf" in made["pdf"].headers["content-disposition"]
    assert AuditEntry.objects.filter(what="export", about__startswith="memory").count() == 3


def test_with_nothing_to_compare_the_page_says_so(desk: Client, group: Group):
    session = group("Noord", GOED)

    reply = desk.get(f"/compare/export/pdf?session={session.code}", follow=True)

    assert reply.redirect_chain == [(f"/compare/?session={session.code}", 302)]
    assert "Kies ten minste twee groepen" in reply.content.decode()


def test_files_are_offered_where_there_is_something_to_compare(desk: Client, both: str):
    with_groups = desk.get(f"/compare/?{both}").content.decode()
    without = desk.get("/compare/").content.decode()

    assert all(f"/compare/export/{format}?" in with_groups for format, _n in comparing.OFFERED)
    assert "/compare/export/" not in without


def test_other_formats_and_groups_of_others_are_not_there(desk: Client, both: str):
    unknown = desk.get(f"/compare/export/exe?{both}").status_code
    desk.force_login(User.objects.create_user("other"))

    others = desk.get(f"/compare/export/xlsx?{both}")

    assert (unknown, others.status_code) == (404, 302)
