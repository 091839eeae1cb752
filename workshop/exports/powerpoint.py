"""A presentation in the looks of the site: slides with a title and lines of text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from math import ceil
from typing import Any, NamedTuple

from django.utils.translation import ngettext
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Inches, Pt

from polls.figures import fill_sentence
from polls.lettering import text_width
from workshop.exports.source import Logo
from workshop.exports.tables import one_line, read_palette, writable_text

PAGE = (Inches(13.333), Inches(7.5))
LEFT, ROOM = Inches(0.7), Inches(11.9)
TITLE, SENTENCE, BODY = Inches(0.42), Inches(1.6), Inches(2.45)
CAPTION, FOOT = Inches(6.35), Inches(6.95)
LINE = 857 / 1.2  # points of a line, less for typefaces wider than Manrope and words that wrap
TITLES = ((32, 2), (24, 3))  # sizes in points, and how many lines of them there is room for
SENTENCES = ((20, 2), (16, 3))
CAPTIONS = ((12, 2), (10, 3))
TEXT, GAP, LEADING = 20, 8, 1.25  # of a text: size and space below in points, height of a line
HIGH = 300  # points of height for texts
NOTES = 200  # lines of numbers or answers in the notes of a slide


class Box(NamedTuple):
    """A place on a slide."""

    left: int
    top: int
    width: int
    height: int


MARGIN = Inches(0.08)  # of white around a logo
LOGO_ON_COVER = Box(Inches(9.6), Inches(0.6), Inches(3.0), Inches(1.0))
LOGO_BELOW = Box(Inches(11.1), Inches(6.9), Inches(1.5), Inches(0.4))


@dataclass(frozen=True, slots=True)
class Look:
    """A ground with the colours of its words, by their names in the stylesheet."""

    ground: str = "paper"
    title: str = "deep"
    text: str = "ink"
    soft: str = "ink-soft"
    accent: str = "accent"


PAPER = Look()
NIGHT = Look("night", "on-night", "on-night", "on-night-soft", "night-accent")


class Deck:
    """A presentation in the making. `foot` stands below every slide but the first, and `logo`
    on every slide."""

    def __init__(self, foot: str, logo: Logo | None = None) -> None:
        self.foot = foot
        self.logo = logo
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = PAGE

    def cover(self, title: str, lines: Sequence[str]) -> Slide:
        slide = self.blank(NIGHT)
        add_bar(slide, NIGHT.accent, Inches(2.1))
        words = self.heading(slide, title, ((48, 2), (32, 4)), Inches(2.3), Inches(1.9))
        style_paragraph(words, NIGHT.title, bold=True)
        write_paragraphs(slide, Inches(4.4), [(line, 24, NIGHT.text) for line in lines])
        self.put_logo(slide, LOGO_ON_COVER)
        return slide

    def chapter(self, title: str) -> Slide:
        """A slide that says which part of the workshop comes now."""
        slide = self.blank(NIGHT)
        add_bar(slide, NIGHT.accent, Inches(3.0))
        words = self.heading(slide, title, ((40, 2), (28, 4)), Inches(3.2), Inches(1.6))
        style_paragraph(words, NIGHT.title, bold=True)
        return slide

    def slide(self, title: str, sentence: str = "", color: str = "") -> Slide:
        """A slide with a title and a sentence; `color` marks it, as that of a condition."""
        slide = self.blank(PAPER)
        add_bar(slide, color or PAPER.accent, Inches(0.2))
        style_paragraph(
            self.heading(slide, title, TITLES, TITLE, Inches(1.18)), PAPER.title, bold=True
        )
        if sentence:
            size, text = fit_text(one_line(sentence), SENTENCES)
            write_paragraphs(slide, SENTENCE, [(text, size, PAPER.text)])
        if self.foot:
            write_paragraphs(slide, FOOT, [(fit_text(self.foot, ((12, 1),))[1], 12, PAPER.soft)])
        self.put_logo(slide, LOGO_BELOW)
        return slide

    def put_logo(self, slide: Slide, box: Box) -> None:
        """The logo on white in a corner of a slide, at the right of its box."""
        if self.logo is None:
            return
        shapes: Any = slide.shapes
        picture = shapes.add_picture(io.BytesIO(self.logo.png), 0, 0)
        scale = min(box.width / picture.width, box.height / picture.height)
        picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
        picture.left = box.left + box.width - picture.width
        picture.top = box.top + (box.height - picture.height) // 2
        describe(picture, self.logo.words)
        ground = shapes.add_shape(
            MSO_SHAPE.RECTANGLE,
            picture.left - MARGIN,
            picture.top - MARGIN,
            picture.width + 2 * MARGIN,
            picture.height + 2 * MARGIN,
        )
        fill_shape(ground, "sheet")
        ground.line.fill.background()
        ground.shadow.inherit = False
        picture._element.addprevious(ground._element)

    def blank(self, look: Look) -> Slide:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[5])
        background = slide.background.fill
        background.solid()
        background.fore_color.rgb = color_rgb(look.ground)
        return slide

    def heading(
        self, slide: Slide, title: str, sizes: Sequence[tuple[int, int]], top: Any, high: Any
    ) -> Any:
        """The title, as large as lets it stand whole; one that is too long ends with '…'."""
        shape: Any = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = LEFT, top, ROOM, high
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        size, frame.text = fit_text(one_line(title), sizes)
        [paragraph] = frame.paragraphs
        paragraph.font.size = Pt(size)
        return paragraph

    def save(self, *, title: str, language: str, made: datetime) -> bytes:
        facts = self.presentation.core_properties
        facts.title, facts.language = writable_text(title)[:255], language
        facts.author = facts.last_modified_by = "Polshoogte"
        facts.created = facts.modified = made.replace(tzinfo=None)
        out = io.BytesIO()
        self.presentation.save(out)
        return out.getvalue()


def describe(shape: Any, words: str) -> None:
    """The alternative text of a shape."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", one_line(words))


