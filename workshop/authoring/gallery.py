"""What can be added: a slide of each layout and of each kind of question, with own words, and
ready-made pieces."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tomlkit
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls import kinds
from workshop.authoring import blocks, reading, rewriting
from workshop.decks.front import Front
from workshop.decks.scan import FRONT

LAYOUTS = {
    "cover": gettext_lazy("Omslag"),
    "statement": gettext_lazy("Stelling"),
    "list": gettext_lazy("Lijst"),
    "tiles": gettext_lazy("Tegels"),
    "picture": gettext_lazy("Plaat"),
    "columns": gettext_lazy("Twee kolommen"),
    "question": gettext_lazy("Vraag"),
    "results": gettext_lazy("Uitslag"),
    "overview": gettext_lazy("Overzicht"),
    "contact": gettext_lazy("Contact"),
}
BLOCK = "block/"
PLAIN = ("cover", "statement", "list", "tiles", "picture", "columns", "overview", "contact")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to add: `name` is that of a layout, a kind or, behind BLOCK, a block."""

    name: str
    title: str
    about: str
    text: str
    size: reading.Counts | None = None  # of a block


def make_head(front: Front) -> str:
    """A front matter with no more of this one than the first slide of an item shows, so that what
    was drawn for one workshop is there for the next."""
    shown = {
        "title": "-",
        "language": front.language,
        "attribution": list(front.attribution),
        "chapters": [{"id": each.id, "title": each.title} for each in front.chapters[:1]],
    }
    return f"{FRONT}\n{tomlkit.dumps(shown)}{FRONT}\n"


def list_layouts(chapter: str, language: str) -> list[Item]:
    return [
        Item(name, str(LAYOUTS[name]), "", make_slide(name, chapter, language)) for name in PLAIN
    ]


def list_kinds(chapter: str, language: str) -> list[Item]:
    return [
        Item(name, str(kind.title), str(kind.about), make_question(name, chapter, language))
        for name, kind in kinds.all().items()
    ]


def list_blocks(chapter: str, language: str) -> list[Item]:
    return [
        Item(
            name=BLOCK + block.name,
            title=block.title,
            about="",
            text=block.text_in(chapter),
            size=reading.count_slides(block.slides),
        )
        for block in blocks.list_blocks(language)
    ]


def make_item(name: str, chapter: str, language: str) -> str:
    """The text of what was chosen; raises PollsError."""
    if name in kinds.all():
        return make_question(name, chapter, language)
    if name in PLAIN:
        return make_slide(name, chapter, language)
    return blocks.find_block(name.removeprefix(BLOCK), language).text_in(chapter)


@lru_cache(maxsize=1000)
def make_slide(layout: str, chapter: str, language: str) -> str:
    """The text of a slide of this layout, in the language of the deck."""
    with translation.override(language):
        title, body = _words()[layout]
        return _slide(layout, layout, chapter, title, body)


@lru_cache(maxsize=1000)
def make_question(kind: str, chapter: str, language: str) -> str:
    with translation.override(language):
        slide = _slide(kind, "question", chapter, _questions().get(kind, _("Jouw vraag")), "")
        fields = {"key": kind, "kind": kind, **example_fields(kind)}
        return rewriting.add_block(slide, "question", fields)


def _slide(slide_id: str, layout: str, chapter: str, title: str, body: str) -> str:
    piece = rewriting.add_block(
        "", "slide", {"id": slide_id, "chapter": chapter, "layout": layout}
    ).lstrip("\n")
    piece = rewriting.set_title(piece, title)
    return rewriting.set_body(piece, body) if body else piece


def _words() -> dict[str, tuple[str, str]]:
    """By layout a title and a text."""
    three = "\n".join(f"- {each}" for each in (_("Het eerste"), _("Het tweede"), _("Het derde")))
    return {
        "cover": (_("De titel van je workshop"), _("Voor wie, en wanneer")),
        "statement": (_("Eén gedachte die blijft hangen"), ""),
        "list": (_("Drie dingen om te onthouden"), three),
        "tiles": (_("Drie delen van één geheel"), three),
        "picture": (_("Wat zie je hier?"), ""),
        "columns": (_("Waarom we dit doen"), three),
        "overview": (_("Het geheel in één plaat"), ""),
        "contact": (_("Dank je wel"), _("Jouw naam en hoe mensen je bereiken")),
    }


def _questions() -> dict[str, str]:
    return {
        "choice": _("Wat past het best?"),
        "open": _("Wat wil je vandaag meenemen?"),
        "words": _("Waar denk je aan?"),
        "questions": _("Wat wil je vragen?"),
        "scale": _("In hoeverre ben je het eens?"),
        "ranking": _("Wat pakken we eerst aan?"),
        "points": _("Hoe verdeel je je punten?"),
        "quadrant": _("Hoe belangrijk, en hoe goed gaat het?"),
    }


def example_fields(kind: str) -> dict[str, Any]:
    """What a question of this kind needs before it can be asked."""
    options = [
        {"key": key, "label": label}
        for key, label in (("A", _("Het eerste")), ("B", _("Het tweede")), ("C", _("Het derde")))
    ]
    more: Mapping[str, dict[str, Any]] = {
        "scale": {"low": _("helemaal niet"), "high": _("helemaal wel")},
        "quadrant": {"x": _("Gaat nu goed"), "y": _("Is belangrijk")},
    }
    needed = {"options": options} if kinds.get(kind).field("options") else {}
    return {**needed, **more.get(kind, {})}
