"""A list of words that are likely rude, as a trainer may change it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from polls.texts.profanity import is_suspect

LIST = """
# a remark: koffie
lul
klote*
rot op
Hé
"""


@pytest.fixture
def words(tmp_path: Path, settings: Any) -> Path:
    file = tmp_path / "rude.txt"
    file.write_text(LIST)
    settings.POLLS_RUDE_WORDS = file
    return file


@pytest.mark.parametrize(
    "text", ["lul", "Wat een LUL!", "klotezooi", "rot op", "hé", "HE", "Rot óp"]
)
def test_a_text_with_a_word_of_the_list_is_suspect(words: Path, text: str):
    assert is_suspect(text)


@pytest.mark.parametrize("text", ["", "koffie", "lullen", "flul", "rot", "opa rot", "hek", "# a"])
def test_another_text_is_not(words: Path, text: str):
    assert not is_suspect(text)


def test_a_list_that_was_changed_is_read_anew(words: Path):
    before = is_suspect("koffie")
    words.write_text("koffie\n")
    os.utime(words, (1, 1))

    assert (before, is_suspect("koffie"), is_suspect("lul")) == (False, True, False)


@pytest.mark.parametrize("text", ["", "# only a remark\n\n"])
def test_an_empty_list_suspects_nothing(words: Path, text: str):
    words.write_text(text)
    os.utime(words, (2, 2))

    assert not is_suspect("lul")


def test_without_a_list_nothing_is_suspect(words: Path):
    before = is_suspect("lul")
    words.unlink()

    assert (before, is_suspect("lul")) == (True, False)
