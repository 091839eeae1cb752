"""Whether the title and the text of a slide fit it, by the sizes of layouts.css and slide.css."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from workshop.decks import tiles
from workshop.decks.fitting import BESIDE, FOOT, LARGE, WIDE, blocks_of, find_misfits, is_roomy
from workshop.decks.model import Deck, Slide
from workshop.decks.problems import Problem
from workshop.decks.typeface import count_lines, text_width

TOP = 78  # pixels: where texts begin
SLACK = 22  # pixels below FOOT that are no fault yet: there is air above the join code
KERNED = 1.015  # of a line: letters that fit into each other leave room for one more
BADGE, KICKER = 76, 38.4  # what stands above a title, with its shape and without
POINT = 56  # pixels before a point of a list
LINE = 34  # of its letters' size: a paragraph is no wider
LETTERS = 20  # about: what has to go is told in tens


@dataclass(frozen=True, slots=True)
class Text:
    """How a text is set: its size, its leading, what stands above it and between its blocks."""

    size: int
    leading: float
    above: float
    between: float = 0.7
    spacing: float = 0.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a layout sets its words, over how many pixels and columns; `foot` is where they end."""

    title: Text
    body: Text
    wide: float
    columns: int = 1
    body_wide: float = 0
    foot: float = FOOT + SLACK
    kicker: float = KICKER


# Where words stand in the middle, they may be higher by what is free above them.
MIDDLE, COVER, CONTACT = 964, 1078, 1006
TITLE = Text(84, 1.08, 14, spacing=-0.027)
LOUD = Text(108, 1.05, 14, spacing=-0.034)
BODY = Text(42, 1.3, 40)


def setting_of(slide: Slide) -> Setting:
    """The sizes of its layout, with a picture beside its text or without."""
    bare, pointed = slide.picture is None, "<li" in slide.body
    between = 0.62 if pointed else 0.7
    match slide.layout:
        case "cover":
            title = Text(150, 1.0, 14, spacing=-0.035)
            return Setting(title, Text(48, 1.3, 56, 0.5), 1030, foot=COVER, kicker=0)
        case "contact":
            body = Text(42, 1.38, 40, between)
            return Setting(TITLE, body, WIDE if bare else 870, foot=CONTACT, kicker=0)
        case "statement":
            loud = Text(150 if bare else 108, 1.05, 14, spacing=-0.034)
            wide = 13 * text_width("0", 150, 800) if bare else 810
            foot = FOOT + SLACK if slide.badge else MIDDLE
            return Setting(loud, Text(48, 1.3, 40, between), wide, 1, WIDE * bare, foot)
        case "picture":
            loud = Text(108, 1.05, 40, spacing=-0.032)
            return Setting(loud, Text(48, 1.3, 48, between), WIDE if bare else 810)
        case "list":
            return set_list(slide, bare)
        case "columns" if pointed and bare:
            return Setting(TITLE, Text(42, 1.3, 40, 34 / 42), WIDE, 2, 810)
        case "columns" if pointed:
            return Setting(TITLE, Text(36, 1.19, 30, 24 / 36), WIDE, 2, 590)
        case "columns" | "overview" | "results" | "tiles":
            return Setting(TITLE, BODY, WIDE)
    return Setting(TITLE, BODY, WIDE if bare else 810)


def set_list(slide: Slide, bare: bool) -> Setting:
    many, texts = slide.body.count("<li") >= 5, slide.body.count("<p") > 1
    if bare:
        return Setting(TITLE, Text(56, 1.3, 0, 0.8), WIDE)
    if is_roomy(slide):
        return Setting(TITLE, Text(LARGE, 1.2, 40, 0.5), BESIDE)
    if many:
        return Setting(TITLE, Text(42, 1.2, 26, 0.46), 1060)
    return Setting(TITLE, Text(42, 1.28, 40) if texts else Text(48, 1.3, 40, 0.62), 990)


def find_text_misfits(deck: Deck, file: str) -> Iterator[Problem]:
    """Slides of which the title or the text runs off, with what to do."""
    for slide in deck.slides:
        if said := say_misfit(slide):
            yield Problem(file, slide.line, said)


def find_all_misfits(deck: Deck, file: str) -> list[Problem]:
    """Whatever of a deck does not fit its slides: options, titles and texts."""
    return sorted([*find_misfits(deck, file), *find_text_misfits(deck, file)])


def say_misfit(slide: Slide) -> str:
    """What of a slide does not fit and what to do; '' when all fits."""
    setting = setting_of(slide)
    where: dict[str, Any] = {"slide": slide.number}
    if word := find_wide_word(slide, setting):
        said = _("Het woord '%(word)s' past niet op slide %(slide)s: kort het in of splits het.")
        return said % {**where, "word": word}
    head = TOP + (BADGE if slide.badge else setting.kicker) + height_of_title(slide, setting)
    if head > setting.foot:
        return _("De titel past niet op slide %(slide)s: maak hem korter.") % where
    if slide.layout == "tiles" and "<ul" in slide.body:
        return tiles.say_misfit(slide, head)
    over = head + height_of_body(slide, setting) - setting.foot
    if over <= 0:
        return ""
    said = _(
        "De tekst past niet op slide %(slide)s: haal ongeveer %(letters)s letters weg, of verdeel "
        "hem over twee slides."
    )
    return said % {**where, "letters": letters_over(over, setting)}


def find_wide_word(slide: Slide, setting: Setting) -> str:
    """A word of the title that is wider than its line; '' when each fits."""
    title = setting.title
    for word in slide.title.split():
        if text_width(word, title.size, 800, title.spacing) > setting.wide:
            return word
    return ""


def height_of_title(slide: Slide, setting: Setting) -> float:
    title = setting.title
    lines = count_lines(slide.title, setting.wide, title.size, 800, title.spacing)
    return title.above + lines * title.size * title.leading


def height_of_body(slide: Slide, setting: Setting) -> float:
    """Of paragraphs and points, the highest of its columns."""
    body, blocks = setting.body, blocks_of(slide.body)
    if not blocks:
        return 0
    wide = setting.body_wide or setting.wide
    wide = wide - POINT if "<li" in slide.body else min(wide, LINE * body.size)
    line = body.size * body.leading
    high = [count_lines(each, wide * KERNED, body.size, 500) * line for each in blocks]
    between = body.between * body.size
    rows = -(-len(blocks) // setting.columns)
    if setting.columns == 1:
        return body.above + sum(high) + (len(blocks) - 1) * between
    pairs = [high[at : at + setting.columns] for at in range(0, len(high), setting.columns)]
    return body.above + sum(max(pair) for pair in pairs) + (rows - 1) * between


def letters_over(over: float, setting: Setting) -> int:
    """About how many letters stand below where they may, in tens."""
    body = setting.body
    lines = -(-over // (body.size * body.leading))
    line = (setting.body_wide or setting.wide) / (body.size * 0.55) * setting.columns
    return max(LETTERS, round(lines * line / 10) * 10)
