"""A file that somebody takes home."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Export:
    name: str
    media_type: str
    content: bytes
