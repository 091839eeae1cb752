"""Excel: about, overview, a sheet a question, with charts that Excel draws itself."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from polls.figures import Cell, Count, Label, Share, Table, Text, write_cell
from workshop.exports import answers, tables
from workshop.exports.content import SessionContent
from workshop.exports.pairs import PairContent
from workshop.exports.rounds import QuestionContent, RoundContent
from workshop.exports.tables import COUNT, MEAN, SHARE, Drawn, cell_number, writable_text

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SUFFIX = ".xlsx"
LONGEST = 32_000  # characters that Excel takes in a cell
CHART = (760, 60, 26)  # pixels: width, height without bars, height of a bar
ROW = 20  # pixels of a row's height
FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def render(content: SessionContent) -> bytes:
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(out, options) as workbook:
        workbook.set_properties({"title": writable_text(content.title), "created": content.made})
        book = Book(workbook)
        book.about(content)
        book.overview(content)
        for question in content.questions:
            book.question(question)
        for pair in content.pairs:
            book.pair(pair)
    return out.getvalue()


class Book:
    """A workbook with its formats; each method writes one sheet."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.title = workbook.add_format({"bold": True, "font_size": 16})
        self.head = workbook.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        self.wrap = workbook.add_format({"text_wrap": True, "valign": "top"})
        self.numbers = {
            style: workbook.add_format({"num_format": style, "valign": "top"})
            for style in (COUNT, SHARE, MEAN)
        }

    def sheet(self, name: str, widths: Sequence[int]) -> Worksheet:
        sheet = self.workbook.add_worksheet(FORBIDDEN.sub("", name)[:31])
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        return sheet

    def about(self, content: SessionContent) -> None:
        sheet = self.sheet(_("Over"), (28, 70))
        text(sheet, 0, 0, content.title, self.title)
        for row, (name, value) in enumerate(content.facts, 2):
            text(sheet, row, 0, name, self.wrap)
            self.cell(sheet, row, 1, value)
        end = len(content.facts) + 3
        for row, line in enumerate([content.footer, *content.deck.attribution], end):
            text(sheet, row, 0, line)

    def overview(self, content: SessionContent) -> None:
        sheet = self.sheet(_("Overzicht"), (64, 10, 8, 12, 14, 80, 60))
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
                Text(question.question.kind),
                Count(round.round),
                Count(round.answered),
                Share(round.answered, content.joined),
                Text(round.drawing["sentence"]),
                Text(round.remark),
            )
            for question in content.questions
            for round in question.rounds
        )
        self.table(sheet, 0, Table(tuple(columns), tuple(rows)))
        sheet.freeze_panes(1, 0)

    def question(self, content: QuestionContent) -> None:
        sheet = self.sheet(content.name, (60, 14, 8, 12, 12, 12, 6, 20, 40))
        text(sheet, 0, 0, content.question.prompt, self.title)
        row = 2
        if again := content.again:
            drawn = tables.drawn_again(again["table"])
            row = self.part(sheet, row, _("Eerst en nu"), again, drawn, content.question.prompt)
        for round in content.rounds:
            row = self.round(sheet, row, content, round)
        self.answers(sheet, row, content)

    def round(
        self, sheet: Worksheet, row: int, question: QuestionContent, round: RoundContent
    ) -> int:
        """One round from a row on; gives the row after it."""
        heading = _("Ronde %(round)d: %(reach)s") % {"round": round.round, "reach": round.reach}
        sentence = f"{round.drawing['sentence']} {round.remark}".strip()
        if round.as_cards and not round.votable:
            text(sheet, row, 0, heading, self.head)
            text(sheet, row + 1, 0, sentence)
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
        text(sheet, row + 1, 0, said["sentence"])
        row += 3
        if drawn:
            first = row + 1 + pixels(drawn) // ROW
            self.chart(sheet, row, first, drawn, title, said["sentence"])
            row = first
        self.table(sheet, row, said["table"])
        return row + len(said["table"].rows) + 2

    def answers(self, sheet: Worksheet, row: int, content: QuestionContent) -> None:
        """Every answer, a row for each part of it."""
        columns = answers.answers_header()
        rows = [row for round in content.rounds for row in answers.answers_rows(content, round)]
        for column, name in enumerate(columns):
            text(sheet, row, column, name, self.head)
        for index, cells in enumerate(rows, row + 1):
            for column, cell in enumerate(cells):
                if isinstance(cell, int):
                    sheet.write_number(index, column, cell)
                else:
                    text(sheet, index, column, cell, self.wrap if column == 0 else None)
        if rows:
            sheet.autofilter(row, 0, row + len(rows), len(columns) - 1)

    def table(self, sheet: Worksheet, row: int, table: Table) -> None:
        for column, name in enumerate(table.columns):
            text(sheet, row, column, name, self.head)
        for index, cells in enumerate(table.rows, row + 1):
            for column, cell in enumerate(cells):
                self.cell(sheet, index, column, cell)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Cell) -> None:
        """A number as exactly as it is known, which its format rounds."""
        found = cell_number(value)
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
