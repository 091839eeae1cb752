"""What a file holds: the text of a deck, its pictures, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of the file that did not come over; `slide` is '' when it belongs to none."""

    slide: str
    what: str


@dataclass(frozen=True, slots=True)
class Imported:
    """`pictures` are the bytes of files by the name that the text has for them, not yet checked."""

    text: str
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
