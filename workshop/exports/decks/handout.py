"""A workshop on paper for whoever takes part: its slides, with room to write beside each."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

from workshop.decks.model import Slide
from workshop.exports.decks.asked import Asked, list_asked
from workshop.exports.decks.drawings import (
    is_night,
    is_svg,
    is_wide,
    measure,
    paint,
    read_pixels,
)
from workshop.exports.decks.source import DeckSource
from workshop.exports.formats import html, pdf
from workshop.exports.tables import writable_text

SVG = "image/svg+xml"
OVER = "tiles"  # a layout whose drawing lies over its tiles, which paper does not have


@dataclass(frozen=True, slots=True)
class Shown:
    """The picture of a slide as an address of itself; without `alt` it is decorative."""

    address: str
    alt: str
    wide: bool


@dataclass(frozen=True, slots=True)
class Leaf:
    """A slide with what stands on it; `chapter` is the title of one that begins here."""

    slide: Slide
    chapter: str
    night: bool
    picture: Shown | None
    asked: list[Asked]

    @property
    def ground(self) -> bool:
        """Whether the picture fills the whole slide, behind its words."""
        return self.night and self.picture is not None and self.picture.wide


def render(source: DeckSource) -> bytes:
    return pdf.write(pdf.lay_out(pdf.weasyprint(), write_page(source)))


def write_page(source: DeckSource) -> str:
    own = settings.BASE_DIR / "static" / "css" / "handout.css"
    context: dict[str, Any] = {
        "deck": source.deck,
        "leaves": list(list_leaves(source)),
        "style": f"{pdf.faces()}{html.colors()}{own.read_text('utf-8')}",
        "logo": data_address("image/png", source.logo.png) if source.logo else "",
        "logo_words": source.logo.words if source.logo else "",
    }
    return writable_text(render_to_string("handout/page.html", context))


def list_leaves(source: DeckSource) -> Iterator[Leaf]:
    titles = {chapter.id: chapter.title for chapter in source.deck.chapters}
    before = ""
    for slide in source.deck.slides:
        begins = titles.get(slide.chapter, "") if slide.chapter != before else ""
        before = slide.chapter
        asked = list(list_asked(source.deck, slide))
        picture = None if slide.layout == OVER else show_picture(source, slide)
        yield Leaf(slide, begins, is_night(slide), picture, asked)


def show_picture(source: DeckSource, slide: Slide) -> Shown | None:
    shown = slide.picture
    content = source.pictures.get(shown.name) if shown else None
    if shown is None or content is None:
        return None
    alt = "" if shown.decorative else shown.alt
    if is_svg(content):
        painted = paint(shown.name, content, night=is_night(slide))
        return Shown(data_address(SVG, painted), alt, is_wide(*measure(content)))
    pixels = read_pixels(content)
    wide = is_wide(pixels.width, pixels.height)
    return Shown(data_address(pixels.type, pixels.content), alt, wide)


def data_address(type: str, content: bytes) -> str:
    return f"data:{type};base64,{base64.b64encode(content).decode()}"
