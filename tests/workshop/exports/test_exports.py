"""What a trainer takes home equals what was answered, also in the middle of a session."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import jsonschema
import orjson
import pandas
import pytest
from django.core.management import call_command
from django.utils import timezone
from openpyxl import load_workbook

from polls.models import LiveSession, Response
from tests import acting
from tests.workshop.exports.room import answer, answers_of, data, files, go, rows
from workshop import exports
from workshop.exports.formats.csv import safe

pytestmark = pytest.mark.django_db

SCHEMA = Path(__file__).resolve().parents[3] / "docs" / "export.schema.json"
COLUMNS = [
    "antwoord",
    "keuze",
    "ronde",
    "deelnemer",
    "na sluiten",
    "met de hand",
    "status",
    "ster",
    "labels",
    "getoond als",
    "omschrijving",
    "vraag",
]
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


def test_an_empty_session_has_headers_only(session: LiveSession):
    found = files(session)

    assert len(found) == 12
    assert list(found)[:2] == ["00-sessie.csv", "01-voorbeelden.csv"]
    assert list(found)[-1] == "99-codeboek.csv"
    assert rows(session, "goed") == [COLUMNS]
    assert data(session)["joined"] == 0


def test_every_file_starts_with_a_byte_order_mark(session: LiveSession):
    folder = zipfile.ZipFile(io.BytesIO(exports.export_session(session, "csv").content))

    assert all(folder.read(name).startswith(b"\xef\xbb\xbf") for name in folder.namelist())


def test_a_file_is_named_after_the_group_and_the_day(session: LiveSession):
    day = timezone.localtime(session.created).strftime("%Y-%m-%d")
    real = exports.export_session(session, "json").name
    session.rehearsal = True

    assert real == f"polshoogte-groep-1-{day}-{session.code}-alles.json"
    assert (
        exports.export_session(session, "csv").name
        == f"polshoogte-proef-groep-1-{day}-{session.code}-alles-csv.zip"
    )


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Ťažká skupina", "ťažká-skupina-"),
        ("Ομάδα 3", "ομάδα-3-"),
        ("你好", "你好-"),
        ("../../etc/passwd", "etcpasswd-"),
        ("é" * 200, "é" * 60 + "-"),
        ("  ", ""),
        ("🎉", ""),
    ],
)
def test_a_name_keeps_its_own_letters(session: LiveSession, label: str, named: str):
    session.label = label
    day = timezone.localtime(session.created).strftime("%Y-%m-%d")

    stem = exports.file_stem(session)

    assert stem == f"polshoogte-{named}{day}-{session.code}"
    assert len(f"{stem}-tips.html".encode()) < 255


def test_every_answer_is_a_row(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    answer(session, "b", "goed", ["C"])

    found = [(row[2], row[1], row[0]) for row in rows(session, "goed")[1:]]

    assert sorted(found) == [("1", "A", "Ambitie"), ("1", "C", "Relatie")]


def test_what_came_late_or_by_hand_says_so_in_both_spreadsheets(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    Response.objects.update(late=True)
    acting.act(session, "hands", {"question": "goed", "hands.B": "1"})
    workbook = load_workbook(io.BytesIO(exports.export_session(session, "xlsx").content))

    in_csv = {row[1]: row[4:6] for row in rows(session, "goed")[1:]}
    sheet = [[cell or "" for cell in row] for row in workbook["Antwoorden"].values]
    in_excel = {row[2]: row[5:7] for row in sheet if row[2] in ("A", "B")}

    assert in_csv == in_excel == {"A": ["ja", ""], "B": ["", "ja"]}


def test_pandas_reads_a_file(session: LiveSession):
    go(session, "tip")
    answer(session, "a", "tip", ['één; "tip"', "twee"])

    frame = pandas.read_csv(io.BytesIO(files(session)["10-tip.csv"]), sep=";")

    assert list(frame.columns) == COLUMNS
    assert list(frame["antwoord"]) == ['één; "tip"', "twee"]
    assert list(frame["deelnemer"]) == [1, 1]


def test_texts_are_quoted_and_numbers_are_not(session: LiveSession):
    """LibreOffice in Dutch takes 1-2-2025 for a date otherwise."""
    go(session, "tip")
    answer(session, "a", "tip", ["1-2-2025"])

    line = files(session)["10-tip.csv"].decode("utf-8-sig").splitlines()[1]

    assert line.startswith('"1-2-2025";"";1;1;"";')


def test_a_row_says_what_its_code_means_and_what_was_asked(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])

    assert rows(session, "goed")[1][-2:] == [
        "A. Ambitie",
        "Welke conditie scoort in jouw samenwerking goed?",
    ]


def test_moments_carry_their_zone(session: LiveSession):
    facts = dict(row[:2] for row in rows(session, "sessie"))
    begun = timezone.localtime(session.created)

    assert facts["datum"] == begun.isoformat(timespec="minutes")
    assert facts["tijdzone"] == timezone.get_current_timezone_name()


def test_two_prompts_of_a_slide_stay_together_and_slides_apart(session: LiveSession):
    go(session, "10")
    for person in "abcdef":
        answer(session, person, "opbrengst", [f"op-{person}"])
        answer(session, person, "belang", [f"be-{person}"])
    go(session, "goed")
    for person in "abcdef":
        answer(session, person, "goed", ["A"])

    numbers: dict[str, set[str]] = {}
    for row in rows(session, "opbrengst")[1:] + rows(session, "belang")[1:]:
        numbers.setdefault(row[3], set()).add(row[0].removeprefix("op-").removeprefix("be-"))

    assert len(numbers) == 6
    assert all(len(people) == 1 for people in numbers.values())
    assert [len(each["rounds"]) for each in data(session)["questions"]] == [1] * 10


def test_hostile_text_is_no_formula_and_json_is_lossless(session: LiveSession):
    go(session, "tip")
    for number, text in enumerate(HOSTILE):
        answer(session, f"person-{number}", "tip", [text])

    in_csv = {row[0] for row in rows(session, "tip")[1:]}
    in_json = {text for value in answers_of(session, "tip") for text in value}

    assert in_csv == {safe(text) for text in HOSTILE}
    assert not any(cell.startswith(("=", "+", "-", "@")) for cell in in_csv)
    assert in_json == set(HOSTILE)


def test_the_positive_control_of_formulas():
    assert [safe(text) for text in HOSTILE[:4]] == ["'=1+1", "'+31 70 763", "'-2", "'@SUM(A1)"]
    assert safe("gewoon") == "gewoon"


@pytest.mark.parametrize("sign", "=+-@\t\r\0\uff1d\uff0b\uff0d\uff20")
def test_no_sign_that_starts_a_formula_starts_a_cell(sign: str):
    """Also the full width ones, which spreadsheets read alike (U+FF1D is '＝')."""
    assert safe(f"{sign}SUM(A1)") == f"'{sign}SUM(A1)"
    assert safe(f"a{sign}b") == f"a{sign}b"


def test_earlier_rounds_are_in_both(session: LiveSession):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "a", "goed", ["B"], round=2)

    found = [(row[2], row[1]) for row in rows(session, "goed")[1:]]
    (goed,) = (each for each in data(session)["questions"] if each["key"] == "goed")
    in_json = [
        (each["round"], each["state"], each["tally"]["counts"]["A"], each["tally"]["counts"]["B"])
        for each in goed["rounds"]
    ]

    assert found == [("1", "A"), ("2", "B")]
    assert in_json == [(1, "closed", 1, 0), (2, "open", 0, 1)]


def test_json_keeps_to_its_schema(session: LiveSession):
    go(session, "10")
    answer(session, "a", "opbrengst", ["tijd"])
    schema = orjson.loads(SCHEMA.read_bytes())
    found = data(session)

    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(found, schema, format_checker=jsonschema.FormatChecker())
    found["questions"][2]["rounds"][0]["answers"][0]["respondent"] = 0
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(found, schema)


def test_a_rehearsal_says_so_everywhere(session: LiveSession):
    session.rehearsal = True
    session.save()

    sentence = "Dit was een proefsessie: deze cijfers tellen niet mee."
    assert ["proef", sentence] in rows(session, "sessie")
    assert data(session)["rehearsal"] is True


@pytest.mark.parametrize("format", exports.format_names())
def test_nothing_that_leads_to_a_device_is_exported(session: LiveSession, format: str):
    person = "c0ffee" * 10
    go(session, "goed")
    answer(session, person, "goed", ["A"])
    participant = session.participants.get()

    content = exports.export_session(session, format).content
    parts = [content]
    if content.startswith(b"PK"):
        folder = zipfile.ZipFile(io.BytesIO(content))
        parts = [folder.read(name) for name in folder.namelist()]

    assert parts
    for part in parts:
        assert person.encode() not in part
        assert session.screen_token.encode() not in part
        assert participant.joined.isoformat().encode() not in part


def test_a_file_can_be_made_in_another_language_by_the_command(
    session: LiveSession, tmp_path: Path
):
    go(session, "goed")
    answer(session, "a", "goed", ["A"])
    dutch, english = tmp_path / "nl.html", tmp_path / "en.html"

    call_command("export_session", session.code, "--format=html", f"--out={dutch}")
    call_command(
        "export_session", session.code, "--format=html", "--language=en", f"--out={english}"
    )

    assert '<html lang="nl">' in dutch.read_text()
    assert '<html lang="en">' in english.read_text()
    assert "1 of 1 participant" in english.read_text()
    session.refresh_from_db()
    assert session.language == "nl"
