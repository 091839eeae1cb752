"""The way of an action: what is read for it, and who is told what when."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from polls.actions import telling
from polls.models import LiveSession, Question
from polls.realtime.hub import hub
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.actions.listening import Ear
from tests.workshop.exports import room
from workshop.facilitating import starting

pytestmark = pytest.mark.django_db


def test_the_hub_listens():
    assert telling._listeners == [hub]


def test_a_change_of_slide_reads_session_and_questions_once(session: LiveSession, ear: Ear):
    acting.act(session, "goto", {"slide": "goed"})

    with CaptureQueriesContext(
        connection,
    ) as done:
        acting.act(session, "goto", {"slide": "minder"})

    statements = [query["sql"] for query in done.captured_queries]
    for table in ("polls_livesession", "polls_question"):
        read = [sql for sql in statements if re.match(rf'SELECT .* FROM "?{table}\b', sql)]
        assert len(read) == 1, table
    [moved] = [sql for sql in statements if sql.startswith('UPDATE "polls_livesession"')]
    assert "skipped" not in moved
    assert "position" in moved


def test_news_is_the_session_as_it_was_committed(session: LiveSession, ear: Ear):
    acting.act(session, "goto", {"slide": "goed"})
    acting.act(session, "goto", {"slide": "minder"})

    news = ear.news[-1]
    assert news is not None
    assert {question.key: question.state for question in news.snapshot.current} == {
        "minder": Question.State.OPEN
    }
    rows = list(Question.objects.filter(session=session))
    assert list(news.snapshot.questions) == rows
    assert [row.version for row in news.snapshot.questions] == [row.version for row in rows]
    assert news.snapshot.version == LiveSession.objects.get(pk=session.pk).version


def test_questions_of_the_room_are_in_the_news_as_soon_as_they_are_made(
    session: LiveSession, ear: Ear
):
    acting.act(session, "open", {"question": "aside"})

    news = ear.news[-1]
    assert news is not None
    assert news.snapshot.audience_question is not None
    assert news.snapshot.audience_question.state == Question.State.OPEN


def test_a_question_that_is_left_out_is_not_in_the_news(session: LiveSession, ear: Ear):
    acting.act(session, "settings", {"context.context": "off"})

    news = ear.news[-1]
    assert news is not None
    assert "context" not in news.snapshot.by_key
    assert "goed" in news.snapshot.by_key


def test_texts_that_phones_show_are_told_to_everyone(trainer: Any, ear: Ear):
    """The positive control of 'only results': people vote in these texts."""
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    acting.act(session, "goto", {"slide": "vragen"})
    room.answer(session, "a", "vragen", ["Waarom nu?"])
    question = Question.objects.get(session=session, key="vragen")
    [card] = read_cards(question=question)
    ear.forget()

    version = acting.decide(session, "card-show", "vragen", [card.id])

    assert (ear.everyone, ear.results) == ([version], [])


def test_a_spotlight_that_goes_out_elsewhere_is_told_too(
    session: LiveSession, worked: Any, ear: Ear
):
    acting.act(session, "goto", {"slide": "associaties"})
    room.answer(session, "a", "associaties", ["leuk"])
    worked()
    texts = {
        key: read_cards(question=Question.objects.get(session=session, key=key))[0].id
        for key in ("associaties", "tip")
    }
    acting.decide(session, "card-spotlight", "associaties", [texts["associaties"]])
    ear.forget()

    acting.decide(session, "card-spotlight", "tip", [texts["tip"]])

    both = Question.objects.filter(session=session, key__in=texts)
    assert ear.results == [sorted(both.values_list("pk", flat=True))]
    acting.act(session, "undo")
    lit = Question.objects.filter(session=session).exclude(spotlight="")
    assert list(lit.values_list("key", "spotlight")) == [("associaties", texts["associaties"])]


@pytest.mark.django_db(transaction=True)
def test_nobody_is_told_before_the_change_is_committed(session: LiveSession, ear: Ear):
    def announce_change(session: LiveSession, questions: object = None) -> None:
        told.append((session.version, transaction.get_connection().in_atomic_block))

    told: list[tuple[int, bool]] = []
    ear.announce_change = announce_change  # type: ignore[method-assign]

    version = acting.act(session, "next")

    assert told == [(version, False)]


def test_undo_tells_exactly_what_it_took_back(session: LiveSession, worked: Any, ear: Ear):
    worked()
    [card, *_others] = read_cards(question=Question.objects.get(session=session, key="tip"))
    acting.decide(session, "card-star", "tip", [card.id])
    question = Question.objects.get(session=session, key="tip")
    ear.forget()

    acting.act(session, "undo")

    assert (ear.everyone, ear.results) == ([], [[question.pk]])
