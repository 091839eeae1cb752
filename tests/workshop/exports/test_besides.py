"""What stands beside the answers to a question is in every file, and only what may be told."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import docx
import openpyxl
import orjson
import pptx
import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from polls import retention
from polls.models import LiveSession, Question
from tests import acting
from tests.polls.results import grouped, paired
from tests.workshop.exports import room
from workshop import exports

pytestmark = pytest.mark.django_db
HEADING = "Per deelgroep: Vraag afdeling?"


@pytest.fixture
def session(trainer: User) -> LiveSession:
    made = grouped.make_session(trainer)
    grouped.fill(made)
    acting.act(made, "finish")
    Question.objects.filter(session=made).update(grace_until=None)
    made.refresh_from_db()
    return made


def render(session: LiveSession, format: str, *, share: bool = False) -> bytes:
    content = exports.export_session(session, format, share=share).content
    return content if isinstance(content, bytes) else content.encode()


def unzip(content: bytes) -> dict[str, str]:
    folder = zipfile.ZipFile(io.BytesIO(content))
    return {name: folder.read(name).decode("utf-8-sig") for name in folder.namelist()}


def words_of(session: LiveSession, format: str) -> str:
    """All that a file says, as text."""
    content = render(session, format)
    match format:
        case "html":
            return content.decode()
        case "docx":
            return "\n".join(each.text for each in docx.Document(io.BytesIO(content)).paragraphs)
        case "pptx":
            slides = pptx.Presentation(io.BytesIO(content)).slides
            return "\n".join(
                shape.text_frame.text
                for slide in slides
                for shape in slide.shapes
                if shape.has_text_frame
            )
        case _:
            book = openpyxl.load_workbook(io.BytesIO(content))
            cells = (cell for sheet in book for row in sheet.values for cell in row)
            return "\n".join(str(cell) for cell in cells if cell is not None)


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_a_file_for_people_has_each_question_by_group(session: LiveSession, format: str):
    said = words_of(session, format)

    assert said.count(HEADING) >= 4  # choice, scale, ranking, points
    assert "Overige zijn samen: Binnen en Los." in said


def test_files_for_programs_have_the_numbers(session: LiveSession):
    keuze = next(each for each in room.data(session)["questions"] if each["key"] == "keuze")
    csv, tidy = unzip(render(session, "csv")), unzip(render(session, "tidy"))

    buiten, others = keuze["split"]["parts"]
    assert (keuze["split"]["by"], keuze["split"]["round"]) == ("afdeling", 1)
    assert (buiten["groups"], others["groups"]) == (["gb"], ["ga", "gc"])
    assert buiten["numbers"]["counts"] == {"x": 2, "y": 2, "z": 2, "anders": 0}
    assert csv["02-keuze-per-deelgroep.csv"].splitlines()[:2] == [
        '"keuze";"Buiten (n\u00a0=\u00a06)";"overige (n\u00a0=\u00a07)"',
        '"x. Rust";"33% (2)";"43% (3)"',
    ]
    rows = tidy["groups.csv"].splitlines()
    assert f'"{session.code}","keuze",1,"afdeling","ga+gc",7,"x",{3 / 7}' in rows


def test_a_file_to_share_tells_nothing_of_groups_that_the_trainer_left_out(session: LiveSession):
    assert HEADING in render(session, "html", share=True).decode()

    Question.objects.filter(session=session, key="afdeling").update(private=True)

    assert "Per deelgroep: " not in render(session, "html", share=True).decode()


def test_a_purged_session_still_says_what_it_said(session: LiveSession):
    before = splits_of(session)

    retention.purge_session(session_id=session.pk, now=timezone.now())
    session.refresh_from_db()

    assert len(before) == 4
    assert splits_of(session) == before


def splits_of(session: LiveSession) -> dict[str, Any]:
    told = orjson.loads(render(session, "json"))["questions"]
    return {each["key"]: each["split"] for each in told if "split" in each}


def test_a_session_that_goes_on_has_only_what_is_closed(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    assert splits_of(session) == {}  # the last one is open, the others still take what was typed

    grouped.close(session, "keuze")
    session.refresh_from_db()

    assert list(splits_of(session)) == ["keuze"]


def test_a_report_counts_as_showing_and_is_not_split_anew(trainer: User):
    session = grouped.make_session(trainer)
    grouped.fill(session)
    grouped.close(session, "keuze")
    session.refresh_from_db()
    before = splits_of(session)["keuze"]

    acting.act(session, "open", {"question": "keuze", "again": "1"})
    grouped.choose_groups(session, {"a9": "a"})
    grouped.ask(session, "keuze", {"a9": ["z"]})
    grouped.close(session, "keuze")
    session.refresh_from_db()

    kept = Question.objects.get(session=session, key="keuze").split
    assert [part["numbers"] for part in kept["parts"]] == [
        part["numbers"] for part in before["parts"]
    ]
    assert splits_of(session) == {}


@pytest.fixture
def again(trainer: User, session: LiveSession) -> LiveSession:
    """The same questions once more, to other people, with the session before beside it."""
    made = grouped.make_session(trainer, text=grouped.TEXT + "\n", slug="nog-eens")
    grouped.fill(made, 5)
    acting.act(made, "before", {"code": session.code})
    made.refresh_from_db()
    return made


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_a_file_for_people_has_before_and_now(again: LiveSession, format: str):
    assert words_of(again, format).count("Eerder en nu") >= 5  # words too


def test_files_for_programs_have_before_and_now(again: LiveSession, session: LiveSession):
    told = {each["key"]: each.get("before") for each in room.data(again)["questions"]}
    csv, tidy = unzip(render(again, "csv")), unzip(render(again, "tidy"))

    assert told["keuze"]["session"] == session.code
    assert [told["keuze"][side]["answered"] for side in ("before", "now")] == [13, 11]
    assert told["woord"]["now"]["numbers"]["words"][0] == {"text": "woord 0", "count": 3}
    assert csv["02-keuze-eerder-en-nu.csv"].splitlines()[1].startswith('"x. Rust";"38% (5)";')
    rows = tidy["groups.csv"].splitlines()
    assert f'"{again.code}","woord",1,"now","",11,"woord 0",{3 / 11}' in rows


def test_a_file_to_share_has_before_and_now(again: LiveSession):
    assert "Eerder en nu" in render(again, "html", share=True).decode()


# A pair against each other


@pytest.fixture
def pair(trainer: User) -> LiveSession:
    made = paired.make_session(trainer)
    paired.fill(made)
    acting.act(made, "finish")
    Question.objects.filter(session=made).update(grace_until=None)
    made.refresh_from_db()
    return made


AGAINST = "Tegen elkaar: gaat goed en gaat minder"
CELLS = ((0, 3, 3), (3, 0, 2), (2, 3, 0))


@pytest.mark.parametrize("format", ["html", "docx", "pptx", "xlsx"])
def test_a_file_for_people_has_a_pair_against_each_other(pair: LiveSession, format: str):
    said = words_of(pair, format)

    assert said.count(AGAINST) == 1
    assert "Geen twee keuzes springen er samen uit." in said


def test_presentation_document_and_sheet_have_a_table_of_their_own(pair: LiveSession):
    document = docx.Document(io.BytesIO(render(pair, "docx")))
    slides = pptx.Presentation(io.BytesIO(render(pair, "pptx"))).slides
    sheet = openpyxl.load_workbook(io.BytesIO(render(pair, "xlsx")))["02-minder"]

    written = [
        [[cell.text for cell in row.cells] for row in each.table.rows]
        for slide in slides
        for each in slide.shapes
        if each.has_table
    ]
    rows = [["x. Rust (n = 6)", "0", "3", "3"], ["y. Tempo (n = 5)", "3", "0", "2"]]
    assert [each[1:3] for each in written] == [rows]
    [table] = [each for each in document.tables if len(each.columns) == 4]
    assert [[cell.text for cell in row.cells] for row in table.rows][1:3] == rows
    assert "w:fill=" in table._tbl.xml
    values = [row for row in sheet.values if str(row[0]).startswith(("x. Rust (n", "y. Tempo (n"))]
    assert [row[1:4] for row in values] == [*CELLS[:2]]
    assert list(sheet.conditional_formatting)


def test_files_for_programs_have_a_pair_against_each_other(pair: LiveSession):
    minder = room.data(pair)["questions"][1]
    csv, tidy = unzip(render(pair, "csv")), unzip(render(pair, "tidy"))

    assert minder["cross"] == {
        "by": "goed",
        "round": 1,
        "rows": [["x"], ["y"], ["z"]],
        "columns": [["x"], ["y"], ["z"]],
        "cells": [list(line) for line in CELLS],
    }
    assert csv["02-minder-tegen-elkaar.csv"].splitlines()[1] == '"x. Rust (n = 6)";0;3;3'
    rows = tidy["groups.csv"].splitlines()
    assert f'"{pair.code}","minder",1,"goed","x",6,"y",0.5' in rows


def test_a_file_to_share_has_a_pair_only_with_both_questions(pair: LiveSession):
    assert AGAINST in render(pair, "html", share=True).decode()

    Question.objects.filter(session=pair, key="goed").update(private=True)

    assert AGAINST not in render(pair, "html", share=True).decode()


def test_every_file_has_what_the_screen_has(pair: LiveSession):
    """One table, counted once, wherever it stands: no two of them differ."""
    told = [orjson.loads(render(pair, "json", share=share)) for share in (True, False)]

    retention.purge_session(session_id=pair.pk, now=timezone.now())
    pair.refresh_from_db()
    told.append(orjson.loads(render(pair, "json")))

    assert [each["questions"][1]["cross"]["cells"] for each in told] == [
        [list(line) for line in CELLS]
    ] * 3
