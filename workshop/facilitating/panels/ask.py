"""The form for a question on the spot: which kinds there are, and how long it may be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from polls import kinds
from polls.sessions.session_settings import LONGEST


@dataclass(frozen=True, slots=True)
class AskKind:
    name: str
    title: Any
    optioned: bool  # whether options have to be typed


@dataclass(frozen=True, slots=True)
class Ask:
    kinds: tuple[AskKind, ...]
    longest: int  # characters of a question


def present() -> Ask:
    found = kinds.all().items()
    return Ask(
        tuple(AskKind(name, kind.title, bool(kind.field("options"))) for name, kind in found),
        LONGEST,
    )
