"""What the comparison with LibreOffice takes for words."""

from __future__ import annotations

import pytest

from tests.imports.__main__ import plain, split


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("**environment**s and **m**erangsang", ["environments", "and", "merangsang"]),
        ("a **b** [c](https://example.org) d", ["a", "b", "c", "d"]),
        ("one\\\ntwo\nthree", ["one", "two", "three"]),
        ("3. drie\n- vier\n\n| a | b |\n| --- | --- |\n| c | d |", ["3", "drie", "vier", *"abcd"]),
    ],
    ids=["emphasis within a word", "emphasis and a link", "lines", "a list and a table"],
)
def test_words_are_those_that_people_see(markdown: str, words: list[str]):
    assert split(plain(markdown)) == words
