"""Groups beside each other as a file: Excel and PowerPoint with charts of their own, and PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from polls.figures import Count, Table
from workshop.exports import powerpoint, slide_charts, tables
from workshop.exports.comparing import Comparison, Part, Section
from workshop.exports.export import Export
from workshop.exports.formats import html, pdf, pptx, xlsx
from workshop.exports.tables import Drawn


def write_file(found: Comparison, format: str, language: str) -> Export:
    suffix, media_type, write = WRITERS[format]
    with translation.override(language):
        return Export(f"{found.stem}{suffix}", media_type, write(found))


def footer() -> str:
    return _("Momentopname, niet representatief; bedoeld als start van gesprek.")


def drawn_groups(table: Table) -> Drawn:
    """What a native chart shows of a table: the two counts of a pair, or a series a group."""
    if tables.columns_of(table, Count):
        return tables.drawn_pair(table)
    return tables.drawn_groups(table)


def write_pdf(found: Comparison) -> bytes:
    style = f"{pdf.faces()}{html.stylesheet()}{pdf.HEAD}"
    language = translation.get_language()
    told = {"found": found, "style": style, "language": language, "footer": footer()}
    page = tables.writable_text(render_to_string("compare/file.html", told))
    return pdf.write(pdf.lay_out(pdf.weasyprint(), page))


def write_slides(found: Comparison) -> bytes:
    deck = powerpoint.Deck(f"{found.title} · {found.day}")
    deck.cover(found.title, [*found.lines, found.day, footer()])
    for section in found.sections:
        for part in section.parts:
            write_slide(deck, section, part)
    language = str(translation.get_language())
    return deck.save(title=found.title, language=language, made=found.made)


def write_slide(deck: powerpoint.Deck, section: Section, part: Part) -> None:
    """The chart of one part; its numbers, and what else was said, stand in the notes."""
    heading = " · ".join(filter(None, [section.title, part.heading]))
    said = " ".join(part.sentences)
    slide = deck.slide(heading, said)
    drawn = drawn_groups(part.tables[0])
    slide_charts.draw_bars(slide, drawn, said or heading)
    alone = [f"{capfirst(each.name)}." for each in drawn.series if len(drawn.series) == 1]
    powerpoint.write_caption(slide, " ".join([*alone, *section.remarks]))
    numbers = [line for table in part.tables for line in slide_charts.table_of(table)]
    powerpoint.write_notes(slide, [heading, *part.sentences, *section.remarks, *numbers])


def write_sheets(found: Comparison) -> bytes:
    out = io.BytesIO()
    with Workbook(out, xlsx.OPTIONS) as workbook:
        workbook.set_properties({"title": tables.writable_text(found.title), "created": found.made})
        book = xlsx.Book(workbook)
        book.words(_("Over"), found.title, [*found.lines, found.day, footer()])
        for section in found.sections:
            write_sheet(book, section)
    return out.getvalue()


def write_sheet(book: xlsx.Book, section: Section) -> None:
    """A sheet a question: each part with its chart, and all its tables."""
    sheet = book.sheet(section.title, (44, *[22] * 12))
    xlsx.text(sheet, 0, 0, section.title, book.title)
    row = 2
    for remark in section.remarks:
        book.sentence(sheet, row, remark)
        row += 1
    for part in section.parts:
        first, *others = part.tables
        said = {"sentence": " ".join(part.sentences), "table": first}
        heading = part.heading or _("Antwoorden")
        title = part.heading or section.title
        row = book.part(sheet, row, heading, said, drawn_groups(first), title)
        for table in others:
            book.table(sheet, row, table)
            row += len(table.rows) + 2
    sheet.freeze_panes(1, 1)


Write = Callable[[Comparison], bytes]
WRITERS: Mapping[str, tuple[str, str, Write]] = {
    "pdf": (pdf.SUFFIX, pdf.MEDIA_TYPE, write_pdf),
    "pptx": (pptx.SUFFIX, pptx.MEDIA_TYPE, write_slides),
    "xlsx": (xlsx.SUFFIX, xlsx.MEDIA_TYPE, write_sheets),
}
