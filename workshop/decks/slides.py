"""One slide: its title, text, picture and note, and the blocks that stand in it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from polls.kinds.base import Kind
from workshop.decks import markdown
from workshop.decks.fields import Fields, load_table
from workshop.decks.front import Front
from workshop.decks.model import COLORS, LAYOUTS, Ask, Picture, Question, Show, Slide
from workshop.decks.problems import Report, missing_picture, suggest_word
from workshop.decks.questions import parse_ask, parse_question, parse_show
from workshop.decks.scan import FENCE, Block, Line, RawSlide

SLIDE_KEYS = (
    *("id", "label", "chapter", "layout", "minutes", "skip", "own_pace"),
    *("badge", "color", "same"),
)
BLOCKS = ("slide", "question", "show", "ask")
DECORATIVE = "decorative"
MINUTES = 1.0
MOST_MINUTES = 240.0
TITLE_LINE = re.compile(r"#\s+(.*)")
PICTURE_LINE = re.compile(r'!\[([^\]]*)\]\(([^\s()]+)(?:\s+"([^"]*)")?\)')
PICTURE_FORM = gettext_lazy("schrijf ![wat er te zien is](naam.svg)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a slide is checked against."""

    front: Front
    kinds: Mapping[str, type[Kind]]
    pictures: Collection[str] | None
    report: Report
    others: Collection[str] = ()


@dataclass(slots=True)
class _Words:
    """The text of a slide, taken apart."""

    title: str
    body: str
    picture: Picture | None


def parse_slide(raw: RawSlide, context: Context) -> Slide | None:
    """The slide; None, with problems, when it does not say what it is."""
    fields = _parse_head(raw, context.report)
    if fields is None:
        return None
    words = _parse_words(raw, context)
    _refuse_unknown_blocks(raw, context.report)
    fields.refuse_others(SLIDE_KEYS)
    same = fields.within("same")
    same.refuse_others(("title", "label"))
    same_title = same.text("title", words.title)
    label = fields.text("label", words.title)
    return Slide(
        id=fields.name("id"),
        number=raw.number,
        label=label,
        chapter=_parse_chapter(fields, context),
        layout=fields.choice("layout", LAYOUTS),
        minutes=fields.number("minutes", MINUTES, MOST_MINUTES),
        title=words.title,
        body=words.body,
        note=markdown.render_html(raw.note),
        picture=words.picture,
        badge=fields.text("badge", ""),
        color=fields.choice("color", COLORS, ""),
        questions=_parse_questions(raw, (words.title, same_title), context),
        shows=_parse_shows(raw, context),
        asks=_parse_asks(raw, context),
        skip=fields.flag("skip"),
        own_pace=fields.flag("own_pace", default=True),
        same_title=same_title,
        same_label=same.text("label", same_title if label == words.title else label),
        line=raw.line,
    )


def _parse_head(raw: RawSlide, report: Report) -> Fields | None:
    if not raw.blocks and not any(line.text.strip() for line in raw.text):
        report.add(raw.line, _("Deze slide is leeg: haal een regel --- weg."))
        return None
    heads = [block for block in raw.blocks if block.name == "slide"]
    if not heads or raw.line != heads[0].line:
        report.add(raw.line, _("Begin de slide met een blok %(fence)sslide.") % {"fence": FENCE})
    elif heads[1:]:
        report.add(
            heads[1].line, _("Deze slide heeft al een slide-blok: zet er een regel --- voor.")
        )
    else:
        return _read_fields(heads[0], report)
    report.incomplete = True
    return None


def _refuse_unknown_blocks(raw: RawSlide, report: Report) -> None:
    for block in raw.blocks:
        if block.name not in BLOCKS:
            help_ = suggest_word(block.name, BLOCKS)
            report.add(
                block.line,
                _("Een blok '%(name)s' bestaat niet. %(help)s")
                % {"name": block.name, "help": help_},
            )


