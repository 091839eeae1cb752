"""A Word document in the making: headings, lists, native tables, charts that Word can edit."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime
from math import ceil
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from pptx.chart.plot import BarPlot, XyPlot
from pptx.slide import Slide

from polls.figures import Cell, Table, Text, write_cell
from workshop.exports import powerpoint
from workshop.exports.source import Logo
from workshop.exports.tables import one_line, read_palette, writable_text

FACE = "Calibri"
LOCALES = {"nl": "nl-NL", "en": "en-GB"}
ROOM = Cm(16.4)  # between the margins of an A4
CHART = (1.6, 0.75, 4.5, 11.0)  # centimetres: a chart without bars, a bar, the least, the most
BULLET = f'<w:pPr {nsdecls("w")}><w:pStyle w:val="ListBullet"/></w:pPr>'
LOGO = Cm(1.6)  # its height
LETTERS, SMALL = Pt(10), Pt(8)  # of a chart and a table, and of a table with many columns
MANY = 6  # columns
FIRST = 0.3  # of the width of a table: its first column, at least
SHORT = 12  # rows of a table that stays on one page with its chart
INLINE = """<w:drawing {spaces}><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="{wide}" cy="{high}"/><wp:docPr id="{id}" name="{name}"/>
<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="{chart}"><c:chart {chart_space} r:id="{rel}"/>
</a:graphicData></a:graphic></wp:inline></w:drawing>"""
CHART_SPACE = "http://schemas.openxmlformats.org/drawingml/2006/chart"

Draw = Callable[[Slide], object]


class Writing:
    """A document in the making."""

    def __init__(self, language: str) -> None:
        self.document: Any = Document()
        self.charts = 0
        self.bullet = parse_xml(BULLET)
        self.slides = powerpoint.Deck("")
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.3)
        section.top_margin = section.bottom_margin = Cm(2)
        set_styles(self.document.styles, LOCALES[language])
        number_pages(section.footer.paragraphs[0])

    def logo(self, logo: Logo) -> None:
        """The logo of the house, above the title."""
        picture = self.document.add_picture(io.BytesIO(logo.png), height=LOGO)
        picture._inline.docPr.set("descr", one_line(logo.words))

    def title(self, words: str) -> None:
        self.document.add_heading(one_line(words), 0)

    def heading(self, words: str, level: int) -> None:
        self.document.add_heading(one_line(words), level)

    def paragraph(self, words: str, *, strong: str = "", joined: bool = False) -> None:
        """Words, after what stands out; nothing where there are none. `joined`: on one page
        with what follows."""
        if not (words or strong):
            return
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = joined
        if strong:
            paragraph.add_run(one_line(strong)).bold = True
        if words:
            paragraph.add_run(f" {one_line(words)}" if strong else one_line(words))

    def lines(self, words: str) -> None:
        """What somebody wrote, a paragraph a line."""
        for line in words.splitlines():
            self.paragraph(line.strip())

    def list(self, items: Sequence[tuple[str, bool]]) -> None:
        """Items, of which some stand out."""
        for words, strong in items:
            paragraph = self.document.add_paragraph()
            paragraph._p.insert(0, deepcopy(self.bullet))  # to ask for the style takes seconds
            run = paragraph.add_run(one_line(words))
            if strong:
                run.bold = True

    def table(
        self,
        table: Table,
        *,
        words: bool = False,
        shades: Sequence[Sequence[str]] | None = None,
    ) -> None:
        """A native table whose head repeats on each page; to the right stand numbers, or
        `words`; `shades` are the colours behind them."""
        rows, columns = len(table.rows) + 1, len(table.columns)
        made = self.document.add_table(rows=rows, cols=columns, style="Table Grid")
        made.autofit = False
        cells = made._cells  # asking for them one by one takes a second for a large table
        widths = column_widths(columns)
        head: Sequence[Cell] = [Text(name[:1].upper() + name[1:]) for name in table.columns]
        for place, cell in enumerate(cell for row in (head, *table.rows) for cell in row):
            cells[place].width = widths[place % columns]
            paragraph = cells[place].paragraphs[0]
            run = paragraph.add_run(one_line(write_cell(cell)))
            run.font.size = SMALL if columns > MANY else LETTERS
            if place < columns:
                run.bold = True
            look = paragraph.paragraph_format
            look.space_after = Pt(2)
            look.keep_with_next = rows <= SHORT and place < (rows - 1) * columns
            if place % columns and not words:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for down, line in enumerate(shades or ()):
            for across, color in enumerate(line):
                shade_cell(cells[(down + 1) * columns + across + 1], color)
        repeat_head(made.rows[0])
        self.document.add_paragraph()

    def chart(self, draw: Draw, words: str) -> None:
        """A chart as it stands in the presentation; `words` say the same."""
        slide = self.slides.blank(powerpoint.PAPER)
        draw(slide)
        drawn = [shape for shape in slide.shapes if shape.has_chart]
        for frame in drawn:
            chart: Any = frame
            chart.chart.font.size, chart.chart.font.name = LETTERS, FACE
            self.embed(chart.chart, words)

    def embed(self, chart: Any, words: str) -> None:
        """Take a chart over, with the sheet of its numbers."""
        self.charts += 1
        package, number = self.document.part.package, self.charts
        sheet = Part(
            PackURI(f"/word/embeddings/chart{number}.xlsx"),
            CONTENT_TYPE.SML_SHEET,
            chart.part.chart_workbook.xlsx_part.blob,
            package,
        )
        part = Part(
            PackURI(f"/word/charts/chart{number}.xml"),
            CONTENT_TYPE.DML_CHART,
            chart.part.blob,
            package,
        )
        # The chart names its sheet by the id that this relation had where it was drawn.
        [old] = chart.part._element.xpath("c:externalData/@r:id")
        part.rels.add_relationship(RELATIONSHIP_TYPE.PACKAGE, sheet, old)
        self.place(self.document.part.relate_to(part, RELATIONSHIP_TYPE.CHART), chart, words)

    def place(self, relation: str, chart: Any, words: str) -> None:
        drawing = parse_xml(
            INLINE.format(
                spaces=nsdecls("w", "wp", "a", "r"),
                wide=int(ROOM),
                high=int(Cm(chart_height(chart.plots[0]))),
                id=self.charts,
                name=f"chart {self.charts}",
                chart=CHART_SPACE,
                chart_space=f'xmlns:c="{CHART_SPACE}"',
                rel=relation,
            )
        )
        drawing[0].find(qn("wp:docPr")).set("descr", one_line(words))
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.add_run()._r.append(drawing)

    def save(self, *, title: str, language: str, made: datetime) -> bytes:
        facts = self.document.core_properties
        facts.title, facts.language = writable_text(title)[:255], LOCALES[language]
        facts.author = facts.last_modified_by = "Polshoogte"
        facts.comments = ""
        facts.created = facts.modified = made.replace(tzinfo=None)
        out = io.BytesIO()
        self.document.save(out)
        return out.getvalue()


def column_widths(columns: int) -> list[int]:
    """Of what stands in the first column most has to be read."""
    first = ceil(ROOM * max(FIRST, 1 / columns))
    return [first, *[(ROOM - first) // max(1, columns - 1)] * (columns - 1)]


def chart_height(plot: Any) -> float:
    """Centimetres: bars ask for more as there are more of them, dots for all there is."""
    bare, bar, least, most = CHART
    if isinstance(plot, XyPlot):
        return most
    beside = 1 if isinstance(plot, BarPlot) and plot.overlap == 100 else len(plot.series)
    return min(most, max(least, bare + bar * len(list(plot.categories)) * beside))


def set_styles(styles: Any, locale: str) -> None:
    """The site's colours, one typeface, and the language for whoever reads aloud or spells."""
    normal = styles["Normal"]
    normal.font.name, normal.font.size = FACE, Pt(11)
    normal.element.rPr.append(OxmlElement("w:lang"))
    normal.element.rPr.find(qn("w:lang")).set(qn("w:val"), locale)
    deep = RGBColor.from_string(read_palette()["deep"][1:].upper())
    for name in ("Title", "Heading 1", "Heading 2"):
        style = styles[name]
        style.font.color.rgb, style.font.bold = deep, True
        fonts = style.element.rPr.rFonts
        for part in list(fonts.attrib):
            del fonts.attrib[part]  # a theme's typeface goes before a name
        style.font.name = FACE


def number_pages(paragraph: Any) -> None:
    """The number of the page, which Word fills in."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    field = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"/>')
    paragraph._p.append(field)


def shade_cell(cell: Any, color: str) -> None:
    fill = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{color[1:].upper()}"/>'
    cell._tc.get_or_add_tcPr().append(parse_xml(fill))


def repeat_head(row: Any) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
