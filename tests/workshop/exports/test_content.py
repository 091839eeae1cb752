"""What every format shows: counted as on the projector, curated as on the desk, timed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls.models import Action, LiveSession, Question
from polls.results import tallies
from polls.texts import moderation
from tests.workshop.exports.room import answer, fill, go, rows
from workshop import exports
from workshop.exports import content, source
from workshop.exports.content import SessionContent
from workshop.facilitating import flow

pytestmark = pytest.mark.django_db


def made(session: LiveSession) -> SessionContent:
    return content.of(source.read(session))


def test_every_count_is_that_of_the_projector(session: LiveSession):
    fill(session, 25)
    keys = [question.key for question in session.questions.all()]
    counted = tallies.load(session_id=session.pk, keys=keys)

    found = made(session)

    assert {each.key: each.last.result.tally for each in found.questions} == {
        key: result.tally for key, result in counted.items()
    }
    assert found.joined == 25
    assert sum(counted["goed"].tally["counts"].values()) > 15


def test_few_queries_read_a_session(session: LiveSession, django_assert_max_num_queries):
    fill(session, 5)
    session.refresh_from_db()

    with django_assert_max_num_queries(7):
        source.read(session)


def test_texts_are_as_the_facilitator_left_them(session: LiveSession):
    Question.objects.filter(session=session, key="tip").update(held=True)
    go(session, "tip")
    for person, text in zip("abcd", ["eerste", "tweede", "derde", "vierde"], strict=True):
        answer(session, person, "tip", [text])
    ids = [card.id for card in moderation.cards(question=session.questions.get(key="tip"))]
    moderation.set_state(session_id=session.pk, key="tip", ids=ids[:2], state="shown")
    moderation.set_state(session_id=session.pk, key="tip", ids=[ids[2]], state="hidden")
    moderation.star(session_id=session.pk, key="tip", ids=[ids[1]])
    moderation.correct(session_id=session.pk, key="tip", id=ids[0], text="Eerste.")

    (tip,) = made(session).harvest
    in_csv = sorted(row[:1] + row[5:] for row in rows(session, "tip")[1:])

    assert [card.text for card in tip.last.shown] == ["tweede", "Eerste."]
    assert tip.last.waiting == 1
    assert in_csv == [
        ["derde", "verborgen", "", "", ""],
        ["eerste", "getoond", "", "", "Eerste."],
        ["tweede", "getoond", "★", "", ""],
        ["vierde", "wacht", "", "", ""],
    ]


def test_the_time_on_a_slide_comes_from_the_actions(session: LiveSession):
    start = timezone.now()
    steps = [
        ("begin", 0),
        ("next", 60),
        ("next", 150),
        ("break", 170),
        ("resume", 500),
        ("finish", 530),
    ]
    for name, after in steps:
        flow.act(session, name, {"slide": "3"})
        session.refresh_from_db()
        Action.objects.filter(pk=Action.objects.latest("pk").pk).update(
            at=start + timedelta(seconds=after)
        )
    LiveSession.objects.filter(pk=session.pk).update(started=start)
    session.refresh_from_db()

    found = [(pace.slide.number, round(pace.taken * 60)) for pace in made(session).pace]

    assert found == [(1, 60), (2, 90), (3, 50)]


def test_a_session_that_never_began_took_no_time(session: LiveSession):
    assert made(session).pace == []


def test_the_pair_is_that_of_its_slide(session: LiveSession):
    fill(session, 12)

    (pair,) = made(session).pairs

    assert pair.slide.id == "samen-bekijken"
    assert pair.drawing["table"]["columns"][1] == "scoort goed"
    assert pair.good.answered >= 5


def test_files_are_in_the_language_of_the_session(session: LiveSession):
    session.language = "en"

    assert b"A snapshot" in exports.make(session, "html").content
    assert b'<html lang="en">' in exports.make(session, "html").content
