"""Answers of people without a phone count, and say that they came by hand."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from polls.models import LiveSession, Participant, Question, Response
from polls.questions import manual_answers, responses
from polls.questions.responses import Answer
from polls.results import tallies
from polls.sessions.participants import Arrival
from polls.texts.cards import read_cards
from tests import acting
from tests.polls.people import arrive
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db


def counted(session: LiveSession, key: str = "goed") -> tuple[dict[str, int], int, str]:
    result = tallies.count_several(session_id=session.pk, keys=[key])[key]
    return result.tally["counts"], result.joined, tallies.write_remark([result])


def count(session: LiveSession, key: str, counts: dict[str, int], **more: str) -> None:
    hands = {f"hands.{option}": str(number) for option, number in counts.items()}
    acting.act(session, "hands", {"question": key, **hands, **more})


def test_hands_count_beside_phones_and_are_marked(bare_session: LiveSession):
    """F14: counts per option for a room without phones."""
    acting.act(bare_session, "open", {"question": "goed"})
    question = Question.objects.get(session=bare_session, key="goed")
    arrival = Arrival(bare_session.pk, "0" * 64)
    person = arrive(arrivals=[arrival])[arrival]
    responses.record_batch(answers=[Answer("a", question.pk, person, 1, 1, ["A"])])

    count(bare_session, "goed", {"A": 2, "B": 5})
    first = counted(bare_session)
    count(bare_session, "goed", {"A": 1, "B": 0})

    remark = "7 antwoorden zijn met de hand geteld of ingevoerd."
    assert first == ({"A": 3, "B": 5, "C": 0}, 8, remark)
    assert counted(bare_session)[0] == {"A": 2, "B": 0, "C": 0}
    assert Response.objects.filter(by_hand=True).count() == 1
    assert counted(bare_session)[1] == Participant.objects.count() == 2


def test_a_count_that_was_taken_back_leaves_nobody_behind(bare_session: LiveSession):
    """The hands of another question stay: they may be the same people."""
    for key, counts in (("goed", {"A": 3}), ("minder", {"B": 40}), ("minder", {"B": 1})):
        acting.act(bare_session, "open", {"question": key})
        count(bare_session, key, counts)

    assert counted(bare_session) == (
        {"A": 3, "B": 0, "C": 0},
        3,
        "3 antwoorden zijn met de hand geteld of ingevoerd.",
    )
    assert counted(bare_session, "minder")[0] == {"A": 0, "B": 1, "C": 0}


def several(session: LiveSession, most: int) -> None:
    """A choice of which one may take several options."""
    question = Question.objects.get(session=session, key="goed")
    question.spec["max"] = most
    question.save()
    acting.act(session, "open", {"question": "goed"})


def test_people_who_raised_several_hands_are_counted_once(bare_session: LiveSession):
    several(bare_session, 3)

    count(bare_session, "goed", {"A": 5, "B": 5, "C": 4}, people="5")

    values = list(Response.objects.filter(by_hand=True).values_list("value", flat=True))
    counts, joined, remark = counted(bare_session)
    assert (counts, joined) == ({"A": 5, "B": 5, "C": 4}, 5)
    assert remark == "5 antwoorden zijn met de hand geteld of ingevoerd."
    assert sorted(map(len, values)) == [2, 3, 3, 3, 3]


@pytest.mark.parametrize(
    ("most", "people", "fine"),
    [(2, "6", False), (2, "7", True), (3, "4", False), (3, "14", True), (3, "15", False)],
)
def test_so_many_people_can_have_raised_these_hands(
    bare_session: LiveSession, most: int, people: str, fine: bool
):
    several(bare_session, most)
    hands = {"A": 5, "B": 5, "C": 4}

    if fine:
        count(bare_session, "goed", hands, people=people)
    else:
        with pytest.raises(PollsError) as problem:
            count(bare_session, "goed", hands, people=people)
        assert problem.value.code == "hands.people"

    assert Response.objects.filter(by_hand=True).count() == (int(people) if fine else 0)


def test_hands_of_two_rounds_are_no_people_who_answered_twice(bare_session: LiveSession):
    """Hands A3 and B2, then A2 and B3: nobody is known to have chosen something else."""
    ann = Arrival(bare_session.pk, "0" * 64)
    person = arrive(arrivals=[ann])[ann]
    for round, counts in ((1, {"A": 3, "B": 2}), (2, {"A": 2, "B": 3})):
        acting.act(bare_session, "reset" if round == 2 else "open", {"question": "goed"})
        count(bare_session, "goed", counts)
        question = Question.objects.get(session=bare_session, key="goed")
        responses.record_batch(answers=[Answer(f"a{round}", question.pk, person, round, 1, ["A"])])

    drawn = tallies.round_drawing(tallies.count_question(question=question))

    assert tallies.count_moves(question.pk, 2, 1) == (1, 0)
    assert drawn["sentence"].endswith("Eén mens antwoordde twee keer, en koos hetzelfde.")
    assert [[cell.value for cell in row[1:4:2]] for row in drawn["table"].rows] == [
        [4, 3],
        [2, 3],
        [0, 0],
    ]


def test_every_change_by_hand_is_a_new_version(bare_session: LiveSession):
    """By which projectors and desks know that there is something to draw."""
    acting.act(bare_session, "open", {"question": "goed"})
    question = Question.objects.get(session=bare_session, key="goed")
    versions = [question.version]

    for name, fields in (
        ("hands", {"hands.A": "2"}),
        ("hands", {"hands.A": "0"}),
        ("answer-for", {"text": "B"}),
    ):
        acting.act(bare_session, name, {"question": "goed", **fields})
        question.refresh_from_db()
        versions.append(question.version)

    assert [version - versions[0] for version in versions] == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("key", "numbers", "code"),
    [
        ("goed", {"A": 501}, "hands.many"),
        ("goed", {"Z": 1}, "answer.option_unknown"),
        ("minder", {"A": 1}, "question.waiting"),
        ("nergens", {"A": 1}, "question.unknown"),
    ],
)
def test_what_cannot_be_counted_is_refused(
    bare_session: LiveSession, key: str, numbers: dict[str, int], code: str
):
    acting.act(bare_session, "open", {"question": "goed"})

    with pytest.raises(PollsError) as caught:
        count(bare_session, key, numbers)

    assert caught.value.code == code
    assert not Response.objects.exists()


def test_hands_are_not_counted_where_there_is_nothing_to_raise_one_for(session: LiveSession):
    acting.act(session, "goto", {"slide": "tip"})

    with pytest.raises(PollsError) as caught:
        count(session, "tip", {"A": 1})

    assert caught.value.code == "hands.kind"


def test_nobody_answers_before_the_question_is_asked(session: LiveSession):
    with pytest.raises(PollsError) as caught:
        acting.act(session, "answer-for", {"question": "tip", "text": "Bel even"})

    assert caught.value.code == "question.waiting"


def test_an_answer_for_somebody_leaves_what_phones_sent(session: LiveSession):
    acting.act(session, "goto", {"slide": "tip"})
    room.answer(session, "a", "tip", ["Van een telefoon"])

    acting.act(session, "answer-for", {"question": "tip", "text": "Bel even"})

    question = Question.objects.get(session=session, key="tip")
    given = question.responses.order_by("by_hand").values_list("by_hand", flat=True)
    assert list(given) == [False, True]
    assert manual_answers.given_answers(question) == [["Bel even"]]


def test_an_answer_for_somebody_is_held_back_as_any_other_and_undone(session: LiveSession):
    """F14: an answer on someone's behalf."""
    acting.act(session, "goto", {"slide": "tip"})
    acting.act(session, "answer-for", {"question": "tip", "text": " Bel  even "})
    acting.act(session, "answer-for", {"question": "tip", "text": "Koffie"})
    question = Question.objects.get(session=session, key="tip")
    before = [(card.text, card.state) for card in read_cards(question=question)]

    acting.act(session, "undo", {})

    assert before == [("Bel even", "pending"), ("Koffie", "pending")]
    assert [card.text for card in read_cards(question=question)] == ["Bel even"]
