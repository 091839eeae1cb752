"""Questions that the room asks: held, shown, and ticked by others on their phones."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User

from polls import kinds
from polls.models import LiveSession, Question
from polls.questions import responses
from polls.questions.responses import Answer
from polls.sessions.participants import Arrival
from polls.texts.index import card_id
from polls.views import phone as phone_view
from polls.views.snapshot import Snapshot
from tests import acting, seen
from tests.polls.people import arrive
from workshop.facilitating import presentation, starting
from workshop.library import deck_versions

pytestmark = pytest.mark.django_db

PRIVATE = "Waarom luistert Jansen nooit?"
PUBLIC = "Waarom luistert niemand?"


@pytest.fixture
def asking(trainer: User) -> LiveSession:
    """A session of the second deck, on the slide where the room asks."""
    session = starting.start(deck="alle-werkvormen", facilitator=trainer)
    deck = deck_versions.deck_of(session.deck)
    number = next(slide.number for slide in deck.slides if slide.id == "vragen")
    acting.act(session, "goto", {"slide": str(number)})
    return session


def send(session: LiveSession, *values: list[str]) -> None:
    question = Question.objects.get(session=session, key="vragen")
    clean = kinds.of(question).clean
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(len(values))]
    people = arrive(arrivals=arrivals).values()
    outcomes = responses.record_batch(
        answers=[
            Answer(f"{person}-{value}", question.pk, person, 1, None, clean(value))
            for person, value in zip(people, values, strict=True)
        ]
    )
    assert set(outcomes) <= {"stored", "changed"}


def phone(session: LiveSession) -> dict[str, Any]:
    (question,) = seen.on_phone(session)["questions"]
    return question


def show(session: LiveSession, text: str) -> str:
    card = card_id(kinds.get("questions"), text)
    acting.decide(session, "card-show", "vragen", [card])
    return card


def test_nobody_sees_a_question_before_the_facilitator_shows_it(asking: LiveSession):
    send(asking, [PRIVATE])
    before = phone(asking)["cards"]

    show(asking, PRIVATE)

    assert before == []
    assert [(card["text"], card["count"]) for card in phone(asking)["cards"]] == [(PRIVATE, 1)]


def test_showing_a_question_raises_the_version_that_phones_follow(asking: LiveSession):
    send(asking, [PRIVATE])
    before = seen.load(asking).version

    show(asking, PRIVATE)

    assert seen.load(asking).version == before + 1


def test_who_ticks_a_corrected_question_supports_the_one_that_was_asked(asking: LiveSession):
    send(asking, [PRIVATE], ["Hoe lang duurt dit?"])
    show(asking, "Hoe lang duurt dit?")
    card = show(asking, PRIVATE)
    acting.decide(asking, "card-correct", "vragen", [card], text=PUBLIC)

    send(asking, [PRIVATE], ["Hoe lang duurt dit?", PUBLIC], [PUBLIC])

    assert [(card["text"], card["count"]) for card in phone(asking)["cards"]] == [
        (PUBLIC, 3),
        ("Hoe lang duurt dit?", 1),
    ]
    assert PRIVATE not in str(seen.on_phone(asking))
    ((desk, screen),) = seen.results_of(asking, "vragen")
    assert desk["table"]["rows"] == [[PUBLIC, 3], ["Hoe lang duurt dit?", 1]]
    assert screen["table"] is None


def test_whoever_has_two_questions_that_were_merged_counts_once(asking: LiveSession):
    send(asking, ["Hoe lang duurt dit?", "Wanneer is het klaar?"], ["Wanneer is het klaar?"])
    into, along = show(asking, "Hoe lang duurt dit?"), show(asking, "Wanneer is het klaar?")

    acting.decide(asking, "card-merge", "vragen", [along], into=into)

    ((desk, _screen),) = seen.results_of(asking, "vragen")
    assert [(card["text"], card["count"]) for card in phone(asking)["cards"]] == [
        ("Hoe lang duurt dit?", 2)
    ]
    assert desk["table"]["rows"] == [["Hoe lang duurt dit?", 2]]


def test_the_form_keeps_own_questions_apart_from_those_of_others(asking: LiveSession):
    send(asking, ["Eigen?", "Van een ander?"])
    show(asking, "Van een ander?")
    snapshot = seen.load(asking)
    mine = {snapshot.current[0].pk: (["Eigen?", "Van een ander?"], 1)}

    html = form(snapshot, mine)

    assert html.count(">Eigen?</textarea>") == 1
    assert ">Van een ander?</textarea>" not in html
    assert 'value="Van een ander?"' in html
    assert html.count(" checked") == 1


def form(snapshot: Snapshot, mine: Any) -> str:
    return presentation.phone_html(
        snapshot.session, snapshot.slide, phone_view.phone_questions(snapshot, mine)
    )
