"""The text of a deck as pieces: what holds for the whole deck, then a piece for each slide.

Joined again they are the same text, byte for byte, so that what nobody edits stays as it was
written: comments, order and blank lines included.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.decks.scan import FRONT, SLIDE

Pieces = tuple[str, ...]
SEPARATOR = f"{SLIDE}\n"
_SEPARATORS = re.compile(rf"^{re.escape(SLIDE)}[^\S\n]*$", re.MULTILINE)
_FRONTS = re.compile(rf"^{re.escape(FRONT)}[^\S\n]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Edit:
    """Pieces that took the place of others, from the piece `start` on; it can be turned round."""

    start: int
    removed: Pieces
    added: Pieces

    def reversed(self) -> Edit:
        return Edit(self.start, self.added, self.removed)


@lru_cache(maxsize=8)
def cut_text(source: str) -> Pieces:
    """The front matter, then each slide with the line that begins it; raises PollsError when
    the front matter does not end."""
    body = _end_of_front(source)
    starts = [body, *(found.start() for found in _SEPARATORS.finditer(source, body))]
    parts = [source[start:end] for start, end in pairwise([*starts, len(source)])]
    front, before, *slides = [source[:body], *parts]
    if before.strip():
        return front, before, *slides
    return front + before, *slides


def _end_of_front(source: str) -> int:
    """Where the line that closes the front matter has ended."""
    marks = [*islice(_FRONTS.finditer(source), 2)]
    if len(marks) < 2 or source[: marks[0].start()].strip("\ufeff \t\r\n"):
        raise PollsError(
            "draft.unreadable",
            _("De tekst begint niet met de gegevens van het deck. Herstel dat eerst in de tekst."),
        )
    return min(marks[1].end() + 1, len(source))


def join_pieces(pieces: Sequence[str]) -> str:
    """The text of pieces that were put in another order, or made anew.

    Every slide but one right behind the front matter begins with a separator, and every piece
    ends its last line.
    """
    return "".join(part for at, piece in enumerate(pieces) for part in _framed(at, piece, pieces))


def _framed(at: int, piece: str, pieces: Sequence[str]) -> tuple[str, str, str]:
    last = at == len(pieces) - 1
    separator = SEPARATOR if at > 1 and not begins_with_separator(piece) else ""
    return separator, piece, "" if last or piece.endswith("\n") else "\n"


def begins_with_separator(piece: str) -> bool:
    return piece.split("\n", 1)[0].rstrip() == SLIDE


def find_edit(old: Pieces, new: Pieces) -> Edit:
    """What changed between two cuts of a text, without the pieces that stayed at both ends."""
    least = min(len(old), len(new))
    start = next((at for at in range(least) if old[at] != new[at]), least)
    end = next((at for at in range(least - start) if old[-1 - at] != new[-1 - at]), least - start)
    return Edit(start, old[start : len(old) - end], new[start : len(new) - end])


def apply_edit(pieces: Pieces, edit: Edit) -> Pieces:
    """The pieces with an edit made, also when others were added or removed before its place;
    raises PollsError when what it replaces is not there any more."""
    start = _place_of(pieces, edit)
    return *pieces[:start], *edit.added, *pieces[start + len(edit.removed) :]


def _place_of(pieces: Pieces, edit: Edit) -> int:
    size = len(edit.removed)
    if not size:
        return min(max(edit.start, 1), len(pieces))
    places = range(len(pieces) - size + 1)
    for start in sorted(places, key=lambda at: abs(at - edit.start)):
        if pieces[start : start + size] == edit.removed:
            return start
    raise PollsError(
        "draft.changed_since",
        _("Iemand heeft dit daarna veranderd. Kijk eerst wat er nu staat."),
    )


def hash_piece(piece: str) -> str:
    """By what a step tells which text it was made on."""
    return hashlib.sha256(piece.encode("utf-8", "surrogatepass")).hexdigest()[:16]