def _read_fields(block: Block, report: Report) -> Fields | None:
    table: dict[str, Any] | None = load_table(block, report)
    return None if table is None else Fields(table, block, report)


def _parse_chapter(fields: Fields, context: Context) -> str:
    known = [chapter.id for chapter in context.front.chapters]
    return fields.choice("chapter", known) if known else fields.text("chapter")


def _parse_questions(
    raw: RawSlide, titles: tuple[str, str], context: Context
) -> tuple[Question, ...]:
    tables = [
        _read_fields(block, context.report) for block in raw.blocks if block.name == "question"
    ]
    return tuple(
        parse_question(fields, titles, context.front.options, context.kinds)
        for fields in tables
        if fields is not None
    )


def _parse_shows(raw: RawSlide, context: Context) -> tuple[Show, ...]:
    tables = [_read_fields(block, context.report) for block in raw.blocks if block.name == "show"]
    return tuple(parse_show(fields) for fields in tables if fields is not None)


def _parse_asks(raw: RawSlide, context: Context) -> tuple[Ask, ...]:
    tables = [_read_fields(block, context.report) for block in raw.blocks if block.name == "ask"]
    return tuple(parse_ask(fields) for fields in tables if fields is not None)


def _parse_words(raw: RawSlide, context: Context) -> _Words:
    title = _take_title(raw, context.report)
    picture = _take_picture(raw, context)
    body = "\n".join(line.text for line in raw.text)
    return _Words(title, markdown.render_html(body), picture)


def _take_title(raw: RawSlide, report: Report) -> str:
    found = [line for line in raw.text if TITLE_LINE.match(line.text)]
    for line in found[1:]:
        report.add(line.number, _("Deze slide heeft al een titel: schrijf een tussenkop met ##."))
    if not found:
        report.add(
            raw.line, _("Deze slide heeft geen titel: zet onder het slide-blok een regel # Titel.")
        )
        return ""
    raw.text.remove(found[0])
    return markdown.plain_words(found[0].text.lstrip("# ").strip())


def _take_picture(raw: RawSlide, context: Context) -> Picture | None:
    found: list[tuple[re.Match[str], int]] = []
    for index, line in enumerate(raw.text):
        found += [(match, line.number) for match in PICTURE_LINE.finditer(line.text)]
        raw.text[index] = Line(line.number, PICTURE_LINE.sub("", line.text))
        if "![" in raw.text[index].text:
            context.report.add(
                line.number,
                _("Dit plaatje is niet te lezen: %(picture_form)s, zonder spatie in de naam.")
                % {"picture_form": PICTURE_FORM},
            )
    for _picture_line, number in found[1:]:
        context.report.add(number, _("Deze slide heeft al een plaatje: haal er een weg."))
    return _parse_picture(*found[0], context) if found else None


def _parse_picture(match: re.Match[str], number: int, context: Context) -> Picture:
    alt, name, mark = match.groups()
    picture = Picture(name, alt.strip(), mark == DECORATIVE)
    if mark not in (None, DECORATIVE):
        context.report.add(
            number,
            _('Achter de naam van een plaatje past alleen "%(decorative)s".')
            % {"decorative": DECORATIVE},
        )
    elif not picture.alt and not picture.decorative:
        context.report.add(
            number,
            _(
                "Beschrijf het plaatje: %(picture_form)s. Voegt het niets toe? Dan: "
                '![](%(name)s "%(decorative)s").'
            )
            % {"picture_form": PICTURE_FORM, "name": picture.name, "decorative": DECORATIVE},
        )
    elif picture.alt and picture.decorative:
        context.report.add(
            number,
            _('Kies: een beschrijving van het plaatje, of "%(decorative)s". Niet allebei.')
            % {"decorative": DECORATIVE},
        )
    if context.pictures is not None and picture.name not in context.pictures:
        missed = missing_picture(picture.name, context.pictures, context.others)
        context.report.add(number, missed)
    return picture
