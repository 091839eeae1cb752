"""A text cut into pieces, joined again, and what changed between two cuts."""

from __future__ import annotations

import pytest

from polls.errors import PollsError
from workshop.authoring.pieces import Edit, apply_edit, cut_text, find_edit, hash_piece, join_pieces

FRONT = '+++\ntitle = "X"\n+++\n'
ONE, TWO = "\neen\n\n", "---\ntwee\n"


def test_a_text_is_cut_before_each_separator():
    assert cut_text(FRONT + ONE + TWO) == (FRONT, ONE, TWO)
    assert cut_text(FRONT) == (FRONT,)
    assert cut_text(FRONT + "\n\n---\ntwee") == (FRONT + "\n\n", "---\ntwee")


@pytest.mark.parametrize("text", [FRONT + ONE + TWO, FRONT, FRONT + ONE, FRONT + "a\r\n---\r\nb"])
def test_joined_pieces_are_the_same_text(text: str):
    assert join_pieces(cut_text(text)) == text


@pytest.mark.parametrize("text", ["", "+++\n", "een\n+++\n+++\n", "title = 1"])
def test_a_text_without_front_matter_is_refused(text: str):
    with pytest.raises(PollsError) as refused:
        cut_text(text)

    assert refused.value.code == "draft.unreadable"


def test_what_is_joined_in_another_order_is_framed():
    assert join_pieces([FRONT, "twee", "een\n"]) == f"{FRONT}twee\n---\neen\n"


@pytest.mark.parametrize(
    ("old", "new", "edit"),
    [
        (("f", "a", "b"), ("f", "a", "b"), Edit(3, (), ())),
        (("f", "a", "b"), ("f", "x", "b"), Edit(1, ("a",), ("x",))),
        (("f", "a"), ("f", "a", "b"), Edit(2, (), ("b",))),
        (("f", "a", "b", "c"), ("f", "c"), Edit(1, ("a", "b"), ())),
        (("f", "a", "a"), ("f", "a"), Edit(2, ("a",), ())),
    ],
)
def test_an_edit_is_what_changed_and_turns_round(
    old: tuple[str, ...], new: tuple[str, ...], edit: Edit
):
    assert find_edit(old, new) == edit
    assert apply_edit(old, edit) == new
    assert apply_edit(new, edit.reversed()) == old


def test_an_edit_finds_its_place_when_others_came_before_it():
    edit = Edit(1, ("a",), ("x",))

    assert apply_edit(("f", "nieuw", "a", "b"), edit) == ("f", "nieuw", "x", "b")


def test_of_two_places_the_nearest_is_taken():
    assert apply_edit(("f", "a", "b", "a"), Edit(3, ("a",), ("x",))) == ("f", "a", "b", "x")


def test_what_is_not_there_any_more_is_not_replaced():
    with pytest.raises(PollsError) as refused:
        apply_edit(("f", "b"), Edit(1, ("a",), ("x",)))

    assert refused.value.code == "draft.changed_since"


def test_what_is_added_never_comes_before_the_front_matter():
    assert apply_edit(("f",), Edit(0, (), ("a",))) == ("f", "a")
    assert apply_edit(("f",), Edit(9, (), ("a",))) == ("f", "a")


def test_a_hash_tells_texts_apart():
    assert hash_piece("een") == hash_piece("een")
    assert len({hash_piece(text) for text in ("een", "een ", "Een", "\ud800")}) == 4
    assert len(hash_piece("een")) == 16
