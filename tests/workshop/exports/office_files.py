"""The Excel and PowerPoint files of a session as programs of others read them."""

from __future__ import annotations

import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation
from pptx.chart.chart import Chart
from pptx.slide import Slide

from polls.models import LiveSession
from workshop import exports
from workshop.exports import content, source


def book(session: LiveSession) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(exports.export_session(session, "xlsx").content))


def cells(sheet: Worksheet) -> list[list[object]]:
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def rows_from(sheet: Worksheet, head: str) -> list[list[object]]:
    """The rows of a sheet from the first table whose head begins with a word."""
    rows = cells(sheet)
    return rows[[row[0] for row in rows].index(head) :]


def begins(slide: Slide, asked: str) -> bool:
    """Whether the sentence below the title of a slide begins so."""
    return any(text.startswith(asked) for text in words(slide)[1:2])


def point_label(chart: Chart, place: int) -> str:
    return chart.plots[0].series[0].points[place].data_label.text_frame.text


def made_of(session: LiveSession) -> content.SessionContent:
    return content.make_content(source.read_session(session))


def presentation(session: LiveSession) -> list[Slide]:
    return list(Presentation(io.BytesIO(exports.export_session(session, "pptx").content)).slides)


def words(slide: Slide) -> list[str]:
    """The paragraphs of a slide, its title first."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    return [paragraph.text for frame in frames for paragraph in frame.paragraphs if paragraph.text]
