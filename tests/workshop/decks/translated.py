"""Decks that say the same in two languages: what is alike, and what is still Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from tests.words.spoken import GIVEAWAYS
from workshop.decks.model import Deck

SAID = {  # fields with words; every other field is the same in both languages
    *("title", "same_title", "label", "same_label", "body", "note", "alt", "prompt"),
    *("same_prompt", "placeholder", "say", "same_say", "help", "empty", "low", "high", "x", "y"),
    *("labels", "same_labels", "attribution"),
}
LEFT_OUT = {"line", "language"}
CREDITS = ("Manon de Caluwé", "A&O fonds Gemeenten", "Fluwelen Burgwal 58")
DUTCH_WORDS = re.compile(
    rf"\b({'|'.join({*GIVEAWAYS['nl'].split()} - {'van', 'met'})}|\w*samenwerk\w*)\b",
    re.IGNORECASE,
)  # a van, and people who met, are English too


def built(deck: Deck) -> Any:
    """A deck in which words became whether there are any."""
    return _without_words(asdict(deck))


def _without_words(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: _without_words(value[name], name) for name in value if name not in LEFT_OUT}
    if isinstance(value, list | tuple):
        return [_without_words(each, key) for each in value]
    return bool(value) if key in SAID and isinstance(value, str) else value


def _words_of(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _words_of(each, name)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _words_of(each, key)
    elif isinstance(value, str) and key in SAID - {"attribution"}:
        yield value


def find_dutch(deck: Deck) -> list[str]:
    said = "\n".join(_words_of(asdict(deck)))
    for name in CREDITS:
        said = said.replace(name.replace("&", "&amp;"), "").replace(name, "")
    return DUTCH_WORDS.findall(said)
