"""Counting a question: from the rows, with what may be shown and nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from polls import kinds
from polls.models import LiveSession, Question, Response
from polls.results import tallies
from polls.sessions import participants, sessions
from polls.sessions.participants import Arrival
from polls.sessions.sessions import QuestionPlan
from polls.texts.index import card_id
from tests import acting
from tests.polls.results.people import answer

pytestmark = pytest.mark.django_db


@pytest.fixture
def goed(bare_session: LiveSession) -> Question:
    return Question.objects.get(session=bare_session, key="goed")


def test_nobody_answered(goed: Question):
    result = tallies.count_question(question=goed)

    assert (result.joined, result.answered, result.tally["counts"]) == (
        0,
        0,
        {"A": 0, "B": 0, "C": 0},
    )
    assert (result.late, result.by_hand, result.cards, result.removed) == (0, 0, (), False)


def test_people_are_counted_and_so_are_those_who_did_not_answer(goed: Question):
    answer(goed, a=["A"], b=["C"], c=["A"])
    participants.admit_arrivals(arrivals=[Arrival(goed.session_id, "d")])

    result = tallies.count_question(question=goed)

    assert (result.joined, result.answered) == (4, 3)
    assert result.tally["counts"] == {"A": 2, "B": 0, "C": 1}


def test_what_came_late_or_by_hand_counts_and_is_told(goed: Question):
    answer(goed, a=["A"], b=["A"], c=["B"])
    Response.objects.filter(value=["B"]).update(late=True)
    Response.objects.filter(value=["A"]).update(by_hand=True)

    result = tallies.count_question(question=goed)

    assert (result.answered, result.late, result.by_hand) == (3, 1, 2)
    assert tallies.write_remark([result]) == (
        "1 antwoord kwam binnen 20\u00a0seconden na het sluiten. "
        "2 antwoorden zijn met de hand geteld of ingevoerd."
    )
    assert tallies.write_remark([]) == ""


def test_a_second_round_never_stands_beside_a_first(goed: Question):
    answer(goed, a=["A"], b=["C"])
    other = tallies.count_question(question=Question.objects.get(pk=goed.pk))
    Question.objects.filter(pk=goed.pk).update(round=2)
    goed.refresh_from_db()
    again = tallies.count_question(question=goed)

    matched = tallies.match_rounds([again, other])
    drawn = tallies.pair_drawing(*matched, ["goed", "minder"])

    assert (again.round, again.answered) == (2, 0)
    assert [(each.round, each.answered) for each in matched] == [(1, 2), (1, 2)]
    assert drawn["sentence"].startswith("goed, ronde 1: het vaakst ")
    assert "minder, ronde 1: het vaakst " in drawn["sentence"]


def test_questions_that_were_asked_once_keep_their_labels(goed: Question):
    answer(goed, a=["A"])
    result = tallies.count_question(question=goed)

    assert tallies.match_rounds([result, result]) == [result, result]
    assert tallies.label_rounds([result, result], ["goed", "minder"]) == ["goed", "minder"]


def test_several_questions_are_counted_by_their_keys(bare_session: LiveSession, goed: Question):
    answer(goed, a=["A"])
    answer(Question.objects.get(session=bare_session, key="minder"), a=["B"], b=["B"])

    found = tallies.count_several(session_id=bare_session.pk, keys=["minder", "goed", "weg"])

    assert {key: result.answered for key, result in found.items()} == {"goed": 1, "minder": 2}


def second_round(question: Question) -> Question:
    question.round = 2
    question.save()
    return question


def test_a_second_round_is_counted_apart_and_finds_the_one_before(goed: Question):
    answer(goed, a=["A"], b=["A"])
    second_round(goed)
    answer(goed, a=["B"])

    before = tallies.earlier_round(goed)

    assert tallies.count_question(question=goed).tally["counts"] == {"A": 0, "B": 1, "C": 0}
    assert before is not None
    assert (before.round, before.tally["counts"]) == (1, {"A": 2, "B": 0, "C": 0})


def test_a_first_round_has_none_before_it(goed: Question):
    answer(goed, a=["A"])

    assert tallies.earlier_round(goed) is None
    assert tallies.earlier_round(second_round(goed)) is not None


def test_a_round_that_nobody_answered_is_passed_over(goed: Question):
    answer(goed, a=["A"])
    goed.round = 3
    goed.save()

    before = tallies.earlier_round(goed)

    assert before is not None
    assert before.round == 1


def test_moves_are_of_people_who_answered_both_rounds(goed: Question):
    answer(goed, a=["A"], b=["A"], c=["A"], gone=["C"])
    second_round(goed)
    answer(goed, a=["B"], b=["A"], c=["C"], new=["C"])

    assert tallies.count_moves(goed.pk, 2, 1) == (3, 2)


def test_what_came_in_by_hand_moves_nowhere(goed: Question):
    answer(goed, a=["A"], b=["A"])
    second_round(goed)
    answer(goed, a=["B"], b=["B"])
    before = tallies.count_moves(goed.pk, 2, 1)
    Response.objects.filter(round=1, participant__key_hash="a").update(by_hand=True)

    assert (before, tallies.count_moves(goed.pk, 2, 1)) == ((2, 2), (1, 1))


@pytest.fixture
def tip(session: LiveSession) -> Question:
    """An open question whose texts wait, with three of them."""
    question = Question.objects.get(session=session, key="tip")
    answer(question, a=["Koffie"], b=["Thee"], c=["Koffie", "Water"])
    return question


def decide(question: Question, text: str, **decided: Any) -> None:
    result = tallies.count_question(question=question)
    (card,) = (card for card in result.cards if card.original == text)
    question.marks.create(card=card.id, text=text, **decided)


def test_texts_that_wait_are_no_faces_and_stand_in_no_tally(tip: Question):
    decide(tip, "Thee", state="shown")

    result = tallies.count_question(question=tip)

    assert [face["text"] for face in tallies.visible_cards(result) or []] == ["Thee"]
    assert tallies.count_texts(result) == {"pending": 2, "shown": 1, "hidden": 0}
    assert result.answered == 3
    assert "Koffie" not in str(result.tally)
    assert "Thee" in str(result.tally)


def test_faces_are_sorted_by_star_and_label(tip: Question):
    tip.labels = [{"key": "A", "label": "Ambitie"}, {"key": "B", "label": "Belangen"}]
    decide(tip, "Koffie", state="shown", labels=["B"])
    decide(tip, "Thee", state="shown", labels=["A"])
    decide(tip, "Water", state="shown", starred=True)

    result = tallies.count_question(question=tip)

    assert [face["text"] for face in tallies.visible_cards(result) or []] == [
        "Koffie",
        "Thee",
        "Water",
    ]
    assert [face["text"] for face in tallies.visible_cards(result, sort=True) or []] == [
        *("Water", "Thee", "Koffie")
    ]


def test_the_headline_of_texts_counts_what_is_shown_and_names_the_label_that_leads(tip: Question):
    def said() -> str:
        drawn = tallies.draw_result(tallies.count_question(question=tip))
        assert drawn["finding"] == tallies.find_finding(tallies.count_question(question=tip))
        return str(drawn["finding"])

    tip.labels = [{"key": "A", "label": "Ambitie"}, {"key": "B", "label": "Belangen"}]
    told = [said()]
    decide(tip, "Koffie", state="shown", labels=["B"])
    told.append(said())
    decide(tip, "Thee", state="shown")
    decide(tip, "Water", state="hidden", labels=["A"])
    told.append(said())
    tip.marks.filter(text="Water").update(state="shown", labels=["gone"])
    told.append(said())
    tip.marks.filter(text="Thee").update(labels=["A"])
    told.append(said())

    assert told == [
        "",  # all of them wait
        "2 antwoorden te zien. Het vaakst: Belangen",  # one text of two people
        "3 antwoorden te zien. Het vaakst: Belangen",
        "4 antwoorden",  # two of them have no label that is known
        "4 antwoorden. Het vaakst: Belangen",
    ]


def test_questions_that_people_vote_with_have_no_number_as_headline(bare_session: LiveSession):
    plan = QuestionPlan("vragen", "v", "questions", "Vragen?", {}, live=True)
    made = sessions.create_session(
        deck=bare_session.deck, facilitator=bare_session.facilitator, questions=[plan]
    )
    question = Question.objects.get(session=made, key="vragen")
    answer(question, a=["wanneer?"], b=["wie begint?"])

    assert tallies.find_finding(tallies.count_question(question=question)) == ""


def test_a_card_is_lit_as_long_as_it_may_be_shown(tip: Question):
    decide(tip, "Thee", state="shown")
    tip.spotlight = tip.marks.get().card
    lit = tallies.spotlight_card(tallies.count_question(question=tip))
    tip.marks.update(state="hidden")

    assert (lit or {})["text"] == "Thee"
    assert tallies.spotlight_card(tallies.count_question(question=tip)) is None


def test_the_first_text_that_stands_out_is_told_while_it_waits(tip: Question):
    tip.guard = {"names": ["Thee"]}
    waiting = tallies.marked_text(tallies.count_question(question=tip))
    decide(tip, "Thee", state="shown")

    card = card_id(kinds.of(tip), "Thee")
    assert waiting == {"question": "tip", "card": card, "text": "Thee", "why": ["name"]}
    assert tallies.marked_text(tallies.count_question(question=tip)) is None


def test_a_kind_without_texts_has_no_cards_to_show(goed: Question):
    result = tallies.count_question(question=goed)

    assert (
        tallies.visible_cards(result),
        tallies.count_texts(result),
        tallies.spotlight_card(result),
    ) == (None,) * 3


def test_questions_of_the_room_stand_by_how_many_want_to_know(bare_session: LiveSession):
    plan = QuestionPlan("vragen", "v", "questions", "Vragen?", {}, live=True)
    made = sessions.create_session(
        deck=bare_session.deck, facilitator=bare_session.facilitator, questions=[plan]
    )
    question = Question.objects.get(session=made, key="vragen")
    answer(question, a=["wanneer?"], b=["wie begint?"], c=["wie begint?"])

    result = tallies.count_question(question=question)

    shown = tallies.visible_cards(result) or []
    assert [(card["text"], card["count"]) for card in shown] == [
        ("wie begint?", 2),
        ("wanneer?", 1),
    ]


def test_cards_come_as_they_were_written_until_they_are_sorted(bare_session: LiveSession):
    plan = QuestionPlan(
        "tip", "t", "open", "Tip?", {"max": 1, "length": 99, "placeholder": ""}, live=True
    )
    made = sessions.create_session(
        deck=bare_session.deck, facilitator=bare_session.facilitator, questions=[plan]
    )
    question = Question.objects.get(session=made, key="tip")
    answer(question, a=["bel"], b=["vraag"])
    acting.act(made, "card-star", {"question": "tip", "card": card_id(kinds.get("open"), "vraag")})

    result = tallies.count_question(question=Question.objects.get(pk=question.pk))

    texts = [
        [card["text"] for card in tallies.visible_cards(result, sort=s) or []]
        for s in (False, True)
    ]
    assert texts == [["bel", "vraag"], ["vraag", "bel"]]


def test_a_first_round_is_drawn_by_itself(goed: Question):
    answer(goed, a=["A"], b=["C"])
    result = tallies.count_question(question=goed)

    drawn = tallies.round_drawing(result)

    assert drawn == tallies.draw_result(result)
    assert drawn["figure"]["data"]
