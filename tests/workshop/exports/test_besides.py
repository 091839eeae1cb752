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
from tests.polls.results import grouped
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
        '"keuze";"Buiten (n = 6)";"overige (n = 7)"',
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
