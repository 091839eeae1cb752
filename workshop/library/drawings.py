"""Our own drawings: those of the example *Beter Samenwerken*, with what each of them means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from polls.errors import PollsError
from polls.models import DeckVersion
from workshop.decks.model import Deck, Picture
from workshop.decks.parse import parse
from workshop.library import deck_versions

EXAMPLES = {"nl": "beter-samenwerken", "en": "working-better-together"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """`words` is all by which it is found, in every language."""

    name: str
    meaning: str
    html: SafeString
    words: str


def list_drawings(*, language: str, search: str = "") -> list[Drawing]:
    """The drawings that have all these words in what they mean, in the words of a workshop in
    this language; none where the example is not installed."""
    slug = EXAMPLES.get(language, EXAMPLES["nl"])
    if slug not in deck_versions.slugs():
        return []
    own, meanings = DeckVersion(slug=slug), read_meanings(slug)
    others = [read_meanings(each) for each in EXAMPLES.values() if each in deck_versions.slugs()]
    wanted = search.casefold().split()
    found = []
    for name, meaning in meanings.items():
        words = " ".join([name, *(each.get(name, "") for each in others)]).casefold()
        if all(word in words for word in wanted):
            html = deck_versions.picture_html(own, Picture(name, meaning, decorative=False))
            found.append(Drawing(name, meaning, html, words))
    return found


def read_drawing(*, language: str, name: str) -> bytes:
    """The bytes of a drawing, with its words in this language; raises PollsError."""
    slug = EXAMPLES.get(language, EXAMPLES["nl"])
    found = deck_versions.read_drawings(slug) if slug in deck_versions.slugs() else {}
    if name not in found:
        raise PollsError("picture.unknown", _("Deze tekening is er niet. Kies een andere."))
    return found[name]


def read_meanings(slug: str) -> dict[str, str]:
    """By name what each drawing of an example means."""
    return _meanings(slug, deck_versions.read_source(slug))


@lru_cache(maxsize=4)
def _meanings(slug: str, source: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, meaning in _described(parse(source, slug)):
        found.setdefault(name, meaning)
    return found


def _described(deck: Deck) -> Iterator[tuple[str, str]]:
    """Pictures by their own description, drawings of options by what they are drawn for."""
    for slide in deck.slides:
        if slide.picture and slide.picture.alt:
            yield slide.picture.name, slide.picture.alt
    for question in deck.questions():
        for option in question.spec.get("options", ()):
            if option.get("icon"):
                meaning = ": ".join(filter(None, (option["label"], option.get("help"))))
                yield f"{option['icon']}.svg", meaning
    for slide in deck.slides:
        if slide.picture:
            yield slide.picture.name, slide.title
