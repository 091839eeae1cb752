"""What stands in a file, read as somebody who has only the file would read it."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from zipfile import ZipFile

from docx import Document
from lxml import html
from openpyxl import load_workbook
from pptx import Presentation

Rows = list[list[Any]]


@dataclass
class Said:
    """One part of a report: a sentence with what stands around it."""

    heading: str
    sentence: str
    reach: str
    remark: str
    rows: Rows = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


def words(element: Any) -> str:
    return one_line("".join(element.itertext()))


def one_line(text: str) -> str:
    """As it is read: any white space but a no-break one is one space."""
    return re.sub(r"[^\S\u00a0]+", " ", text).strip()


def read_report(made: bytes) -> dict[str, list[Said]]:
    """The parts of each section of an HTML report, by its title."""
    page = html.fromstring(made.decode())
    return {words(section.find(".//h2")): read_section(section) for section in page.iter("section")}


def read_list(made: bytes) -> list[str]:
    """What stands in the lists of a page."""
    return [words(each) for each in html.fromstring(made.decode()).iter("li")]


def read_section(section: Any) -> list[Said]:
    found: list[Said] = []
    heading = ""
    for each in section.iter("h3", "p", "table", "li"):
        if each.tag == "h3":
            heading = words(each)
        elif each.get("class") == "report__sentence":
            found.append(read_sentence(each, heading))
            heading = ""
        elif each.tag == "table" and found:
            found[-1].rows = [[words(cell) for cell in row] for row in each.findall("tbody/tr")]
        elif each.tag == "li":
            found = found or [Said("", "", "", "")]
            found[-1].texts.append(words(each))
    return found


def read_sentence(each: Any, heading: str) -> Said:
    strong, reach = each.find("strong"), each.find("span")
    remark = (strong.tail or "") if reach is None else (reach.tail or "")
    said = "" if reach is None else words(reach).removesuffix(".")
    return Said(heading, words(strong), said, one_line(remark))


@dataclass
class Sheet:
    """A sheet of a workbook: its values, and how numbers are written."""

    rows: Rows
    formats: Rows

    def after(self, start: str) -> int:
        """The row after the one that starts so."""
        [found] = [index for index, row in enumerate(self.rows) if row and row[0] == start]
        return found + 1

    def table(self, place: int, rows: int) -> tuple[Rows, Rows]:
        """The next so many rows below the first head after a place, without empty ends."""
        heads = [at for at in range(place, len(self.rows)) if len(filled(self.rows[at])) > 1]
        first = heads[0] + 1
        return self.rows[first : first + rows], self.formats[first : first + rows]


def filled(row: list[Any]) -> list[Any]:
    while row and row[-1] is None:
        row = row[:-1]
    return row


def read_workbook(made: bytes) -> dict[str, Sheet]:
    book = load_workbook(io.BytesIO(made))
    return {
        sheet.title: Sheet(
            [[cell.value for cell in row] for row in sheet.iter_rows()],
            [[cell.number_format for cell in row] for row in sheet.iter_rows()],
        )
        for sheet in book
    }


@dataclass
class Slide:
    """A slide: its title, its notes line by line, and the numbers of its chart by series."""

    title: str
    notes: list[str]
    categories: list[str]
    values: list[list[float | None]]
    labels: list[str]


def read_slides(made: bytes) -> list[Slide]:
    return [read_slide(slide) for slide in Presentation(io.BytesIO(made)).slides]


def read_slide(slide: Any) -> Slide:
    notes = slide.notes_slide.notes_text_frame.text.split("\n") if slide.has_notes_slide else []
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    found = Slide(slide.shapes.title.text_frame.text, notes, [], [], [])
    for chart in charts:
        plot = chart.plots[0]
        found.categories = list(plot.categories)
        found.values = [list(series.values) for series in plot.series]
        found.labels = [
            unescape(text) for text in re.findall("<a:t>([^<]*)</a:t>", chart_words(plot))
        ]
    return found


def chart_words(plot: Any) -> str:
    """The XML of the words at the bars of a chart."""
    from lxml import etree

    return "".join(
        etree.tostring(part, encoding="unicode")
        for part in plot._element.iter(
            "{http://schemas.openxmlformats.org/drawingml/2006/chart}dLbl"
        )
    )


def read_tables(made: bytes) -> dict[str, Rows]:
    """The rows of each CSV file of a zip, without its head."""
    folder = ZipFile(io.BytesIO(made))
    return {
        name: list(csv.reader(io.StringIO(folder.read(name).decode("utf-8-sig")), delimiter=";"))
        for name in folder.namelist()
    }


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def read_document(made: bytes) -> dict[str, list[Said]]:
    """The parts of each section of a Word document, by its heading."""
    found: dict[str, list[Said]] = {}
    parts: list[Said] = []
    heading = ""
    for block in Document(io.BytesIO(made)).element.body:
        if block.tag == f"{W}tbl":
            rows = [
                [block_words(cell) for cell in row.iter(f"{W}tc")] for row in block.iter(f"{W}tr")
            ]
            if parts:
                parts[-1].rows = rows[1:]
            continue
        style, text = paragraph_style(block), block_words(block)
        if style == "Heading1":
            parts, heading = found.setdefault(text, []), ""
        elif style == "Heading2":
            heading = text
        elif style == "ListBullet":
            if not parts:
                parts.append(Said("", "", "", ""))
            parts[-1].texts.append(text)
        elif text:
            strong = "".join(block_words(run) for run in block.iter(f"{W}r") if bold(run))
            parts.append(Said(heading, strong, "", text[len(strong) :].strip()))
            heading = ""
    return found


def block_words(block: Any) -> str:
    return "".join(text.text or "" for text in block.iter(f"{W}t"))


def bold(run: Any) -> bool:
    return run.find(f"{W}rPr/{W}b") is not None


def paragraph_style(block: Any) -> str:
    style = block.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val")


def read_tidy(made: bytes) -> list[dict[str, str]]:
    """The rows of the tidy table, by the names of its columns."""
    text = ZipFile(io.BytesIO(made)).read("answers.csv").decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def read_facts(made: bytes, format: str) -> dict[str, str]:
    """What stands at the beginning of a file about the session as a whole."""
    match format:
        case "html":
            facts = html.fromstring(made.decode()).find(".//dl[@class='facts']")
            rows = [[words(each.find("dt")), words(each.find("dd"))] for each in facts]
        case "xlsx":
            rows = [row[:2] for row in read_workbook(made)["Over"].rows if len(row) > 1]
        case "docx":
            table = Document(io.BytesIO(made)).tables[0]
            rows = [[cell.text for cell in row.cells] for row in table.rows]
        case _:
            notes = Presentation(io.BytesIO(made)).slides[0].notes_slide.notes_text_frame.text
            rows = [line.split(": ", 1) for line in notes.split("\n")]
    return {str(name).lower(): str(value) for name, value in rows}


def read_cover(made: bytes) -> str:
    """The words of the first slide of a presentation."""
    shapes = Presentation(io.BytesIO(made)).slides[0].shapes
    return " ".join(shape.text_frame.text for shape in shapes if shape.has_text_frame)
