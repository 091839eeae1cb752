"""A workshop as PowerPoint: every slide with real text, notes, its picture and its options."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from itertools import groupby
from math import ceil
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from polls.lettering import text_width
from workshop.decks.model import Deck, Slide
from workshop.exports.decks import layouts
from workshop.exports.decks.asked import note_words, slide_words
from workshop.exports.decks.drawings import Pixels, draw_pictures, is_night, is_wide
from workshop.exports.decks.layouts import COVER, LEVELS, STATEMENT, TITLE, Box
from workshop.exports.decks.source import DeckSource
from workshop.exports.decks.words import Grid, Paragraph, Run
from workshop.exports.powerpoint import describe
from workshop.exports.tables import one_line, writable_text

SPOKEN = {"nl": "nl-NL", "en": "en-GB"}
SIZES = (0, 2, 4, 6, 8, 10, 12)  # points that the text of a full slide is smaller
LEAST = 10  # points
TITLES = (COVER, STATEMENT, 40, TITLE, 32, 28, 24, 20)
LARGEST = {"cover": COVER, "contact": STATEMENT, "statement": STATEMENT}  # of titles, by layout
WIDER = 1.12  # than Manrope some typefaces are
LEADING, GAP = 1.2, 0.2  # height of a line, and room above a paragraph, in the text's size
INSET = 0.2  # inches of a box that its text does not have
POINTS = 72  # of an inch
BESIDE, BESIDE_TEXT = Box(7.57, 1.9, 5.1, 4.9), Box(0.67, 2.0, 6.7, 4.8)
STATED, STATED_TEXT = Box(0.67, 1.2, 6.7, 2.9), Box(0.67, 4.3, 6.7, 2.4)
BELOW = Box(0.67, 1.75, 12.0, 5.1)
HEIGHTS = (0.7, 1.2, 1.7, 2.2, 2.7)  # of a text above a picture, in inches
READABLE = 16  # points
WHOLE = Box(0, 0, 13.3335, 7.5)
ASIDE = Box(8.0, 1.2, 4.7, 5.1)  # a picture on a cover that it does not fill
CONTACT = Box(0.67, 2.9, 6.9, 4.2)
CONTACT_ALONE = Box(0.67, 2.9, 12.0, 4.2)
GRID = Box(0.67, 4.6, 12.0, 2.0)
TILES, ABOVE_TILES = Box(0.77, 2.3, 11.8, 4.49), Box(0.67, 1.5, 12.0, 0.7)
BETWEEN, DRAWN = 0.19, 2.2  # inches between tiles, and of one that the drawing takes
P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
MAIN = "http://schemas.openxmlformats.org/presentationml/2006/main"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
DECORATIVE = (
    f'<a:extLst xmlns:a="{DRAWING}"><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
    ' val="1"/></a:ext></a:extLst>'
)


def render(source: DeckSource) -> bytes:
    deck = source.deck
    presentation = layouts.make_presentation(source.logo)
    drawn = draw_pictures(deck, source.pictures)
    for slide in deck.slides:
        Page(presentation, deck, slide).write(drawn.get(slide.id))
    add_sections(presentation, deck)
    facts = presentation.core_properties
    facts.title, facts.language = writable_text(deck.title)[:255], deck.language
    facts.author = facts.last_modified_by = "Polshoogte"
    facts.created = facts.modified = source.made.replace(tzinfo=None)
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


class Page:
    """One slide in the making."""

    def __init__(self, presentation: Any, deck: Deck, slide: Slide) -> None:
        self.presentation, self.deck, self.slide = presentation, deck, slide
        self.language = SPOKEN[deck.language]

    def write(self, pixels: Pixels | None) -> None:
        words = slide_words(self.deck, self.slide)
        texts = [each for each in words if isinstance(each, Paragraph)]
        tiles = self.tiles(pixels, texts)
        texts = [each for each in texts if each not in tiles]
        columns = halves(texts) if self.slide.layout == "columns" and not pixels else []
        self.made = self.presentation.slides.add_slide(self.layout(bool(texts), bool(columns)))
        if is_night(self.slide):
            layouts.light_links(self.made)
        place_for_picture = self.arrange(pixels, texts)
        self.write_title()
        bodies = [shape for shape in self.made.placeholders if shape.placeholder_format.idx]
        for shape, portion in zip(bodies, columns or [texts], strict=False):
            self.fill(shape, portion)
        for grid in words:
            if isinstance(grid, Grid):
                self.add_grid(grid)
        self.add_tiles(tiles)
        if pixels:
            self.add_picture(pixels, place_for_picture)
        self.write_notes()

    def tiles(self, pixels: Pixels | None, texts: Sequence[Paragraph]) -> list[Paragraph]:
        """The points that become tiles: a drawing lies over them."""
        over = (
            self.slide.layout == "tiles"
            and pixels is not None
            and is_wide(pixels.width, pixels.height)
        )
        return [each for each in texts if each.mark == "bullet" and not each.level and over]

    def layout(self, text: bool, columns: bool) -> Any:
        name = self.slide.layout if self.slide.layout in ("cover", "statement") else "text"
        name = "cover" if self.slide.layout == "contact" else name
        name = "columns" if columns else name
        if not text and name in ("text", "statement"):
            name = "title"
        return layouts.find_layout(self.presentation, name)

    def arrange(self, pixels: Pixels | None, texts: Sequence[Paragraph]) -> Box:
        """Move title and text to where they leave room for the picture; its place."""
        boxes: tuple[Box, ...] = ()
        if self.slide.layout in ("cover", "contact"):
            room = WHOLE if pixels and is_wide(pixels.width, pixels.height) else ASIDE
            contact = CONTACT if pixels else CONTACT_ALONE
            boxes = (layouts.COVER_TITLE, contact) if self.slide.layout == "contact" else ()
        elif pixels is None:
            return WHOLE
        elif self.slide.layout == "tiles" and is_wide(pixels.width, pixels.height):
            room, boxes = TILES, (layouts.TITLE_BOX, ABOVE_TILES)
        elif self.slide.layout == "statement" and not is_wide(pixels.width, pixels.height):
            room, boxes = BESIDE, (STATED, STATED_TEXT)
        elif texts and not is_wide(pixels.width, pixels.height):
            room, boxes = BESIDE, (layouts.TITLE_BOX, BESIDE_TEXT)
        else:
            high = self.height(texts)
            room = Box(BELOW.left, BELOW.top + high, BELOW.width, BELOW.height - high)
            boxes = (layouts.TITLE_BOX, Box(BELOW.left, BELOW.top, BELOW.width, high))
        for shape, box in zip(self.made.placeholders, boxes, strict=False):
            layouts.place(shape, box)
        return room

    def height(self, texts: Sequence[Paragraph]) -> float:
        """What a text takes above a picture, in inches."""
        words, sizes = [text.text for text in texts], [READABLE] * len(texts)
        fitting = (high for high in HEIGHTS if fits_box(words, BELOW.width, high, sizes, GAP))
        return next(fitting, HEIGHTS[-1]) if texts else 0.0

    def write_title(self) -> None:
        shape = self.made.shapes.title
        text = one_line(self.slide.title)
        shape.text_frame.word_wrap = True
        sizes = [size for size in TITLES if size <= LARGEST.get(self.slide.layout, TITLE)]
        size = next((size for size in sizes if fits([text], shape, [size], 0)), sizes[-1])
        shape.text_frame.text = ""
        [paragraph] = shape.text_frame.paragraphs
        self.add_run(paragraph, Run(text), size)

    def fill(self, shape: Any, texts: Sequence[Paragraph]) -> None:
        """Paragraphs in a placeholder, as large as lets them all stand in it."""
        frame = shape.text_frame
        frame.word_wrap = True
        sizes = [[max(LEAST, LEVELS[level] - less) for level in range(5)] for less in SIZES]
        fitting = (each for each in sizes if self.fit(shape, texts, each))
        chosen = next(fitting, sizes[-1])
        for at, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if at == 0 else frame.add_paragraph()
            paragraph.level = level_of(text)
            self.mark(paragraph, text)
            for run in text.runs:
                self.add_run(paragraph, run, chosen[level_of(text)])

    def fit(self, shape: Any, texts: Sequence[Paragraph], sizes: Sequence[int]) -> bool:
        words = [text.text for text in texts]
        return fits(words, shape, [sizes[level_of(text)] for text in texts], GAP)

    def mark(self, paragraph: Any, text: Paragraph) -> None:
        """Bullets come from the layout; numbers and plain text say so themselves."""
        found = paragraph._p.get_or_add_pPr()
        if text.mark == "number":
            number = (
                f'<a:buAutoNum xmlns:a="{DRAWING}" type="arabicPeriod" startAt="{text.start}"/>'
            )
            found.append(parse_xml(number))
        elif not text.mark:
            found.set("marL", str(layouts.INDENT * text.level))
            found.set("indent", "0")
            found.append(parse_xml(f'<a:buNone xmlns:a="{DRAWING}"/>'))

    def add_run(self, paragraph: Any, run: Run, size: int) -> None:
        for number, text in enumerate(run.text.split("\v")):
            if number:
                paragraph.add_line_break()
            if not (written := writable_text(text)):
                continue
            made = paragraph.add_run()
            made.text = written
            made.font.size = Pt(size)
            made._r.get_or_add_rPr().set("lang", self.language)
            if run.bold:
                made.font.bold = True
            if run.italic:
                made.font.italic = True
            if run.link:
                made.hyperlink.address = run.link

    def add_grid(self, grid: Grid) -> None:
        rows, columns = len(grid.rows), max(map(len, grid.rows))
        frame = self.made.shapes.add_table(rows, columns, *map(Inches, GRID))
        frame.table.first_row = grid.head
        for line, row in enumerate(grid.rows):
            for column, cell in enumerate(row):
                [paragraph] = frame.table.cell(line, column).text_frame.paragraphs
                for run in cell.runs:
                    self.add_run(paragraph, run, LEVELS[-1])

    def add_tiles(self, tiles: Sequence[Paragraph]) -> None:
        """Points in two columns, row by row, with room for the drawing at their left."""
        rows = ceil(len(tiles) / 2)
        wide = (TILES.width - BETWEEN) / 2
        for number, tile in enumerate(tiles):
            high = (TILES.height - BETWEEN * (rows - 1)) / rows
            left = TILES.left + number % 2 * (wide + BETWEEN)
            place = Box(left, TILES.top + number // 2 * (high + BETWEEN), wide, high)
            shape = self.made.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *map(Inches, place))
            shape.adjustments[0] = 0.1
            shape.fill.solid()
            shape.fill.fore_color.theme_color = MSO_THEME_COLOR.BACKGROUND_2
            shape.line.fill.background()
            shape.shadow.inherit = False
            frame = shape.text_frame
            frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
            frame.margin_left = Inches(DRAWN)
            [paragraph] = frame.paragraphs
            paragraph.alignment = PP_ALIGN.LEFT
            sizes = [max(LEAST, LEVELS[3] - less) for less in SIZES]
            size = next(
                (each for each in sizes if fits_box([tile.text], wide - DRAWN, high, [each], 0)),
                LEAST,
            )
            for run in tile.runs:
                self.add_run(paragraph, run, size)
                paragraph.runs[-1].font.color.theme_color = MSO_THEME_COLOR.TEXT_1

    def add_picture(self, pixels: Pixels, box: Box) -> None:
        shapes = self.made.shapes
        picture = shapes.add_picture(io.BytesIO(pixels.content), 0, 0)
        fit_picture(picture, pixels, box)
        shown = self.slide.picture
        decorative = shown is None or shown.decorative
        describe(picture, "" if decorative or shown is None else shown.alt)
        if decorative:
            picture._element.xpath(".//p:cNvPr")[0].append(parse_xml(DECORATIVE))
        if box == WHOLE:  # behind the words
            shapes._spTree.insert(2, picture._element)

    def write_notes(self) -> None:
        lines = [line for each in note_words(self.slide) for line in note_lines(each)]
        if lines:
            frame: Any = self.made.notes_slide.notes_text_frame
            frame.text = writable_text("\n".join(lines))


def level_of(text: Paragraph) -> int:
    return min(text.level, len(LEVELS) - 1)


def halves(texts: Sequence[Paragraph]) -> list[Sequence[Paragraph]]:
    """A list of points as two columns; nothing when the text is more than that."""
    if len(texts) < 4 or any(text.mark != "bullet" or text.level for text in texts):
        return []
    middle = ceil(len(texts) / 2)
    return [texts[:middle], texts[middle:]]


def fits(texts: Sequence[str], shape: Any, sizes: Sequence[int], gap: float) -> bool:
    """Whether paragraphs of these sizes in points stand in a shape."""
    return fits_box(texts, shape.width / Inches(1), shape.height / Inches(1), sizes, gap)


def fits_box(
    texts: Sequence[str], width: float, height: float, sizes: Sequence[int], gap: float
) -> bool:
    wide, high = (width - INSET - 0.35) * POINTS, (height - INSET / 2) * POINTS
    used = 0.0
    for text, size in zip(texts, sizes, strict=True):
        lines = [max(1, ceil(WIDER * text_width(line, size) / wide)) for line in text.split("\v")]
        used += sum(lines) * size * LEADING + size * gap
    return used <= high


def fit_picture(picture: Any, pixels: Pixels, box: Box) -> None:
    """As large as its place lets it be, in the middle; it fills the whole slide."""
    scales = (box.width / pixels.width, box.height / pixels.height)
    scale = max(scales) if box == WHOLE else min(scales)
    width, height = pixels.width * scale, pixels.height * scale
    layouts.place(
        picture,
        Box(box.left + (box.width - width) / 2, box.top + (box.height - height) / 2, width, height),
    )


def note_lines(words: Paragraph | Grid) -> Iterator[str]:
    """Notes have no lists: their marks are letters."""
    if isinstance(words, Grid):
        yield from (" | ".join(cell.text for cell in row) for row in words.rows)
    else:
        mark = "• " if words.mark else ""
        yield "  " * words.level + mark + words.text


def add_sections(presentation: Any, deck: Deck) -> None:
    """The chapters, as PowerPoint's outline shows them."""
    titles = {chapter.id: chapter.title for chapter in deck.chapters}
    ids = [entry.get("id") for entry in presentation._element.find(qn("p:sldIdLst"))]
    slides = iter(ids)
    sections: list[str] = []
    for chapter, members in groupby(deck.slides, key=lambda slide: slide.chapter):
        name = quoteattr(one_line(titles.get(chapter, "")))
        guid = str(uuid5(NAMESPACE_URL, f"{chapter} {len(sections)}")).upper()
        entries = "".join(f'<p14:sldId id="{next(slides)}"/>' for _slide in members)
        sections.append(
            f'<p14:section name={name} id="{{{guid}}}"><p14:sldIdLst>{entries}'
            "</p14:sldIdLst></p14:section>"
        )
    extension = (
        f'<p:extLst xmlns:p="{MAIN}"><p:ext uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">'
        f"{''.join(sections)}</p14:sectionLst></p:ext></p:extLst>"
    )
    presentation._element.append(parse_xml(extension))
