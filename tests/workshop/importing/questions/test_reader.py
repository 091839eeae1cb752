"""A list of questions becomes slides; what is no list gets a sentence."""

from __future__ import annotations

import io
from contextlib import suppress
from random import Random

import openpyxl
import pytest

from polls.errors import PollsError
from workshop.importing import reading
from workshop.importing.imported import File, Imported
from workshop.importing.taking import check_deck

TEXT = """\
# Begin
1. Hoe gaat het met [jullie] #team?
a) Goed
b) [Slecht]

2. Waarom?
"""
TABLE = "Vraag;Optie 1;Optie 2\r\nHoe gaat het met [jullie] #team?;Goed;[Slecht]\r\nWaarom?;;\r\n"


def read(name: str, content: bytes) -> Imported:
    return reading.read_file(File(name, content))


def sheet() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in TABLE.split("\r\n"):
        book.active.append(row.split(";"))
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("team_dag.txt", TEXT.encode()),
        ("team_dag.txt", TEXT.encode("utf-16")),
        ("team_dag.csv", TABLE.encode("utf-8-sig")),
        ("team_dag.csv", TABLE.replace(";", ",").encode()),
        ("team_dag.xlsx", sheet()),
        ("geen ending.bin", sheet()),
    ],
)
def test_the_same_questions_whatever_the_file(name: str, content: bytes):
    found = read(name, content)
    deck = check_deck(found)

    assert [slide.title for slide in deck.slides] == ["Hoe gaat het met [jullie] #team?", "Waarom?"]
    assert [(each.kind, each.prompt) for each in deck.questions()] == [
        ("choice", "Hoe gaat het met [jullie] #team?"),
        ("open", "Waarom?"),
    ]
    labels = [option["label"] for option in deck.questions()[0].spec["options"]]
    assert labels == ["Goed", "[Slecht]"]
    assert deck.title == ("geen ending" if name.endswith("bin") else "team dag")


def test_headings_are_chapters_and_the_language_is_seen():
    deck = check_deck(read("x.txt", b"# Start\nWhat do you think of the plan?\nWhy?"))

    assert [chapter.title for chapter in deck.chapters] == ["Start"]
    assert deck.language == "en"


def test_a_text_of_old_windows():
    [slide] = check_deck(read("x.txt", "Wat vind je van één café?".encode("cp1252"))).slides

    assert slide.title == "Wat vind je van één café?"


def test_it_can_be_a_list_instead_of_a_question():
    [first, _second] = read("x.txt", TEXT.encode()).slides

    assert first.choice == "question"
    assert first.body == "- Goed\n- \\[Slecht\\]"


def test_more_options_than_a_question_can_have_are_kept_as_text_and_told():
    many = "Wie?\n" + "".join(f"- Naam {n}\n" for n in range(12))

    found = read("x.txt", many.encode())

    [slide] = check_deck(found).slides
    assert slide.questions[0].kind == "open"
    assert slide.body.count("<li>") == 12
    assert [each.slide for each in found.left_out] == ["1"]


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("x.txt", b"\n \n", "file.no_questions"),
        ("x.csv", b";;\n;;\n", "file.no_questions"),
        ("x.txt", b"?\n!\n", "file.no_questions"),
        ("x.txt", b"a\0b", "file.format"),
        ("x.txt", b"Waarom?\n" * 301, "file.slides"),
        ("x.csv", b'"' + b"x" * 200_000, "file.unreadable"),
    ],
)
def test_what_is_no_list_gets_a_sentence(name: str, content: bytes, code: str):
    with pytest.raises(PollsError) as refused:
        read(name, content)

    assert refused.value.code == code


def test_whatever_is_typed_becomes_a_deck_or_a_sentence():
    chance = Random(3)
    parts = [*"ab?-*#`[]!+\n\n;,\"'<>&|~=", "a) ", "```", "---", "+++", "<!--", "-->", "  "]
    for _turn in range(150):
        text = "".join(chance.choice(parts) for _part in range(chance.randrange(80)))
        for name in ("x.txt", "x.csv"):
            with suppress(PollsError):
                check_deck(read(name, text.encode()))
