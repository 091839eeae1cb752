"""Charts on slides that PowerPoint draws itself, so that their looks and data can be edited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import unescape
from typing import Any

from django.utils.translation import gettext as _
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.slide import Slide
from pptx.util import Emu, Inches, Pt

from polls import kinds
from polls.figures import HEIGHT, WIDTH, Mean, Table, fill_sentence, write_cell
from polls.kinds.base import Kind
from workshop.exports import tables
from workshop.exports.powerpoint import (
    BODY,
    LEFT,
    PAPER,
    ROOM,
    color_rgb,
    describe,
    fill_shape,
)
from workshop.exports.rounds import RoundContent
from workshop.exports.tables import Drawn, one_line

HIGH = Inches(3.9)  # of a chart: above its caption
PIXEL = HIGH / HEIGHT  # of a nominal drawing, on a slide
STEPS = (("accent", "on-accent"), ("a-soft", "ink"), ("line", "ink"), ("b-soft", "ink"))
LAST_STEP = ("deep", "on-primary")
LARGE, SMALL = 18, 14  # points of the words in a chart with few and with many bars
FEW = 8
NARROW = 0.85  # of the size of words in a cloud: other typefaces are wider than Manrope
DOT = 16  # points of a dot


def draw_round(slide: Slide, round: RoundContent, words: str) -> str:
    """Draw what was answered; `words` say the same. Gives what the chart leaves out."""
    kind = kinds.of(round.result.question)
    draw = DRAWN.get(kind.name, draw_columns)
    return draw(slide, kind, round, words)


def draw_columns(slide: Slide, kind: Kind, round: RoundContent, words: str) -> str:
    """Bars of the first numbers of the table."""
    drawn = tables.drawn_columns(round.table)
    if drawn:
        draw_bars(slide, drawn, words)
    return say_left_out(len(drawn.categories) if drawn else 0, len(round.table.rows))


def draw_bars(slide: Slide, drawn: Drawn, words: str) -> None:
    """Horizontal bars, the first on top, with their numbers."""
    # The library writes this one into XML as it is; the format of the labels is escaped.
    data = CategoryChartData(number_format=drawn.format.rpartition(";")[2])
    data.categories = drawn.categories
    for series in drawn.series:
        data.add_series(series.name, series.values)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, data, words)
    single = len(drawn.series) == 1
    paint_axes(chart, len(drawn.categories) * len(drawn.series))
    show_legend(chart, shown=not single)
    chart.value_axis.minimum_scale = 0
    plot = chart.plots[0]
    plot.gap_width = 40
    write_values(plot, drawn.format)
    for index, (series, source) in enumerate(zip(plot.series, drawn.series, strict=True)):
        fill_shape(series.format, drawn.colors[index])
        for place, color in enumerate(drawn.colors if single else []):
            fill_shape(series.points[place].format, color)
        for place, label in enumerate(source.labels):
            write_label(series.points[place], label)


def draw_steps(slide: Slide, kind: Kind, round: RoundContent, words: str) -> str:
    """How the answers to each statement spread over the scale, its average beside its name."""
    table = round.table
    columns = range(2, 2 + len([*STEPS, LAST_STEP]))  # after the statement and its average
    ends = {columns[0]: kind.spec["low"], columns[-1]: kind.spec["high"]}
    data = CategoryChartData(number_format="0;;;")  # nothing where nobody stands
    data.categories = [one_line(name_average(row[0], row[1])) for row in table.rows]
    for index in columns:
        word = ends.get(index)
        name = f"{table.columns[index]} ({word})" if word else table.columns[index]
        data.add_series(one_line(name), [tables.count_of(row[index]) for row in table.rows])
    chart = add_chart(slide, XL_CHART_TYPE.BAR_STACKED_100, data, words)
    paint_axes(chart, len(table.rows))
    show_legend(chart, shown=True)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 100
    write_values(plot, "0;;;")
    for series, (ground, ink) in zip(plot.series, [*STEPS, LAST_STEP], strict=True):
        fill_shape(series.format, ground)
        series.data_labels.show_value = True
        series.data_labels.number_format_is_linked = False
        series.data_labels.number_format = "0;;;"
        series.data_labels.font.color.rgb = color_rgb(ink)
    return ""


def name_average(name: Any, mean: Any) -> str:
    """'A. Ambitie: 3,8'; without a number where nobody gave one."""
    given = isinstance(mean, Mean) and mean.number
    return f"{write_cell(name)}: {write_cell(mean)}" if given else write_cell(name)


def draw_field(slide: Slide, kind: Kind, round: RoundContent, words: str) -> str:
    """Each option that somebody placed as a dot between two axes."""
    data = XyChartData(number_format="0.0")
    placed = [row for row in round.table.rows if mean_of(row[1]) and mean_of(row[2])]
    for row in placed:
        series = data.add_series(one_line(write_cell(row[0])))
        series.add_data_point(mean_of(row[1]), mean_of(row[2]))
    if not placed:
        return say_left_out(0, len(round.table.rows))
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, data, words)
    show_legend(chart, shown=False)
    chart.font.size, chart.font.color.rgb = Pt(SMALL), color_rgb(PAPER.text)
    for axis, name in ((chart.category_axis, "x"), (chart.value_axis, "y")):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 1, 5, 1
        axis.has_title = True
        axis.axis_title.text_frame.text = one_line(kind.spec[name])
        axis.tick_labels.number_format_is_linked = False
        axis.tick_labels.number_format = "0"
        axis.has_major_gridlines = True
        axis.major_gridlines.format.line.color.rgb = color_rgb("line")
    for series, row in zip(chart.plots[0].series, placed, strict=True):
        color = tables.color_of(row[0])
        series.format.line.fill.background()
        series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, DOT
        fill_shape(series.marker.format, color)
        write_label(series.points[0], write_cell(row[0]), XL_LABEL_POSITION.RIGHT)
    return say_left_out(len(placed), len(round.table.rows))


def mean_of(cell: Any) -> float | None:
    return cell.value if isinstance(cell, Mean) else None


def draw_cloud(slide: Slide, kind: Kind, round: RoundContent, words: str) -> str:
    """The words where they stood on the projector, each a text that can be moved."""
    if not round.drawing["figure"]["data"]:
        return ""
    [cloud] = round.drawing["figure"]["data"]
    shapes: Any = slide.shapes
    group = shapes.add_group_shape()
    describe(group, words)
    left = LEFT + (ROOM - WIDTH * PIXEL) / 2
    fonts = zip(cloud["textfont"]["size"], cloud["textfont"]["color"], strict=True)
    for text, x, y, (size, color) in zip(cloud["text"], cloud["x"], cloud["y"], fonts, strict=True):
        lines = [one_line(unescape(line)) for line in text.split("<br>")]
        wide, high = Inches(6), Pt(1.4 * len(lines) * size * PIXEL / Pt(1))
        box = group.shapes.add_textbox(
            Emu(int(left + x * PIXEL - wide / 2)), Emu(int(BODY + y * PIXEL - high / 2)), wide, high
        )
        frame = box.text_frame
        frame.word_wrap, frame.auto_size = False, MSO_AUTO_SIZE.NONE
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        paragraph = frame.paragraphs[0]
        paragraph.text = "\v".join(lines)  # which is a new line in the same paragraph
        paragraph.alignment = PP_ALIGN.CENTER
        paragraph.font.size = Pt(max(6, int(NARROW * size * PIXEL / Pt(1))))
        paragraph.font.bold = True
        paragraph.font.color.rgb = color_rgb(color.removeprefix("var(--").removesuffix(")"))
    return say_left_out(len(cloud["text"]), len(round.table.rows))


def say_left_out(shown: int, all: int) -> str:
    """That a chart has no room for the rest; '' when it shows everything."""
    if shown >= all:
        return ""
    text = _("Hier staan er %(shown)s van de %(all)s; alle getallen staan in het Excel-bestand.")
    return fill_sentence(text, shown=shown, all=all)


DRAWN: Mapping[str, Callable[[Slide, Kind, RoundContent, str], str]] = {
    "quadrant": draw_field,
    "scale": draw_steps,
    "words": draw_cloud,
}


def add_chart(slide: Slide, kind: Any, data: Any, words: str) -> Any:
    shapes: Any = slide.shapes
    frame = shapes.add_chart(kind, LEFT, BODY, ROOM, HIGH, data)
    describe(frame, words)
    frame.chart.has_title = False
    return frame.chart


def paint_axes(chart: Any, bars: int) -> None:
    """The first category on top, and no numbers along the bars: those stand at them."""
    chart.font.size = Pt(LARGE if bars <= FEW else SMALL)
    chart.font.color.rgb = color_rgb(PAPER.text)
    chart.category_axis.reverse_order = True
    chart.category_axis.format.line.color.rgb = color_rgb("line")
    chart.category_axis.has_major_gridlines = False
    chart.category_axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    chart.value_axis.visible = False
    chart.value_axis.has_major_gridlines = False


def show_legend(chart: Any, *, shown: bool) -> None:
    chart.has_legend = shown
    if shown:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def write_values(plot: Any, format: str) -> None:
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.show_value, labels.number_format_is_linked = True, False
    labels.number_format = format


def write_label(
    point: Any, words: str, place: XL_LABEL_POSITION = XL_LABEL_POSITION.OUTSIDE_END
) -> None:
    """Words at a bar or a dot, instead of its value."""
    label = point.data_label
    label.text_frame.text = one_line(words)
    label.position = place


def table_of(table: Table) -> Sequence[str]:
    """The numbers of a table as lines for the notes."""
    return [
        f"{write_cell(name)}: "
        + ", ".join(
            f"{column} {write_cell(cell)}"
            for column, cell in zip(table.columns[1:], cells, strict=True)
        )
        for name, *cells in table.rows
    ]
