"""The words of a slide as its author wrote them: Markdown, note and picture."""

from __future__ import annotations

from dataclasses import dataclass

from workshop.authoring.parts import split_slide
from workshop.decks import markdown
from workshop.decks.scan import NOTE_CLOSES, NOTE_OPENS
from workshop.decks.slides import DECORATIVE, PICTURE_LINE


@dataclass(frozen=True, slots=True)
class Words:
    title: str
    body: str
    note: str
    picture: str
    alt: str
    decorative: bool


def read_words(piece: str) -> Words:
    parts = split_slide(piece)
    said = {kind: [part.source for part in parts if part.kind == kind] for kind in KINDS}
    found = PICTURE_LINE.search("".join(said["picture"]))
    alt, name, mark = found.groups() if found else ("", "", None)
    return Words(
        title=markdown.plain_words("".join(said["title"][:1]).lstrip("# \t").strip()),
        body="".join(said["text"]).strip("\n"),
        note=_inner("".join(said["note"])),
        picture=name,
        alt=alt.strip(),
        decorative=mark == DECORATIVE,
    )


KINDS = ("title", "text", "note", "picture")


def _inner(note: str) -> str:
    return note.strip().removeprefix(NOTE_OPENS).removesuffix(NOTE_CLOSES).strip()
