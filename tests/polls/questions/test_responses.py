"""Answers are stored once, the newest wins, and none counts after the close."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db.models import F

from polls import figures
from polls.errors import PollsError
from polls.models import LiveSession, Question, Response
from polls.questions import responses
from polls.questions.responses import Answer
from polls.results import tallies
from polls.sessions import participants
from polls.sessions.participants import Arrival
from tests import acting
from tests.polls.people import arrive

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def question(bare_session: LiveSession) -> Question:
    acting.act(bare_session, "open", {"question": "goed"})
    return Question.objects.get(session=bare_session, key="goed")


def people(session: LiveSession, count: int) -> list[int]:
    arrivals = [Arrival(session.pk, f"{number:064d}") for number in range(count)]
    found = arrive(arrivals=arrivals)
    return [found[arrival] for arrival in arrivals]


def answer(question: Question, person: int, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "id": str(uuid4()),
        "question_id": question.pk,
        "participant_id": person,
        "round": 1,
        "seq": 1,
        "value": ["A"],
    }
    return Answer(**{**fields, **changes})


def record(*answers: Answer) -> list[str]:
    """Outcomes, with refusals as their code."""
    outcomes = responses.record_batch(answers=answers)
    return [each.code if isinstance(each, PollsError) else each for each in outcomes]


def rows(question: Question) -> list[tuple[int, int, int, Any]]:
    fields = ("participant_id", "round", "seq", "value")
    return list(Response.objects.filter(question=question).values_list(*fields))


def test_a_first_answer_is_stored(question: Question):
    (ann,) = people(question.session, 1)

    outcomes = record(answer(question, ann))

    assert outcomes == ["stored"]
    assert rows(question) == [(ann, 1, 1, ["A"])]


def test_a_newer_answer_changes_the_row(question: Question):
    (ann,) = people(question.session, 1)
    record(answer(question, ann))

    outcomes = record(answer(question, ann, seq=2, value=["B"]))

    assert outcomes == ["changed"]
    assert rows(question) == [(ann, 1, 2, ["B"])]


def test_an_answer_to_a_question_that_is_gone_leaves_the_others_of_its_batch(question: Question):
    ann, bob = people(question.session, 2)

    outcomes = record(
        answer(question, ann, question_id=question.pk + 99),
        answer(question, bob),
        answer(question, ann),
    )

    assert outcomes == ["session.unknown", "stored", "stored"]
    assert sorted(rows(question)) == [(ann, 1, 1, ["A"]), (bob, 1, 1, ["A"])]


def test_an_older_answer_that_comes_late_changes_nothing(question: Question):
    (ann,) = people(question.session, 1)
    record(answer(question, ann, seq=5, value=["B"]))

    outcomes = record(answer(question, ann, seq=4, value=["A"]), answer(question, ann, seq=5))

    assert outcomes == ["duplicate", "duplicate"]
    assert rows(question) == [(ann, 1, 5, ["B"])]


def test_a_repeated_id_hears_the_same_answer_again(question: Question):
    (ann,) = people(question.session, 1)
    first, second = answer(question, ann), answer(question, ann, seq=2, value=["B"])

    outcomes = record(first, first, second, second, first)

    assert outcomes == ["stored", "stored", "changed", "changed", "stored"]
    assert rows(question) == [(ann, 1, 2, ["B"])]


def test_a_repeated_id_hears_the_same_answer_after_the_close(question: Question):
    (ann,) = people(question.session, 1)
    first = answer(question, ann)
    record(first)
    acting.act(question.session_id, "close", {"question": "goed"})

    outcomes = record(first, answer(question, ann, seq=2))

    assert outcomes == ["stored", "question.closed"]
    assert rows(question) == [(ann, 1, 1, ["A"])]


def test_only_the_latest_ids_are_remembered(question: Question):
    (ann,) = people(question.session, 1)
    answers = [answer(question, ann, seq=seq) for seq in range(1, responses.RECEIPTS + 3)]
    record(*answers)

    outcomes = record(answers[0], answers[-1])

    assert outcomes == ["duplicate", "changed"]
    assert len(Response.objects.get().receipts) == responses.RECEIPTS * responses.RECEIPT


def test_without_a_number_an_answer_is_newer_than_what_is_stored(question: Question):
    (ann,) = people(question.session, 1)

    outcomes = record(answer(question, ann, seq=None), answer(question, ann, seq=None, round=None))

    assert outcomes == ["stored", "changed"]
    assert rows(question) == [(ann, 1, 2, ["A"])]


def test_a_state_that_takes_no_answers_refuses_them(bare_session: LiveSession):
    (ann,) = people(bare_session, 1)
    question = Question.objects.get(session=bare_session, key="goed")

    waiting = record(answer(question, ann))
    acting.act(bare_session, "open", {"question": "goed"})
    acting.act(bare_session, "pause", {"question": "goed"})
    paused = record(answer(question, ann))
    acting.act(bare_session, "close", {"question": "goed"})
    closed = record(answer(question, ann))
    acting.act(bare_session, "reset", {"question": "goed"})
    stale = record(answer(question, ann))
    new = record(answer(question, ann, round=2))

    assert [waiting, paused, closed, stale, new] == [
        ["question.waiting"],
        ["question.paused"],
        ["question.closed"],
        ["question.round_stale"],
        ["stored"],
    ]
    assert rows(question) == [(ann, 2, 1, ["A"])]


def test_one_refusal_does_not_touch_the_others(question: Question):
    ann, bob = people(question.session, 2)

    outcomes = record(answer(question, ann), answer(question, ann, round=7), answer(question, bob))

    assert outcomes == ["stored", "question.round_stale", "stored"]
    assert len(rows(question)) == 2


def test_the_version_of_a_question_rises_with_what_is_stored_only(question: Question):
    (ann,) = people(question.session, 1)
    first = answer(question, ann)

    record(first)
    after_store = Question.objects.get(pk=question.pk).version
    record(first)

    assert after_store == question.version + 1
    assert Question.objects.get(pk=question.pk).version == after_store


def test_many_answers_end_as_the_highest_number_of_each_person(question: Question):
    """20,000 messages: 30 % repeated, 10 % changed, in any order and any batch."""
    rng = random.Random(20)
    crowd = people(question.session, 500)
    expected: dict[int, tuple[int, list[str]]] = {}
    messages = []
    for person in crowd:
        for seq in range(1, rng.randint(20, 40)):
            value = [rng.choice("ABC")]
            messages.append(answer(question, person, seq=seq, value=value))
            expected[person] = (seq, value)
    messages += rng.choices(messages, k=len(messages) * 3 // 10)
    rng.shuffle(messages)

    told: dict[str, set[str]] = {}
    while messages:
        size = rng.randint(1, 700)
        batch, messages = messages[:size], messages[size:]
        for sent, outcome in zip(batch, record(*batch), strict=True):
            told.setdefault(sent.id, set()).add(outcome)

    stored = {person: (seq, value) for person, _round, seq, value in rows(question)}
    assert stored == expected
    assert set().union(*told.values()) == {"stored", "changed", "duplicate"}
    assert Response.objects.count() == 500


def test_arrivals_of_one_device_are_one_participant(bare_session: LiveSession):
    arrival = Arrival(bare_session.pk, "f" * 64)

    first = arrive(arrivals=[arrival, arrival])
    second = arrive(arrivals=[arrival])

    assert first == second
    assert bare_session.participants.count() == 1
    assert bare_session.participants.get().joined.second == 0


def test_only_the_first_arrival_of_a_device_is_new(bare_session: LiveSession):
    device, other = Arrival(bare_session.pk, "e" * 64), Arrival(bare_session.pk, "d" * 64)

    first, again, third = participants.admit_arrivals(arrivals=[device, device, other])
    later, _other = participants.admit_arrivals(arrivals=[device, other])

    assert [first.new, again.new, third.new, later.new] == [True, False, True, False]
    assert first.id == again.id == later.id != third.id


def test_what_someone_answered_is_found_again(question: Question):
    ann, bob = people(question.session, 2)
    record(answer(question, ann, seq=3, value=["B"]), answer(question, bob))

    everyone = participants.read_answers(rounds=[(question.pk, 1)])
    anns = participants.read_answers(rounds=[(question.pk, 1)], participant_ids=[ann])

    assert everyone == {ann: {question.pk: (["B"], 3)}, bob: {question.pk: (["A"], 1)}}
    assert anns == {ann: {question.pk: (["B"], 3)}}


def leave(question: Question) -> None:
    for slide in ("stem", "slot"):
        acting.act(question.session_id, "goto", {"slide": slide})


def age_grace(question: Question, seconds: float) -> None:
    Question.objects.filter(pk=question.pk).update(
        grace_until=F("grace_until") - timedelta(seconds=seconds)
    )


def test_a_draft_counts_for_twenty_seconds_after_the_slide_was_left(question: Question):
    ann, bob, cas = people(question.session, 3)
    record(answer(question, ann))
    leave(question)

    within = record(answer(question, bob), answer(question, ann, seq=2, value=["B"]))
    age_grace(question, 20)
    after = record(answer(question, cas))

    assert (within, after) == (["stored", "changed"], ["question.closed"])
    assert sorted(Response.objects.values_list("participant_id", "late")) == [
        (ann, True),
        (bob, True),
    ]


def test_late_answers_are_told_with_the_results(question: Question):
    ann, bob = people(question.session, 2)
    record(answer(question, ann))
    before = tallies.write_remark([tallies.count_question(question=question)])
    leave(question)
    record(answer(question, bob))

    result = tallies.count_question(question=question)

    assert before == ""
    assert (result.answered, result.late) == (2, 1)
    said = "1 antwoord kwam binnen 20\u00a0seconden na het sluiten."
    assert tallies.write_remark([result]) == said


def test_in_the_grace_an_answer_has_to_name_its_round(question: Question):
    (ann,) = people(question.session, 1)
    leave(question)

    assert record(answer(question, ann, round=None)) == ["question.closed"]


@pytest.mark.parametrize("change", ["close", "show", "pause and leave", "new round", "finish"])
def test_nothing_else_gives_or_keeps_a_grace(question: Question, change: str):
    (ann,) = people(question.session, 1)
    session = question.session_id
    if change == "pause and leave":
        acting.act(session, "pause", {"question": "goed"})
    if change == "close":
        acting.act(session, "close", {"question": "goed"})
    leave(question)
    match change:
        case "show":
            acting.act(session, "show", {"question": "goed"})
        case "new round":
            acting.act(session, "reset", {"question": "goed"})
            leave(question)
        case "finish":
            acting.act(session, "finish")

    refused = {"new round": "question.round_stale"}.get(change, "question.closed")
    assert record(answer(question, ann)) == [refused]
    assert rows(question) == []


def test_what_moved_is_counted_over_the_same_people(question: Question):
    """Three answered twice, one of them differently; one answered each round alone."""
    ann, bob, cas, dee, eva = people(question.session, 5)
    record(*(answer(question, person) for person in (ann, bob, cas, dee)))
    acting.act(question.session_id, "reset", {"question": "goed"})
    record(
        answer(question, ann, round=2),
        answer(question, bob, round=2),
        answer(question, cas, round=2, value=["C"]),
        answer(question, eva, round=2, value=["C"]),
    )

    assert tallies.count_moves(question.pk, 2, 1) == (3, 1)


def test_a_second_round_stands_beside_the_first_with_how_many_moved(question: Question):
    """F22: before and after, counted over the people who answered twice."""
    ann, bob, cas, dee = people(question.session, 4)
    record(answer(question, ann), answer(question, bob), answer(question, cas, value=["B"]))
    acting.act(question.session_id, "reset", {"question": "goed"})
    record(
        answer(question, ann, round=2),
        answer(question, bob, round=2, value=["C"]),
        answer(question, dee, round=2, value=["C"]),
    )
    question.refresh_from_db()

    drawn = tallies.round_drawing(tallies.count_question(question=question))

    assert figures.encode_table(drawn["table"])["rows"] == [
        ["A. Een", 2, "67%", 1, "33%"],
        ["B. Twee", 1, "33%", 0, "0%"],
        ["C. Drie", 0, "0%", 2, "67%"],
    ]
    assert drawn["sentence"].endswith(
        "Van de 2 mensen die twee keer antwoordden, koos er 1 iets anders."
    )
