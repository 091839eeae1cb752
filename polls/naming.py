"""How an option is called, wherever it stands: phone, chart, report, file, page to take home."""

from __future__ import annotations

import re
from collections.abc import Mapping

ENDS = ".,:;… "  # what closes a label; a sentence has its own
LEADS_ON = re.compile(r"(…|\.\.\.|:)\s*$")  # something is to be written behind it
NAMELY = re.compile(r"[,:;(\s]+(namelijk|namely)\)?$", re.IGNORECASE)


def letter_of(key: str) -> str:
    """The letter or digit that an option goes by; '' when its key is more than that."""
    return key if len(key) == 1 and key.isalnum() else ""


def name_of(option: Mapping[str, str]) -> str:
    """'A. Ambitie' for an option with a letter, else its label."""
    letter = letter_of(option["key"])
    return f"{letter}. {option['label']}" if letter else option["label"]


def words_of(label: str, *, opens: bool = False) -> str:
    """A label as it stands in a sentence: 'iets anders' for 'Iets anders, namelijk…', which
    keeps its capital where it `opens` one. Other labels are names, and stay as they are."""
    bare = label.rstrip(ENDS)
    if not LEADS_ON.search(label):
        return bare or label
    words = NAMELY.sub("", bare) or bare or label
    keeps = opens or words[1:2].isupper()
    return words if keeps else words[:1].lower() + words[1:]