def add_bar(slide: Slide, color: str, top: Any) -> None:
    """A short line above a title."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, LEFT, top, Inches(1.2), Pt(6))
    fill_shape(shape, color)
    shape.line.fill.background()
    shape.shadow.inherit = False


def write_paragraphs(slide: Slide, top: Any, lines: Sequence[tuple[str, int, str]]) -> None:
    """Paragraphs below each other: text, size in points, colour."""
    frame = slide.shapes.add_textbox(LEFT, top, ROOM, Inches(0.4)).text_frame
    frame.word_wrap = True
    for index, (text, size, color) in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.text = one_line(text)
        paragraph.font.size, paragraph.space_after = Pt(size), Pt(GAP)
        style_paragraph(paragraph, color)


def style_paragraph(paragraph: Any, color: str, *, bold: bool = False) -> None:
    paragraph.alignment = PP_ALIGN.LEFT
    paragraph.font.bold = bold
    paragraph.font.color.rgb = color_rgb(color)


def write_texts(slide: Slide, lines: Sequence[str]) -> None:
    """Texts in the middle of a slide; `pages` says how many fit."""
    if lines:
        write_paragraphs(slide, BODY, [(line, TEXT, PAPER.text) for line in lines])


def write_caption(slide: Slide, words: str) -> None:
    """Words at the bottom of a slide, under what is drawn."""
    if words:
        size, text = fit_text(one_line(words), CAPTIONS)
        write_paragraphs(slide, CAPTION, [(text, size, PAPER.soft)])


def split_pages(lines: Iterable[str]) -> Iterator[list[str]]:
    """Texts in portions that fit on a slide together with a last line, as 'en nog 3 tips'."""
    page: list[str] = []
    free = room = HIGH - text_height("x")
    for line in lines:
        if page and text_height(line) > free:
            yield page
            page, free = [], room
        page.append(line)
        free -= text_height(line)
    if page:
        yield page


def text_height(text: str) -> float:
    return count_lines(text, TEXT) * TEXT * LEADING + GAP


def count_lines(text: str, size: int) -> int:
    """The lines that a text takes, at most."""
    return max(1, ceil(text_width(one_line(text), size) / LINE))


def fit_text(text: str, sizes: Sequence[tuple[int, int]]) -> tuple[int, str]:
    """The first size at which a text fits in its lines; cut off when it never does."""
    for size, most in sizes:
        if count_lines(text, size) <= most:
            return size, text
    while count_lines(text + "…", size) > most:
        text = text[: -1 - len(text) // 20].rstrip()
    return size, f"{text}…"


def fill_shape(shape: Any, color: str) -> None:
    shape.fill.solid()
    shape.fill.fore_color.rgb = color_rgb(color)


def color_rgb(color: str) -> RGBColor:
    """A colour: hex, or its name in the stylesheet."""
    return RGBColor.from_string(read_palette().get(color, color)[1:].upper())


def write_notes(slide: Slide, lines: Iterable[str]) -> None:
    found = iter(lines)
    told = [one_line(text) for text in islice(found, NOTES)]
    if left := sum(1 for _line in found):
        told.append(
            fill_sentence(
                ngettext(
                    "En nog %(n)s regel: die staat in de Excel- en CSV-bestanden.",
                    "En nog %(n)s regels: die staan in de Excel- en CSV-bestanden.",
                    left,
                ),
                n=left,
            )
        )
    frame: Any = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(told)
