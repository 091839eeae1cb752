"""A questionnaire out of a workshop: the questions that somebody chose, each on its own slide."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import rewriting, steps
from workshop.authoring.pieces import Pieces, cut_text, join_pieces
from workshop.library import workshops
from workshop.models import Workshop


def make_questionnaire(
    *, workshop: Workshop, owner: Any, keys: Collection[str], title: str = ""
) -> Workshop:
    """An own workshop of these questions of another; raises PollsError."""
    pieces = keep_questions(cut_text(workshop.draft), keys)
    if len(pieces) == 1:
        raise PollsError("choose.none", _("Kies minstens één vraag."))
    name = workshops.clean_title(title) or _("Vragenlijst: %(title)s") % {"title": workshop.title}
    pieces = steps.set_deck(pieces, fields={"title": name})
    return workshops.copy_workshop(
        workshop=workshop, owner=owner, title=name, text=join_pieces(pieces)
    )


def keep_questions(pieces: Pieces, keys: Collection[str]) -> Pieces:
    """The deck with the slides that ask one of these, and on them nothing of other questions."""
    front, *slides = pieces
    kept = [piece for piece in slides if set(steps.read_keys(piece)) & set(keys)]
    return front, *(without_others(piece, keys) for piece in kept)


def without_others(piece: str, keys: Collection[str]) -> str:
    for name in ("question", "show"):
        blocks = rewriting.read_blocks(piece, name)
        for nth, block in reversed(list(enumerate(blocks))):
            if not set(block.get("questions", [block.get("key")])) <= set(keys):
                piece = rewriting.remove_block(piece, name, nth)
            elif block.get("after", "") not in {"", *keys}:
                piece = rewriting.set_fields(piece, name, {"after": None}, nth)
    return piece
