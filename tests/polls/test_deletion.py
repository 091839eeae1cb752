"""A session or a text that a trainer deletes: not a byte of it is left."""

from __future__ import annotations

import pytest

from polls import retention
from polls.errors import PollsError
from polls.models import LiveSession, Response, TextMark
from polls.results import tallies
from tests import acting
from tests.polls.kept import CANARY, DAY, card, end, files_with, question, texts, write_tips
from tests.workshop.exports import room

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def tips(session: LiveSession) -> LiveSession:
    return write_tips(session)


def test_a_running_session_is_not_deleted(tips: LiveSession):
    with pytest.raises(PollsError) as caught:
        retention.delete_session(session_id=tips.pk)

    assert caught.value.code == "session.running"
    assert Response.objects.count() == 4


def test_after_deleting_one_text_no_byte_of_it_is_left(tips: LiveSession):
    """Also from an earlier round, from its mark, and from what could undo a decision."""
    acting.act(tips, "reset", {"question": "tip"})
    room.answer(tips, "0", "tip", ["Anders"], round=2)
    room.answer(tips, "1", "tip", [CANARY], round=2)
    fields = {"question": "tip", "card": card(tips, CANARY)}
    acting.act(tips, "card-star", fields)
    acting.act(tips, "card-hide", fields)
    before = files_with(CANARY)

    acting.act(tips, "card-delete", fields)

    first = tallies.count_question(question=question(tips, "tip"), round=1)
    assert before
    assert files_with(CANARY) == []
    assert texts(tips) == ["Anders"]
    assert [card.text for card in first.cards] == ["Bel eerst", "Koffie", "Geheim"]
    assert first.answered == 4
    with pytest.raises(PollsError):
        acting.act(tips, "undo")


@pytest.mark.parametrize(("lit", "left"), [(CANARY, ""), ("Koffie", "Koffie")])
def test_a_deleted_text_leaves_the_spotlight(tips: LiveSession, lit: str, left: str):
    acting.act(tips, "card-spotlight", {"question": "tip", "card": card(tips, lit)})
    large = tallies.spotlight_card(tallies.count_question(question=question(tips, "tip")))

    acting.act(tips, "card-delete", {"question": "tip", "card": card(tips, CANARY)})

    assert large is not None
    assert large["text"] == lit
    assert question(tips, "tip").spotlight == (card(tips, left) if left else "")


def test_deleting_a_text_takes_what_was_merged_into_it(tips: LiveSession):
    merged = {"question": "tip", "card": card(tips, CANARY), "into": card(tips, "Koffie")}
    acting.act(tips, "card-merge", merged)

    acting.act(tips, "card-delete", {"question": "tip", "card": merged["into"]})

    assert texts(tips) == ["Bel eerst", "Geheim"]
    assert files_with(CANARY) == []


def test_a_kept_text_can_be_deleted_after_the_purge(tips: LiveSession):
    end(tips, 91 * DAY)
    retention.purge_due()

    acting.act(tips, "card-delete", {"question": "tip", "card": card(tips, "Bel eerst")})

    assert texts(tips) == ["Koffie"]
    assert files_with("Bel eerst") == []


@pytest.mark.parametrize("id", ["", "0123456789abcdef"])
def test_a_text_that_is_not_there_is_not_deleted(tips: LiveSession, id: str):
    with pytest.raises(PollsError) as caught:
        acting.act(tips, "card-delete", {"question": "tip", "card": id})

    assert caught.value.code == "card.unknown"
    assert TextMark.objects.count() == 2


def test_own_words_of_a_choice_are_deleted_and_the_choice_stays(session: LiveSession):
    room.go(session, "lastig-herkennen")
    room.answer(session, "a", "dynamieken", {"options": ["anders"], "other": CANARY})

    fields = {"question": "dynamieken", "card": card(session, CANARY, "dynamieken")}
    acting.act(session, "card-delete", fields)

    tally = tallies.count_question(question=question(session, "dynamieken")).tally
    assert (tally["answered"], tally["counts"]["anders"], tally["other"]) == (1, 1, [])
    assert files_with(CANARY) == []
