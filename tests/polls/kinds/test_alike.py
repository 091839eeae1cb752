"""F23: words that may be one word are suggested, and never merged by themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from polls import kinds
from polls.kinds import alike

ALIKE = [
    ("vertrouwen", "vertouwen"),
    ("vertrouwen", "vertrouwn"),
    ("energie", "enregie"),
    ("lastig", "lastigg"),
    ("team work", "Teamwork"),
    ("co-creatie", "cocreatie"),
    ("idee", "ideeën"),
    ("probleem", "problemen"),
    ("belang", "belangen"),
    ("bos", "bossen"),
    ("huis", "huizen"),
    ("brief", "brieven"),
    ("collega", "collega's"),
    ("meeting", "meetings"),
    ("process", "processes"),
]
DIFFERENT = [
    ("leuk", "luik"),
    ("macht", "nacht"),
    ("samen", "alleen"),
    ("mogelijk", "onmogelijk"),
    ("tijd", "tijdig"),
    ("energie", "synergie"),
    ("1", "2"),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_word_written_differently_is_suggested(one: str, other: str):
    assert alike.pairs([one, other], [2, 1]) == [(1, 0)]
    assert alike.pairs([other, one], [1, 2]) == [(0, 1)]


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_word_is_not(one: str, other: str):
    assert alike.pairs([one, other], [2, 1]) == []


def test_the_most_mentioned_comes_first_and_a_word_joins_one_other():
    words = ["leuk", "energie", "energi", "overleggen", "energiee", "overleg"]

    assert alike.pairs(words, [9, 5, 1, 2, 2, 4]) == [(3, 5), (4, 1), (2, 1)]


@given(st.lists(st.text("abcden s-ë", min_size=1, max_size=8), unique=True, max_size=12))
def test_a_word_only_ever_joins_an_earlier_or_more_mentioned_one(words: list[str]):
    found = alike.pairs(words, [1] * len(words))

    assert all(into < place for place, into in found)
    assert len({place for place, _into in found}) == len(found)


def test_only_words_are_suggested():
    assert kinds.get("words").alike(["idee", "ideeën"], [1, 1]) == [(1, 0)]
    assert kinds.get("open").alike(["idee", "ideeën"], [1, 1]) == []
