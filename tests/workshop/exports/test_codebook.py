"""The codebook has a line for every column and for every code that occurs in the rows."""

from __future__ import annotations

from random import Random

import pytest
from django.contrib.auth.models import User

from polls import kinds
from polls.models import LiveSession
from tests.workshop.exports.room import go, rows, store
from workshop.exports import answers, codebook
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db


def test_every_column_is_explained_in_its_order():
    assert [column for column, _meaning in codebook.column_meanings()] == answers.answers_header()


def test_every_code_in_the_rows_is_in_the_codebook(trainer: User):
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    chance = Random(3)
    for question in session.questions.all():
        go(session, question.slide)
        kind = kinds.of(question)
        store(session, question, [(f"{n}", kind.sample(chance)) for n in range(5)])

    explained = {(row[0].partition("-")[2], row[1]) for row in rows(session, "codeboek")}
    used = {
        (question.key, row[1])
        for question in session.questions.all()
        for row in rows(session, question.key)[1:]
    }

    assert len(used) > 20
    assert used <= explained


def test_what_the_facilitator_labels_with_is_in_it(session: LiveSession):
    tip = [row for row in rows(session, "codeboek") if row[0] == "10-tip"]

    assert tip[0][3] == "Korte teksten"
    assert ["10-tip", "A", "Ambitie", "label van de trainer", ""] in tip
