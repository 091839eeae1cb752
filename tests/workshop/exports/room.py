"""A room that answers, and readers of what is exported."""

from __future__ import annotations

import csv
import io
import zipfile
from typing import Any
from uuid import uuid4

import orjson

from polls import kinds
from polls.models import LiveSession, Question
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.people import arrive
from workshop import exports


def go(session: LiveSession, slide: str) -> None:
    acting.act(session, "goto", {"slide": slide})
    session.refresh_from_db()


def answer(session: LiveSession, person: str, key: str, value: Any, round: int = 1) -> None:
    question = Question.objects.get(session=session, key=key)
    assert store(session, question, [(person, value)], round) == ["stored"]


def store(
    session: LiveSession, question: Question, given: list[tuple[str, Any]], round: int = 1
) -> list[Any]:
    arrivals = [Arrival(session.pk, person) for person, _value in given]
    people = arrive(arrivals=arrivals)
    return responses.record_batch(
        answers=[
            Answer(
                id=str(uuid4()),
                question_id=question.pk,
                participant_id=people[arrival],
                round=round,
                seq=1,
                value=kinds.of(question).clean(value),
            )
            for arrival, (_person, value) in zip(arrivals, given, strict=True)
        ]
    )


def files(session: LiveSession) -> dict[str, bytes]:
    folder = zipfile.ZipFile(io.BytesIO(exports.export_session(session, "csv").content))
    return {name: folder.read(name) for name in folder.namelist()}


def rows(session: LiveSession, key: str) -> list[list[str]]:
    (text,) = (found for name, found in files(session).items() if name.endswith(f"-{key}.csv"))
    return list(csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""), delimiter=";"))


def data(session: LiveSession) -> dict[str, Any]:
    return orjson.loads(exports.export_session(session, "json").content)


def answers_of(session: LiveSession, key: str) -> list[Any]:
    (question,) = (each for each in data(session)["questions"] if each["key"] == key)
    return [answer["value"] for round in question["rounds"] for answer in round["answers"]]


TEXTS = (
    "Begin met koffie en een vraag, niet met een plan",
    "Zeg hardop wat je nodig hebt",
    "Spreek af wie de volgende stap zet",
    "Bel voordat je mailt",
    "Vier kleine successen",
)
WORDS = ("leuk", "lastig", "samen", "vertrouwen", "overleg", "tijd", "energie", "afstemmen")


def fill(session: LiveSession, people: int) -> None:
    """Let a room of that many answer every question of the shipped deck, all differently."""
    for question in Question.objects.filter(session=session).order_by("pk"):
        go(session, question.slide)
        names = range(people - question.pk % 7)
        store(session, question, [(f"person-{name}", value(question, name)) for name in names])


def value(question: Question, name: int) -> Any:
    """An answer that fits the question; the same for the same name."""
    number = name * name + question.pk
    if question.kind == "choice":
        options = question.spec["options"]
        return [options[min(number % 9, number % 7) % len(options)]["key"]]
    if question.kind == "words":
        return [WORDS[(number + step) % (3 + number % 6)] for step in range(2)] + [f"w{name % 40}"]
    return [f"{TEXTS[number % 5]} ({name})"]
