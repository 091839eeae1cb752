"""A pair says by which rule an option is a strength, or why it is not called anything."""

from __future__ import annotations

import pytest

from polls.models import LiveSession
from tests.workshop.exports.room import answer, go
from tests.workshop.exports.test_rounds import text_of
from workshop.exports import content, source

pytestmark = pytest.mark.django_db

RULE = "Een optie is hoog als meer dan 1 op de 5 mensen die koos."


def vote(session: LiveSession, people: int) -> None:
    for key, letter in (("goed", "A"), ("minder", "B")):
        go(session, key)
        for person in range(people):
            answer(session, f"{person}", key, [letter])


@pytest.mark.parametrize("format", ["html", "xlsx"])
def test_the_rule_behind_the_classes_is_in_the_file(session: LiveSession, format: str):
    vote(session, 8)

    text = text_of(session, format)

    assert "Kracht" in text
    assert RULE in text.replace("&#x27;", "'")


def test_below_eight_answers_it_says_from_when_there_are_classes(session: LiveSession):
    def pair() -> str:
        return content.make_content(source.read_session(session)).pairs[0].remark

    nobody = pair()
    vote(session, 7)

    assert nobody == ""
    assert pair() == ("Vanaf 8 antwoorden op beide vragen krijgt elke optie een gespreksstarter.")
