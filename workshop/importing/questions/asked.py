"""A question as a list has it, before its kind is guessed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """`kind` is what the list itself calls it, `chapter` the heading above it."""

    prompt: str
    options: tuple[str, ...] = ()
    kind: str = ""
    chapter: str = ""
