"""What a trainer takes home from a session, as files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from polls.models import LiveSession
from workshop.exports import csv, json
from workshop.exports.content import SessionContent


@dataclass(frozen=True, slots=True)
class Export:
    name: str
    media_type: str
    content: bytes


Write = Callable[[SessionContent, str], bytes]
FORMATS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv; charset=utf-8", csv.write),
    "json": ("application/json", json.write),
}


def make(session: LiveSession, format: str, *, separator: str = ";") -> Export:
    """A whole session in one file; `separator` matters to CSV only."""
    media_type, write = FORMATS[format]
    content = SessionContent.of(session)
    return Export(f"polshoogte-{session.code}.{format}", media_type, write(content, separator))
