"""The tidy table of analysts: a row a value, nothing that links slides, a codebook."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from polls.models import LiveSession
from tests.workshop.exports.room import answer, go
from workshop import exports
from workshop.exports.formats.tidy import COLUMNS

pytestmark = pytest.mark.django_db


def read(session: LiveSession, name: str, *, share: bool = False) -> list[dict[str, str]]:
    made = exports.export_session(session, "tidy", share=share).content
    text = zipfile.ZipFile(io.BytesIO(made)).read(name).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_each_value_has_a_row_with_its_code_and_label(session: LiveSession):
    go(session, "goed")
    answer(session, "ann", "goed", ["A"])
    go(session, "associaties")
    answer(session, "ann", "associaties", ["=samen"])

    rows = {row["question"]: row for row in read(session, "answers.csv")}

    assert (rows["goed"]["code"], rows["goed"]["label"]) == ("A", "A. Ambitie")
    assert rows["goed"]["text"] == "Ambitie"
    assert rows["associaties"]["text"] == "'=samen"
    assert rows["associaties"]["state"] == "shown"
    assert list(rows["goed"]) == list(COLUMNS)


def test_nothing_links_a_person_on_two_slides(session: LiveSession):
    for key in ("goed", "minder"):
        go(session, key)
        for person in range(3):
            answer(session, f"{person}", key, ["A"])

    found = [row["respondent"] for row in read(session, "answers.csv")]

    assert len(set(found)) == len(found) == 6


def test_a_file_to_share_has_no_small_groups(session: LiveSession):
    go(session, "goed")
    for person in range(4):
        answer(session, f"{person}", "goed", ["A"])

    assert read(session, "answers.csv", share=True) == []
    assert len(read(session, "answers.csv")) == 4


def test_the_codebook_explains_columns_and_codes(session: LiveSession):
    rows = read(session, "codebook.csv")

    columns = [row["code"] for row in rows if row["question"] == ""]
    goed = {row["code"]: row["label"] for row in rows if row["question"] == "goed"}
    assert columns == list(COLUMNS)
    assert goed["A"] == "A. Ambitie"
