"""Earlier versions of a workshop: those that were published, and what changed between two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import steps
from workshop.authoring.pieces import cut_text
from workshop.authoring.words import read_words
from workshop.models import Publication, Workshop


@dataclass(frozen=True, slots=True)
class Changes:
    """Titles of slides that differ between two texts, in the order of the later one; `deck`
    tells that something of the whole deck does, `moved` that only their order does."""

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    moved: bool = False
    deck: bool = False


@dataclass(frozen=True, slots=True)
class Earlier:
    """A published version, and what changed since the one before; None for the first."""

    publication: Publication
    changes: Changes | None


def compare_texts(before: str, after: str) -> Changes:
    """What changed, slide by slide; a text that cannot be cut counts as none."""
    (old_front, old), (new_front, new) = _slides(before), _slides(after)
    both = [id for id in new if id in old]
    return Changes(
        added=tuple(_title(id, new) for id in new if id not in old),
        changed=tuple(_title(id, new) for id in both if _core(new[id]) != _core(old[id])),
        removed=tuple(_title(id, old) for id in old if id not in new),
        moved=both != [id for id in old if id in new],
        deck=old_front != new_front,
    )


def _slides(text: str) -> tuple[str, Mapping[str, str]]:
    try:
        front, *pieces = cut_text(text)
    except PollsError:
        return "", {}
    return front.strip(), {steps.read_id(piece): piece for piece in pieces}


def _core(piece: str) -> str:
    """A slide without the line that begins it, which the first has not."""
    return piece.strip("-\n ")


def _title(id: str, slides: Mapping[str, str]) -> str:
    return read_words(slides[id]).title or id


def list_published(workshop: Workshop) -> list[Earlier]:
    """Every published version, the newest first."""
    rows = list(workshop.publications.select_related("version", "by"))
    befores = [row.version.source for row in rows[1:]]
    made = [
        Earlier(row, compare_texts(before, row.version.source))
        for row, before in zip(rows, befores, strict=False)
    ]
    return [*made, *(Earlier(row, None) for row in rows[-1:])]


def find_published(workshop: Workshop, number: int) -> Publication:
    """A published version by its number; raises PollsError."""
    found = workshop.publications.select_related("version", "by").filter(number=number).first()
    if found is None:
        raise PollsError("step.no_edition", _("Deze versie is er niet."))
    return found
