"""What every format shows: counted as on the projector, curated as on the desk, timed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from polls import figures
from polls.models import Action, LiveSession, Question
from polls.results import tallies
from polls.texts.cards import read_cards
from tests import acting
from tests.workshop.exports.room import answer, fill, go, rows
from workshop import exports
from workshop.exports import content, source
from workshop.exports.content import SessionContent
from workshop.exports.rounds import RoundContent

pytestmark = pytest.mark.django_db


def made(session: LiveSession) -> SessionContent:
    return content.make_content(source.read_session(session))


def test_every_count_is_that_of_the_projector(session: LiveSession):
    fill(session, 25)
    keys = [question.key for question in session.questions.all()]
    counted = tallies.count_several(session_id=session.pk, keys=keys)

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
        source.read_session(session)


def test_texts_are_as_the_facilitator_left_them(session: LiveSession):
    Question.objects.filter(session=session, key="tip").update(held=True)
    go(session, "tip")
    for person, text in zip("abcd", ["eerste", "tweede", "derde", "vierde"], strict=True):
        answer(session, person, "tip", [text])
    ids = [card.id for card in read_cards(question=session.questions.get(key="tip"))]
    acting.decide(session, "card-show", "tip", ids[:2])
    acting.decide(session, "card-hide", "tip", [ids[2]])
    acting.decide(session, "card-star", "tip", [ids[1]])
    acting.decide(session, "card-correct", "tip", [ids[0]], text="Eerste.")

    (tip,) = made(session).harvest
    in_csv = sorted(row[:1] + row[6:10] for row in rows(session, "tip")[1:])

    assert [card.text for card in tip.last.shown] == ["tweede", "Eerste."]
    assert tip.last.waiting == 1
    assert in_csv == [
        ["derde", "verborgen", "", "", ""],
        ["eerste", "getoond", "", "", "Eerste."],
        ["tweede", "getoond", "★", "", ""],
        ["vierde", "wacht", "", "", ""],
    ]


def hands(session: LiveSession, key: str, **counts: str) -> None:
    fields = {f"hands.{option}": number for option, number in counts.items()}
    acting.act(session, "hands", {"question": key, **fields})


def test_hands_of_two_rounds_are_no_people_who_chose_something_else(session: LiveSession):
    go(session, "goed")
    answer(session, "ann", "goed", ["A"])
    hands(session, "goed", A="3", B="2")
    acting.act(session, "reset", {"question": "goed"})
    hands(session, "goed", A="2", B="3")
    nobody = made(session).by_key["goed"].again
    answer(session, "ann", "goed", ["C"], round=2)

    found = made(session).by_key["goed"].again

    assert nobody is not None
    assert "twee keer" not in nobody["sentence"]
    assert found is not None
    assert "Eén mens antwoordde twee keer, en koos iets anders." in found["sentence"]


def test_people_are_linked_within_a_slide_and_hands_never(session: LiveSession):
    """Two questions of one slide, in two rounds, by two phones and two hands each."""
    Question.objects.filter(session=session, key="minder").update(slide="goed")
    go(session, "goed")
    acting.act(session, "open", {"question": "minder"})
    for key in ("goed", "minder"):
        for person in ("ann", "bob"):
            answer(session, person, key, ["A"])
        hands(session, key, B="2")
    acting.act(session, "reset", {"question": "goed"})
    hands(session, "goed", B="2")

    found = made(session)

    goed, again = found.by_key["goed"].rounds
    (minder,) = found.by_key["minder"].rounds
    by_hand = [numbers(round, by_hand=True) for round in (goed, again, minder)]
    assert numbers(goed) == numbers(minder)
    assert len(numbers(goed)) == 2
    assert [len(each) for each in by_hand] == [2, 2, 2]
    assert len(set().union(numbers(goed), *by_hand)) == 8


def numbers(round: RoundContent, *, by_hand: bool = False) -> set[int]:
    return {each.respondent for each in round.answers if each.by_hand is by_hand}


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
        acting.act(session, name, {"slide": "3"})
        session.refresh_from_db()
        Action.objects.filter(pk=Action.objects.latest("pk").pk).update(
            at=start + timedelta(seconds=after)
        )
    LiveSession.objects.filter(pk=session.pk).update(started=start)
    session.refresh_from_db()

    found = [(pace.slide.number, round(pace.taken * 60)) for pace in made(session).pace]

    assert found == [(1, 60), (2, 90), (3, 50)]


def stepped(session: LiveSession, *steps: tuple[str, int]) -> list[tuple[int, int]]:
    """Do each action at so many seconds after the start; the seconds on each slide."""
    start = timezone.now()
    for name, after in steps:
        acting.act(session, name, {"slide": "goed", "question": "goed"})
        session.refresh_from_db()
        Action.objects.filter(pk=Action.objects.latest("pk").pk).update(
            at=start + timedelta(seconds=after)
        )
    LiveSession.objects.filter(pk=session.pk).update(started=start)
    session.refresh_from_db()
    return [(pace.slide.number, round(pace.taken * 60)) for pace in made(session).pace]


@pytest.mark.parametrize(
    ("again", "counted"),
    [("resume", 30), ("open", 30), ("qr", 0)],
)
def test_after_a_break_time_counts_once_the_group_goes_on(
    session: LiveSession, again: str, counted: int
):
    """A question that is opened says so as well; what a facilitator looks at does not."""
    found = stepped(
        session, ("goto", 60), ("break", 100), (again, 500), ("blank", 530), ("finish", 530)
    )

    assert found == [(1, 60), (34, 40 + counted)]


@pytest.mark.parametrize(("again", "counted"), [("reopen", 30), ("", 0)])
def test_after_the_end_time_counts_once_it_was_taken_up(
    session: LiveSession, again: str, counted: int
):
    more = [(again, 500), ("finish", 530)] if again else []

    found = stepped(session, ("goto", 60), ("finish", 100), *more)

    assert found == [(1, 60), (34, 40 + counted)]


def test_a_round_without_answers_is_in_no_file(session: LiveSession):
    go(session, "goed")
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "ann", "goed", ["A"], round=2)
    acting.act(session, "reset", {"question": "goed"})

    goed, minder = (made(session).by_key[key] for key in ("goed", "minder"))

    assert [(each.round, each.answered, each.state) for each in goed.rounds] == [(2, 1, "closed")]
    assert [(each.round, each.answered) for each in minder.rounds] == [(1, 0)]


def test_the_last_round_stands_beside_the_one_before_it(session: LiveSession):
    go(session, "goed")
    for round, letters in enumerate(("AAA", "BBC", "CCC"), 1):
        if round > 1:
            acting.act(session, "reset", {"question": "goed"})
        for person, letter in enumerate(letters):
            answer(session, f"{person}", "goed", [letter], round)

    again = made(session).by_key["goed"].again

    assert again is not None
    assert {row[0]: row[1:] for row in figures.encode_table(again["table"])["rows"]} == {
        "A. Ambitie": [0, "0%", 0, "0%"],
        "B. Belangen": [2, "67%", 0, "0%"],
        "C. Relatie": [1, "33%", 3, "100%"],
        "D. Organisatie": [0, "0%", 0, "0%"],
        "E. Proces": [0, "0%", 0, "0%"],
    }
    assert again["moved"] == "Van de 3 mensen die twee keer antwoordden, kozen er 2 iets anders."
    assert again["moved"] in again["sentence"]


def test_a_session_that_never_began_took_no_time(session: LiveSession):
    assert made(session).pace == []


def test_the_pair_is_that_of_its_slide(session: LiveSession):
    fill(session, 12)

    (pair,) = made(session).pairs

    assert pair.slide.id == "samen-bekijken"
    assert pair.drawing["table"].columns[1] == "scoort goed"
    assert pair.good.answered >= 5


def test_each_round_that_both_questions_had_makes_a_pair(session: LiveSession):
    """Round 2 of one question is never mirrored in round 1 of the other."""
    fill(session, 12)
    (first,) = made(session).pairs
    acting.act(session, "reset", {"question": "goed"})
    answer(session, "person-1", "goed", ["E"], round=2)
    (still,) = made(session).pairs
    acting.act(session, "reset", {"question": "minder"})
    answer(session, "person-1", "minder", ["A"], round=2)

    pairs = made(session).pairs

    assert [each.name for each in pairs] == ["36-samen-bekijken", "36-2-samen-bekijken"]
    assert still.drawing["table"].rows == first.drawing["table"].rows
    assert [pair.drawing["table"].columns[1] for pair in (first, still, *pairs)] == [
        "scoort goed",
        "scoort goed, ronde 1",
        "scoort goed, ronde 1",
        "scoort goed, ronde 2",
    ]
    assert [pair.title.rpartition(", ")[2] for pair in pairs] == ["ronde 1", "ronde 2"]
    assert (pairs[1].good.answered, pairs[1].less.answered) == (1, 1)


def test_files_are_in_the_language_of_the_session(session: LiveSession):
    session.language = "en"

    assert b"A snapshot" in exports.export_session(session, "html").content
    assert b'<html lang="en">' in exports.export_session(session, "html").content
