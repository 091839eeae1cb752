"""Three numbers of people, in every format that tells any."""

from __future__ import annotations

import io
import re
import subprocess
from zipfile import ZipFile

import pytest
from django.utils import timezone, translation
from openpyxl import load_workbook
from pptx import Presentation

from polls import retention
from polls.models import LiveSession
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.people import arrive
from tests.workshop.exports.room import answer, go
from workshop import exports
from workshop.exports import content, source
from workshop.exports.people import People


@pytest.mark.parametrize(
    ("people", "said"),
    [
        (People(0, 0, 0), "Niemand deed mee"),
        (People(1, 1, 0), "1 mens deed mee, niemand gaf antwoord"),
        (People(1, 1, 1), "1 mens deed mee, 1 gaf antwoord"),
        (People(2, 1, 2), "2 mensen deden mee, hooguit 1 tegelijk, 2 gaven antwoord"),
        (People(2, 0, 1), "2 mensen deden mee, 1 gaf antwoord"),
        (
            People(1200, 1100, 999),
            "1.200 mensen deden mee, hooguit 1.100 tegelijk, 999 gaven antwoord",
        ),
        (
            People(9, 8, 4).share(5),
            "9 mensen deden mee, hooguit 8 tegelijk, minder dan 5 gaven antwoord",
        ),
        (People(9, 8, 5).share(5), "9 mensen deden mee, hooguit 8 tegelijk, 5 gaven antwoord"),
    ],
)
def test_a_sentence_of_people(people: People, said: str):
    with translation.override("nl"):
        assert people.sentence == said


def test_what_is_not_known_is_not_a_number():
    with translation.override("nl"):
        assert People(3, 0, 2).facts == [
            ("deelnemers", 3),
            ("tegelijk aanwezig, hooguit", "niet bekend"),
            ("gaven antwoord", 2),
        ]


@pytest.fixture
def room(session: LiveSession) -> LiveSession:
    """Nine joined, at most eight at once; six answered, of whom two twice; one hand."""
    arrive(arrivals=[Arrival(session.pk, person) for person in "abcdefghi"])
    go(session, "goed")
    for person in "abcdef":
        answer(session, person, "goed", ["A"])
    go(session, "minder")
    for person in "ab":
        answer(session, person, "minder", ["B"])
    acting.act(session, "hands", {"question": "minder", "hands.C": "1"})
    acting.act(session, "finish")
    LiveSession.objects.filter(pk=session.pk).update(most_present=8)
    session.refresh_from_db()
    return session


def count(session: LiveSession) -> People:
    session.refresh_from_db()
    return content.make_content(source.read_session(session)).people


@pytest.mark.django_db
def test_they_are_the_same_after_the_answers_were_removed(room: LiveSession):
    before = count(room)

    retention.purge_session(session_id=room.pk, now=timezone.now())

    assert before == People(joined=10, most=8, answered=7)
    assert count(room) == before


@pytest.mark.django_db
def test_never_more_were_there_than_joined(room: LiveSession):
    LiveSession.objects.filter(pk=room.pk).update(most_present=30)

    assert count(room).most == 10


def text_of(file: bytes, name: str) -> str:
    """The words of a file, without what marks them up."""
    with ZipFile(io.BytesIO(file)) as folder:
        return re.sub(r"<[^>]+>", " ", folder.read(name).decode())


@pytest.mark.django_db
def test_every_format_tells_them(room: LiveSession):
    room.refresh_from_db()
    made = {
        format: exports.render_format(source.read_session(room), format, share=True).content
        for format in ("html", "pdf", "docx", "pptx", "xlsx", "one-page", "csv")
    }
    read = ["pdftotext", "-layout", "-", "-"]
    pages = {
        format: " ".join(
            subprocess.run(read, input=made[format], capture_output=True, check=True)
            .stdout.decode()
            .split()
        )
        for format in ("pdf", "one-page")
    }
    words = {
        "html": re.sub(r"<[^>]+>", " ", made["html"].decode()),
        "docx": text_of(made["docx"], "word/document.xml"),
        "csv": text_of(made["csv"], "00-sessie.csv").replace(";", " ").replace(",", " "),
        "pdf": pages["pdf"],
    }
    sentence = "10 mensen deden mee, hooguit 8 tegelijk, 7 gaven antwoord"
    cover = Presentation(io.BytesIO(made["pptx"])).slides[0]

    for format, text in words.items():
        for name, number in (("eelnemers", 10), ("hooguit", 8), ("aven antwoord", 7)):
            assert re.search(rf"{name}\W+{number}\b", text), (format, name)
    assert sentence in pages["one-page"]
    assert any(sentence in shape.text_frame.text for shape in cover.shapes if shape.has_text_frame)
    about = load_workbook(io.BytesIO(made["xlsx"]))["Over"]
    told = {row[0].value: row[1].value for row in about.iter_rows(max_col=2)}
    assert [
        told[name] for name in ("deelnemers", "tegelijk aanwezig, hooguit", "gaven antwoord")
    ] == [10, 8, 7]
