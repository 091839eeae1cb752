"""An example becomes somebody's own: in their name, with their contact, without those of others."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from workshop.authoring import markup, rewriting, steps
from workshop.authoring.pieces import Pieces, cut_text, join_pieces
from workshop.decks.example import Change, Example
from workshop.library import deck_versions, workshops
from workshop.models import Workshop

LONGEST = {"name": 120, "organisation": 120, "contact": 500}  # characters of a detail
MAIL = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+", re.ASCII)


def copy_example(*, slug: str, owner: Any, title: str = "", details: Mapping[str, str]) -> Workshop:
    """An own workshop out of an example. `details` are by the names of example.DETAILS; one that
    is empty becomes words that suit everybody. Raises PollsError and DeckError."""
    pieces = cut_text(deck_versions.read_source(slug))
    pieces = fill_in(pieces, deck_versions.read_example(slug), details)
    if name := workshops.clean_title(title):
        pieces = steps.set_deck(pieces, fields={"title": name})
    return workshops.copy_example(slug=slug, owner=owner, title=name, text=join_pieces(pieces))


def fill_in(pieces: Pieces, example: Example, details: Mapping[str, str]) -> Pieces:
    """The text of a copy; what the example changes and the deck has no more, is left out."""
    words = say_details(details, str(steps.read_front(pieces).get("language", "nl")))
    changes = {change.slide: change for change in example.changes}
    front, *slides = pieces
    return front, *(_change(piece, changes.get(steps.read_id(piece)), words) for piece in slides)


def _change(piece: str, change: Change | None, words: Mapping[str, str]) -> str:
    if change is None:
        return piece
    if change.body:
        body = change.body
        for name, said in words.items():
            body = body.replace(f"{{{name}}}", said)
        piece = rewriting.set_body(piece, body)
    for find, other in change.words:
        piece = rewriting.replace_words(piece, find, other)
    return piece


def say_details(details: Mapping[str, str], language: str) -> dict[str, str]:
    """By name a detail as Markdown, or what stands there for who left it empty."""
    with translation.override(language):
        empty = {
            "name": _("Jullie trainer"),
            "organisation": _("Jouw organisatie"),
            "contact": _("Vragen? Spreek de trainer aan."),
        }
    given = {name: details.get(name, "")[:most] for name, most in LONGEST.items()}
    return {name: _to_markdown(text) or empty[name] for name, text in given.items()}


def _to_markdown(text: str) -> str:
    """Lines that show as they were typed, with an address of mail as a link."""
    lines = [" ".join(line.split()) for line in markup.clean_pasted(text).split("\n")]
    return "\\\n".join(_line(line) for line in lines if line)


def _line(line: str) -> str:
    return f"<{line}>" if MAIL.fullmatch(line) else markup.to_plain_line(line)
