"""The front matter of a deck: its title, chapters and shared lists of options."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from workshop.decks.fields import Fields, load_table
from workshop.decks.model import LANGUAGES, Chapter
from workshop.decks.options import Options, parse_options
from workshop.decks.problems import Report
from workshop.decks.scan import Block

DECK_KEYS = ("title", "language", "attribution", "chapters", "options")
CHAPTER_KEYS = ("id", "title")


@dataclass(slots=True)
class Front:
    """What the slides need to know of the deck as a whole."""

    title: str = ""
    language: str = "nl"
    attribution: tuple[str, ...] = ()
    chapters: tuple[Chapter, ...] = ()
    options: dict[str, Options] = field(default_factory=dict)


def parse_front(block: Block, report: Report) -> Front:
    """The front matter; empty, with problems, where it cannot be read."""
    table = load_table(block, report)
    if table is None:
        return Front()
    fields = Fields(table, block, report)
    fields.refuse_others(DECK_KEYS)
    return Front(
        title=fields.text("title"),
        language=fields.choice("language", LANGUAGES, "nl"),
        attribution=fields.texts("attribution", ()),
        chapters=_parse_chapters(fields),
        options=_option_sets(fields),
    )


def _parse_chapters(fields: Fields) -> tuple[Chapter, ...]:
    chapters: dict[str, Chapter] = {}
    for own in fields.tables("chapters"):
        own.refuse_others(CHAPTER_KEYS)
        chapter = Chapter(own.name("id"), own.text("title"))
        if chapter.id in chapters:
            own.problem(
                "id",
                _("Het hoofdstuk '%(id)s' staat er al: kies een andere id.") % {"id": chapter.id},
            )
        chapters[chapter.id] = chapter
    return tuple(chapters.values())


def _option_sets(fields: Fields) -> dict[str, Options]:
    sets = fields.table.get("options", {})
    if not isinstance(sets, dict):
        fields.problem("options", _("Geef de lijst van opties een naam: [[options.naam]]."))
        fields.report.incomplete = True
        return {}
    return {
        name: parse_options(name, value, fields.block, fields.report)
        for name, value in sets.items()
    }
