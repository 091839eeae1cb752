"""Excel: about, overview, a sheet a question, all answers, a codebook; charts are Excel's own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from math import ceil
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from polls import kinds
from polls.figures import Cell, Count, Label, Mean, Moment, Share, Table, Text, write_cell
from polls.figures.crosses import shade_of
from workshop.exports import answers, codebook, tables
from workshop.exports.content import SessionContent
from workshop.exports.pairs import PairContent
from workshop.exports.rounds import QuestionContent, RoundContent
from workshop.exports.tables import FORMATS, Drawn, cell_number, writable_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
LONGEST = 32_000  # characters that Excel takes in a cell
HEAD = 250  # characters that it takes in the head of a table
CHART = (760, 60, 26)  # pixels: width, height without bars, height of a bar
ROW = 20  # pixels of a row's height
SPANNED = (6, 110)  # columns that a sentence spans, and about how many characters fit on a line
DAY = "d mmmm yyyy hh:mm"
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def render(content: SessionContent) -> bytes:
    out = io.BytesIO()
    with Workbook(out, OPTIONS) as workbook:
        workbook.set_properties({"title": writable_text(content.title), "created": content.made})
        book = Book(workbook)
        book.about(content)
        book.overview(content)
        for question in content.questions:
            book.question(question)
        for pair in content.pairs:
            book.pair(pair)
        book.answers(content)
        book.codebook(content)
    return out.getvalue()


class Book:
    """A workbook with its formats; each method writes one sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.title = workbook.add_format({"bold": True, "font_size": 16})
        self.head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.day = workbook.add_format({"num_format": DAY, "valign": "top", "align": "left"})
        self.numbers = {
            style: workbook.add_format({"num_format": style, "valign": "top"}) for style in FORMATS
        }
        self.names: set[str] = set()

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        sheet = self.workbook.add_worksheet(self.free_name(FORBIDDEN.sub("", name)))
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def free_name(self, wanted: str) -> str:
        """A name for a sheet that no other has; Excel sees no difference in capitals."""
        name, number = wanted[:31], 2
        while name.casefold() in self.names:
            name, number = f"{wanted[:27]}-{number}", number + 1
        self.names.add(name.casefold())
        return name

    def words(self, name: str, title: str, lines: Sequence[str]) -> None:
        """A sheet with a title and sentences."""
        sheet = self.sheet(name, (44, 70))
        text(sheet, 0, 0, title, self.title)
        for row, line in enumerate(lines, 2):
            self.sentence(sheet, row, line, span=2)

    def about(self, content: SessionContent) -> None:
        sheet = self.sheet(_("Over"), (28, 70))
        text(sheet, 0, 0, content.title, self.title)
        for row, (name, value) in enumerate(content.facts, 2):
            text(sheet, row, 0, name, self.wrap)
            self.cell(sheet, row, 1, value)
        end = len(content.facts) + 3
        for row, line in enumerate([content.footer, *content.deck.attribution], end):
            self.sentence(sheet, row, line, span=2)

    def overview(self, content: SessionContent) -> None:
        sheet = self.sheet(_("Overzicht"), (64, 18, 8, 13, 20, 80, 60))
        columns = [
            _("vraag"),
            _("soort"),
            _("ronde"),
            _("antwoordden"),
            _("van de deelnemers"),
            _("in één zin"),
            _("let op"),
        ]
        rows = (
            (
                Label(question.question.prompt),
                Text(str(kinds.of(question.question).title)),
                Count(round.round),
                Text(round.reach) if round.folded else Count(round.answered),
                Text("") if round.folded else Share(round.answered, content.joined),
                Text(round.drawing["sentence"]),
                Text(round.remark),
            )
            for question in content.questions
            for round in question.rounds
        )
        self.table(sheet, 0, Table(tuple(columns), tuple(rows)))
        sheet.freeze_panes(1, 1)

    def question(self, content: QuestionContent) -> None:
        sheet = self.sheet(content.name, (60, *[14] * 10))
        text(sheet, 0, 0, content.question.prompt, self.title)
        row = 2
        if again := content.again:
            drawn = tables.drawn_again(again["table"])
            row = self.part(sheet, row, _("Eerst en nu"), again, drawn, content.question.prompt)
        for round in content.rounds:
            row = self.round(sheet, row, content, round)
        for each in content.besides:
            bars = tables.drawn_groups(each.table) if each.bars else None
            row = self.part(sheet, row, each.heading, each.drawing, bars, content.question.prompt)
            if not each.bars:
                self.shade(sheet, row - 2, each.table)
        sheet.freeze_panes(1, 1)

    def round(
        self, sheet: Worksheet, row: int, question: QuestionContent, round: RoundContent
    ) -> int:
        """One round from a row on; gives the row after it."""
        heading = _("Ronde %(round)d: %(reach)s") % {"round": round.round, "reach": round.reach}
        parts = [round.drawing["sentence"], round.remark]
        sentence = " ".join(filter(None, parts))
        if round.as_cards and not round.votable:
            text(sheet, row, 0, heading, self.head)
            self.sentence(sheet, row + 1, sentence)
            return row + 3
        drawn = tables.drawn_columns(round.table)
        said = {"sentence": sentence, "table": round.table}
        return self.part(sheet, row, heading, said, drawn, question.question.prompt)

    def pair(self, content: PairContent) -> None:
        sheet = self.sheet(content.name, (44, 16, 16, 16, 16, 20))
        text(sheet, 0, 0, content.title, self.title)
        drawn = tables.drawn_pair(content.drawing["table"])
        sentence = f"{content.drawing['sentence']} {content.remark}".strip()
        said = {**content.drawing, "sentence": sentence}
        self.part(sheet, 2, content.title, said, drawn, content.title)

    def part(
        self,
        sheet: Worksheet,
        row: int,
        heading: str,
        said: Mapping[str, Any],
        drawn: Drawn | None,
        title: str,
    ) -> int:
        """A heading, a sentence, a chart and its table from a row on; gives the row after."""
        text(sheet, row, 0, heading, self.head)
        self.sentence(sheet, row + 1, said["sentence"])
        row += 3
        if drawn:
            first = row + 1 + pixels(drawn) // ROW
            self.chart(sheet, row, first, drawn, title, said["sentence"])
            row = first
        self.table(sheet, row, said["table"])
        return row + len(said["table"].rows) + 2

    def shade(self, sheet: Worksheet, end: int, table: Table) -> None:
        """A darker cell for a higher number in a table that ends before this row."""
        colors = {
            f"{which}_color": tables.mix_colors("accent", "card", shade_of(share))
            for which, share in (("min", 0.0), ("max", 1.0))
        }
        first, last = end - len(table.rows), len(table.columns) - 1
        sheet.conditional_format(first, 1, end - 1, last, {"type": "2_color_scale", **colors})

    def sentence(self, sheet: Worksheet, row: int, words: str, span: int = SPANNED[0]) -> None:
        """Words over a few columns in a row as high as they need: Excel does not measure rows
        whose cells are merged."""
        written = writable_text(words)[:LONGEST]
        sheet.merge_range(row, 0, row, span - 1, "", self.wrap)
        sheet.write_string(row, 0, written, self.wrap)
        sheet.set_row_pixels(row, ROW * max(1, ceil(len(written) / SPANNED[1])))

    def answers(self, content: SessionContent) -> None:
        """Every answer to every question, a row for each part of it."""
        sheet = self.sheet(_("Antwoorden"), (20, 60, 12, 8, 12, 12, 12, 12, 6, 20, 40, 30, 60))
        head = [_("blad"), *answers.answers_header()]
        rows = (
            [question.name, *row]
            for question in content.questions
            for round in question.rounds
            for row in answers.answers_rows(question, round)
        )
        self.rows(sheet, head, rows)

    def codebook(self, content: SessionContent) -> None:
        sheet = self.sheet(_("Codeboek"), (20, 18, 70, 22, 40))
        self.rows(sheet, codebook.codebook_header(), codebook.codebook_rows(content.questions))

    def rows(
        self, sheet: Worksheet, head: Sequence[str], rows: Iterable[Sequence[str | int]]
    ) -> None:
        """A sheet of rows that can be filtered, under a head that stays."""
        last = 0
        for last, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(last, column, cell)
                elif cell:
                    text(sheet, last, column, cell, self.wrap if column == 1 else None)
        self.head_row(sheet, 0, last, head)
        sheet.freeze_panes(1, 2)

    def head_row(self, sheet: Worksheet, row: int, last: int, head: Sequence[str]) -> None:
        """Make a table of Excel of the rows from a head to the last: it has filters, and two
        of its columns may not have one name."""
        names: list[str] = []
        for column, wanted in enumerate(head):
            name, number = writable_text(wanted)[:HEAD] or str(column + 1), 2
            while name.casefold() in (other.casefold() for other in names):
                name, number = f"{writable_text(wanted)[:HEAD]} {number}", number + 1
            names.append(name)
        # LibreOffice does not measure the heads of tables; a column has 14 characters.
        lines = max(ceil(len(name) / 13) for name in names[1:]) if names[1:] else 1
        sheet.set_row_pixels(row, ROW * min(4, lines))
        columns = [{"header": name, "header_format": self.head} for name in names]
        if last > row:
            look = {"columns": columns, "style": "Table Style Light 1"}
            sheet.add_table(row, 0, last, len(head) - 1, look)
            return
        for column, name in enumerate(names):
            text(sheet, row, column, name, self.head)

    def table(self, sheet: Worksheet, row: int, table: Table) -> None:
        for index, cells in enumerate(table.rows, row + 1):
            for column, cell in enumerate(cells):
                self.cell(sheet, index, column, cell)
        self.head_row(sheet, row, row + len(table.rows), table.columns)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        """A number as exactly as it is known, which its format rounds; a day as a day."""
        if isinstance(value, Moment):
            local = value.value.replace(tzinfo=None)
            sheet.write_datetime(row, column, local, self.day)
            return
        found = cell_number(value)
        if isinstance(value, Mean) and found is None:
            return  # a word would be drawn as 0
        if found is None:
            text(sheet, row, column, write_cell(value), self.wrap)
        else:
            sheet.write_number(row, column, found.value, self.numbers[found.format])

    def chart(
        self, sheet: Worksheet, row: int, first: int, drawn: Drawn, title: str, sentence: str
    ) -> None:
        """A chart in a row, of the table whose head stands in row `first`."""
        chart = self.workbook.add_chart({"type": "bar"})
        last = first + len(drawn.categories)
        for index, series in enumerate(drawn.series):
            look: dict[str, Any] = {"fill": {"color": drawn.colors[index]}}
            if len(drawn.series) == 1:
                look = {"points": [{"fill": {"color": color}} for color in drawn.colors]}
            chart.add_series(
                {
                    "name": [sheet.name, first, series.column],
                    "categories": [sheet.name, first + 1, 0, last, 0],
                    "values": [sheet.name, first + 1, series.column, last, series.column],
                    "data_labels": {"value": True, "num_format": drawn.format},
                    "gap": 40,
                    **look,
                }
            )
        chart.set_title({"name": writable_text(title), "name_font": {"size": 12}})
        chart.set_y_axis({"reverse": True, "major_tick_mark": "none"})
        chart.set_x_axis({"visible": False, "min": 0, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True} if len(drawn.series) == 1 else {"position": "bottom"})
        chart.set_size({"width": CHART[0], "height": pixels(drawn)})
        sheet.insert_chart(row, 0, chart, {"description": writable_text(sentence)})


def pixels(drawn: Drawn) -> int:
    """The height of a chart."""
    _width, height, bar = CHART
    return height + bar * max(3, len(drawn.categories) * len(drawn.series))


def text(sheet: Worksheet, row: int, column: int, words: str, look: Any = None) -> None:
    """Words as words: never a formula, a link or a number."""
    sheet.write_string(row, column, writable_text(words)[:LONGEST], look)
