"""What a trainer takes home equals what was answered, also in the middle of a session."""

from __future__ import annotations

import csv
import io
from typing import Any
from uuid import uuid4

import orjson
import pytest

from polls import kinds
from polls.domain import participants, responses
from polls.domain.participants import Arrival
from polls.domain.responses import Answer
from polls.models import LiveSession, Question
from workshop import exports, flow
from workshop.exports.csv import safe

pytestmark = pytest.mark.django_db

HOSTILE = [
    "=1+1",
    "+31 70 763",
    "-2",
    "@SUM(A1)",
    '=HYPERLINK("http://evil.example";"klik")',
    "<script>alert(1)</script>",
    'een "citaat"; met, komma',
    "emoji 👩‍👩‍👧 en é",
    "'al een aanhalingsteken",
]


def answer(session: LiveSession, person: str, key: str, value: Any, round: int = 1) -> None:
    arrival = Arrival(session.pk, person)
    question = Question.objects.get(session=session, key=key)
    (outcome,) = responses.record_batch(
        answers=[
            Answer(
                id=str(uuid4()),
                question_id=question.pk,
                participant_id=participants.arrive(arrivals=[arrival])[arrival],
                round=round,
                seq=1,
                value=kinds.get(question.kind).clean(question.spec, value),
            )
        ]
    )
    assert outcome == "stored"


def go(session: LiveSession, slide: str) -> None:
    flow.act(session, "goto", {"slide": slide})
    session.refresh_from_db()


def rows(session: LiveSession, separator: str = ";") -> list[list[str]]:
    text = exports.make(session, "csv", separator=separator).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def data(session: LiveSession) -> dict[str, Any]:
    return orjson.loads(exports.make(session, "json").content)


def test_an_empty_session_has_a_header_only(session: LiveSession):
    assert rows(session) == [
        ["vraag", "prompt", "soort", "ronde", "deelnemer", "keuze", "antwoord"]
    ]
    assert data(session)["joined"] == 0


def test_the_file_starts_with_a_byte_order_mark(session: LiveSession):
    made = exports.make(session, "csv")

    assert made.content.startswith(b"\xef\xbb\xbf")
    assert made.name == f"polshoogte-{session.code}.csv"


def test_every_answer_is_a_row(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    answer(session, "b", "goed", ["C"])

    found = [(row[0], row[2], row[3], row[5], row[6]) for row in rows(session)[1:]]

    assert sorted(found) == [
        ("goed", "choice", "1", "A", "Ambitie"),
        ("goed", "choice", "1", "C", "Relatie"),
    ]
    assert rows(session, ",") == rows(session)


def test_two_prompts_of_a_slide_stay_together_and_slides_apart(session: LiveSession):
    go(session, "10")
    for person in "abcdef":
        answer(session, person, "opbrengst", [f"op-{person}"])
        answer(session, person, "belang", [f"be-{person}"])
    go(session, "goed")
    for person in "abcdef":
        answer(session, person, "goed", ["A"])

    numbers: dict[str, set[str]] = {}
    for row in rows(session)[1:]:
        if row[0] != "goed":
            numbers.setdefault(row[4], set()).add(row[6].removeprefix("op-").removeprefix("be-"))

    assert len(numbers) == 6
    assert all(len(people) == 1 for people in numbers.values())
    assert [row["round"] for row in data(session)["questions"]] == [1] * 10


def test_hostile_text_is_no_formula_and_json_is_lossless(session: LiveSession):
    go(session, "tip")
    for number, text in enumerate(HOSTILE):
        answer(session, f"person-{number}", "tip", [text])

    in_csv = {row[6] for row in rows(session)[1:]}
    tip = next(part for part in data(session)["questions"] if part["key"] == "tip")
    in_json = {text for each in tip["answers"] for text in each["value"]}

    assert in_csv == {safe(text) for text in HOSTILE}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in in_csv)
    assert in_json == set(HOSTILE)


def test_the_positive_control_of_formulas():
    assert [safe(text) for text in HOSTILE[:4]] == ["'=1+1", "'+31 70 763", "'-2", "'@SUM(A1)"]
    assert safe("gewoon") == "gewoon"


def test_earlier_rounds_are_in_both(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    flow.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["B"], round=2)

    found = [(row[3], row[5]) for row in rows(session)[1:]]
    in_json = [
        (part["round"], part["state"], part["tally"]["counts"]["A"], part["tally"]["counts"]["B"])
        for part in data(session)["questions"]
        if part["key"] == "goed"
    ]

    assert found == [("1", "A"), ("2", "B")]
    assert in_json == [(1, "closed", 1, 0), (2, "open", 0, 1)]


def test_nothing_that_leads_to_a_device_is_exported(session: LiveSession):
    person = "c0ffee" * 10
    go(session, "goed")
    answer(session, person, "goed", ["A"])
    participant = session.participants.get()

    for format in exports.FORMATS:
        content = exports.make(session, format).content.decode()
        assert person not in content
        assert session.screen_token not in content
        assert participant.joined.isoformat() not in content
