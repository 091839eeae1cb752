"""What was read becomes a workshop, whole or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.authoring import steps
from workshop.authoring.drafting import read_title
from workshop.authoring.pieces import cut_text, join_pieces
from workshop.decks.model import Deck
from workshop.decks.parse import parse
from workshop.decks.slides import PICTURE_LINE
from workshop.importing.apart import ReadFile
from workshop.importing.assembling import choose
from workshop.importing.deck_text import unreadable
from workshop.importing.imported import Imported
from workshop.library import deck_versions, pictures, workshops
from workshop.models import Picture, Workshop


def take_in(
    imported: Imported,
    *,
    owner: Any,
    title: str = "",
    choices: Mapping[str, str] = MappingProxyType({}),
) -> Workshop:
    """An own workshop with this text and these pictures; raises PollsError, and then nothing is
    left behind. `title` takes the place of the one in the text, `choices` are what slides of a
    file that is not ours become, by their numbers."""
    # Before the transaction: making pictures ready takes time, and others have to write.
    ready = {name: clean(name, content) for name, content in imported.pictures.items()}
    return keep(imported, ready, owner=owner, title=title, choices=choices)


def keep(
    imported: Imported,
    ready: Mapping[str, Picture],
    *,
    owner: Any,
    title: str = "",
    choices: Mapping[str, str] = MappingProxyType({}),
) -> Workshop:
    """As `take_in`, of pictures that are clean already."""
    text = choose(imported, choices).text if imported.slides else imported.text
    text = retitle(text, workshops.clean_title(title))
    alts = find_alts(text)
    with transaction.atomic():
        name = read_title(cut_text(text)) or _("Nieuwe workshop")
        workshop = workshops.store_workshop(owner=owner, title=name, text=text)
        for name, picture in ready.items():
            if name in alts or not imported.slides:
                stored = pictures.store_clean(picture)
                workshops.attach_picture(workshop, name, stored, alts.get(name, ""))
    return workshop


def keep_whole(read: ReadFile, *, owner: Any, title: str = "") -> dict[str, Any]:
    """Make a workshop of a file whose deck has no mistakes, all of it; what a program is told of
    that. Raises PollsError, or DeckError with all mistakes, and then nothing is left behind."""
    deck = check_deck(read.imported)
    workshop = keep(read.imported, read.pictures, owner=owner, title=title)
    return {
        "slug": workshop.slug,
        "title": workshop.title,
        "slides": len(deck.slides),
        "questions": len(deck.questions()),
        "left_out": [{"slide": each.slide, "what": each.what} for each in read.imported.left_out],
    }


def find_alts(text: str) -> dict[str, str]:
    """By the name of each picture that a text shows its description."""
    return {name: alt.strip()[:500] for alt, name, _mark in PICTURE_LINE.findall(text)}


def check_deck(imported: Imported) -> Deck:
    """The deck without mistakes; raises DeckError with all of them."""
    return parse(imported.text, deck_versions.FILE, imported.pictures.keys())


def clean(name: str, content: bytes) -> Picture:
    try:
        return pictures.clean_picture(name, content)
    except PollsError as problem:
        raise PollsError(problem.code, f"{name}: {problem.message}") from None


def retitle(text: str, title: str) -> str:
    if not title:
        return text
    try:
        return join_pieces(steps.set_deck(cut_text(text), fields={"title": title}))
    except ValueError:  # no good TOML
        raise unreadable(
            _("De gegevens bovenaan het deck zijn niet te lezen. Herstel die eerst.")
        ) from None
