"""How an option is called, wherever it stands: phone, chart, report, file, page to take home."""

from __future__ import annotations

from collections.abc import Mapping


def letter_of(key: str) -> str:
    """The letter or digit that an option goes by; '' when its key is more than that."""
    return key if len(key) == 1 and key.isalnum() else ""


def name_of(option: Mapping[str, str]) -> str:
    """'A. Ambitie' for an option with a letter, else its label."""
    letter = letter_of(option["key"])
    return f"{letter}. {option['label']}" if letter else option["label"]
