"""PowerPoint: a slide a question with a chart that can be edited, the numbers in the notes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.enum.text import MSO_ANCHOR
from pptx.slide import Slide
from pptx.util import Inches, Pt

from polls.figures import people
from workshop.exports import tables
from workshop.exports.content import QuestionContent, SessionContent
from workshop.exports.tables import Drawn, palette, writable

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SUFFIX = ".pptx"
WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ROOM, TOP = Inches(0.7), Inches(11.9), Inches(0.4)
CARDS = 7  # answers on a slide: more cannot be read from the back row
SHORT = 150  # characters of an answer on a slide; the notes have all of it
NOTES = 200  # lines of numbers or answers in the notes of a slide


def render(content: SessionContent) -> bytes:
    show = Show()
    show.cover(content)
    for question in content.questions:
        if question.last.as_cards:
            show.cards(question)
        else:
            show.question(question)
    for pair in content.pairs:
        show.chart(
            pair.slide.title,
            pair.drawing["sentence"],
            tables.drawn_pair(pair.drawing["table"]),
            table_lines(pair.drawing["table"]),
        )
    show.closing(content)
    return show.save(content)


class Show:
    """A presentation in the making; each method adds slides."""

    def __init__(self) -> None:
        self.presentation = Presentation()
        self.presentation.slide_width, self.presentation.slide_height = WIDTH, HEIGHT

    def slide(self, title: str, top: Any = TOP, size: int = 32) -> Slide:
        slide = self.presentation.slides.add_slide(self.presentation.slide_layouts[5])
        background = slide.background.fill
        background.solid()
        background.fore_color.rgb = rgb(palette()["paper"])
        shape = slide.shapes.title
        shape.left, shape.top, shape.width, shape.height = LEFT, top, ROOM, Inches(1.2)
        frame = shape.text_frame
        frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.BOTTOM
        frame.text = one_line(title)
        self.style(frame.paragraphs[0], size, "deep", bold=True)
        return slide

    def style(self, paragraph: Any, size: int, color: str = "ink", *, bold: bool = False) -> None:
        paragraph.alignment = 1
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = rgb(palette()[color])

    def lines(self, slide: Slide, top: Any, texts: Sequence[str], size: int = 20) -> None:
        frame = slide.shapes.add_textbox(LEFT, top, ROOM, Inches(0.5)).text_frame
        frame.word_wrap = True
        for index, text in enumerate(texts):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.text = one_line(text)
            paragraph.space_after = Pt(size / 2)
            self.style(paragraph, size)

    def cover(self, content: SessionContent) -> None:
        slide = self.slide(content.title, Inches(2.2), 48)
        day = formats.date_format(content.date, "j F Y")
        lines = [content.deck.title, f"{day} · {people(content.joined)}", content.footer]
        if content.session.rehearsal:
            lines.insert(0, content.rehearsal_text)
        self.lines(slide, Inches(3.6), lines, 24)
        notes(slide, [f"{name}: {value}" for name, value in content.facts])

    def question(self, content: QuestionContent) -> None:
        round = content.last
        table = round.table
        sentence = f"{round.drawing['sentence']} {answered(content)}"
        drawn = tables.drawn(table, content.options) if round.answered else None
        self.chart(content.question.prompt, sentence, drawn, table_lines(table))

    def chart(self, title: str, sentence: str, drawn: Drawn | None, numbers: Iterable[str]) -> None:
        slide = self.slide(title)
        self.lines(slide, Inches(1.6), [sentence])
        notes(slide, [sentence, *numbers])
        if drawn is None:
            return
        shapes: Any = slide.shapes
        data = CategoryChartData(number_format="General")
        data.categories = drawn.categories
        for series in drawn.series:
            data.add_series(series.name, series.values)
        frame = shapes.add_chart(
            XL_CHART_TYPE.BAR_CLUSTERED, LEFT, Inches(2.5), ROOM, Inches(4.6), data
        )
        frame.name = one_line(title)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", one_line(sentence))
        paint(frame.chart, drawn)

    def cards(self, content: QuestionContent) -> None:
        """The first answers that may be shown large, all of them in the notes."""
        cards = [card.text for card in content.last.shown]
        slide = self.slide(content.question.prompt)
        self.lines(slide, Inches(1.6), [f"{content.last.drawing['sentence']}"])
        shown = [shortened(text) for text in cards[:CARDS]]
        if left := len(cards) - len(shown):
            more = ngettext("en nog %(n)d antwoord", "en nog %(n)d antwoorden", left)
            shown.append(more % {"n": left})
        if shown:
            self.lines(slide, Inches(2.5), shown)
        notes(slide, [answered(content), *(f"• {text}" for text in cards)])

    def closing(self, content: SessionContent) -> None:
        """Where the pictures and the model come from."""
        slide = self.slide(_("Over deze cijfers"))
        self.lines(slide, Inches(1.8), [content.footer, *content.deck.attribution])

    def save(self, content: SessionContent) -> bytes:
        facts = self.presentation.core_properties
        facts.title, facts.language = writable(content.title)[:255], content.language
        facts.author = facts.last_modified_by = "Polshoogte"
        facts.created = facts.modified = content.made.replace(tzinfo=None)
        out = io.BytesIO()
        self.presentation.save(out)
        return out.getvalue()


def paint(chart: Any, drawn: Drawn) -> None:
    """The first category on top, numbers at the bars, each option in its own colour."""
    single = len(drawn.series) == 1
    chart.has_title = False
    chart.has_legend = not single
    if not single:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    chart.font.size = Pt(18 if len(drawn.categories) <= 8 else 12)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = rgb(palette()["line"])
    chart.category_axis.has_major_gridlines = False
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 40
    plot.has_data_labels = True
    plot.data_labels.show_value = True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = "General", False
    for index, series in enumerate(plot.series):
        fill(series.format, drawn.colors[index])
        for point, color in enumerate(drawn.colors if single else []):
            fill(series.points[point].format, color)


def fill(format: Any, color: str) -> None:
    format.fill.solid()
    format.fill.fore_color.rgb = rgb(color)


def rgb(color: str) -> RGBColor:
    return RGBColor.from_string(color[1:].upper())


def answered(content: QuestionContent) -> str:
    text = _("%(answered)d van de %(joined)d deelnemers antwoordden.") % {
        "answered": content.last.answered,
        "joined": content.last.result.joined,
    }
    return f"{text} {content.last.remark}".strip()


def table_lines(table: dict[str, Any]) -> Iterator[str]:
    for name, *cells in table["rows"]:
        columns = zip(table["columns"][1:], cells, strict=True)
        yield f"{name}: " + ", ".join(f"{column} {cell}" for column, cell in columns)


def notes(slide: Slide, lines: Iterable[str]) -> None:
    found = iter(lines)
    texts = [one_line(text) for text in islice(found, NOTES)]
    if left := sum(1 for _line in found):
        more = _("En nog %(n)d regels: die staan in de Excel- en CSV-bestanden.")
        texts.append(more % {"n": left})
    frame: Any = slide.notes_slide.notes_text_frame
    frame.text = "\n".join(texts)


def one_line(text: str) -> str:
    """Text in one paragraph that XML can hold."""
    return " ".join(writable(text).split())


def shortened(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT - 1]}…"
