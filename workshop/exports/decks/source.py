"""All that a file of a workshop holds, read from the database or from a deck on disk."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from workshop.decks.model import Deck
from workshop.decks.parse import parse
from workshop.exports.source import Logo, logo_of
from workshop.library import deck_versions, files, house_styles, workshops
from workshop.looks.scheme import compute_scheme
from workshop.looks.style import Style
from workshop.models import Workshop


@dataclass(frozen=True, slots=True)
class DeckSource:
    """A workshop as it was read. It can be sent to another process, which needs no database.

    `pictures` are bytes by name; `colors` those of the house style, by name.
    """

    deck: Deck
    pictures: Mapping[str, bytes]
    colors: Mapping[str, str]
    logo: Logo | None
    made: datetime


def read_workshop(workshop: Workshop) -> DeckSource:
    """A workshop as it is written now; raises DeckError when it has mistakes."""
    style = house_styles.style_of_workshop(workshop)
    return _source(workshops.read_draft(workshop), files.read_workshop(workshop), style)


def read_example(slug: str) -> DeckSource:
    """A deck on disk; raises PollsError when there is none, DeckError when it has mistakes."""
    contents = files.read_example(slug)
    deck = parse(contents.text, f"{slug}/{deck_versions.FILE}", contents.pictures.keys())
    return _source(deck, contents, None)


def _source(deck: Deck, contents: files.Contents, style: Style | None) -> DeckSource:
    return DeckSource(
        deck=deck,
        pictures=contents.pictures,
        colors=compute_scheme(style).light if style else {},
        logo=logo_of(style),
        made=timezone.now(),
    )
