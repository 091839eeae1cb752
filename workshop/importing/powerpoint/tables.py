"""Tables, charts and SmartArt of a slide as rows and lines of text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from workshop.authoring import markup
from workshop.importing.powerpoint.package import NAMES, number_in, tag
from workshop.importing.powerpoint.paragraphs import Paragraph, Run, said_in

MOST_ROWS, MOST_COLUMNS = 200, 30
POINTS = ("node", "asst", "")  # of SmartArt; the others draw it
DEEPEST = 9

Rows = list[list[str]]


def read_table(table: Any) -> Rows:
    """The cells of a table; of merged ones the first has the text."""
    return [
        [_read_cell(cell) for cell in row.iterfind("a:tc", NAMES)]
        for row in table.iterfind("a:tr", NAMES)
    ]


def _read_cell(cell: Any) -> str:
    lines = [said_in(each) for each in cell.iterfind("a:txBody/a:p", NAMES)]
    return " ".join(line.strip() for line in lines if line.strip())


def write_rows(rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; '' when nothing stands in it."""
    kept = [row[:MOST_COLUMNS] for row in rows[:MOST_ROWS]]
    if not any(cell.strip() for row in kept for cell in row):
        return ""
    width = max(len(row) for row in kept)
    lines = [_write_row([*row, *[""] * (width - len(row))]) for row in kept]
    return "\n".join([lines[0], "|" + " --- |" * width, *lines[1:]])


def _write_row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(markup.escape_words(markup.to_one_line(cell)) for cell in cells) + " |"


# Charts


def read_chart(root: Any) -> tuple[str, Rows]:
    """The title of a chart, and its numbers: a row a category, a column a series."""
    title = said_in(found) if (found := root.find(".//c:title", NAMES)) is not None else ""
    columns = [_read_series(each) for each in root.iter(tag("c:ser"))]
    columns = columns or [_read_newer(each) for each in root.iter(tag("cx:data"))]
    names: dict[str, str] = {}
    for _name, categories, _values in columns:
        names |= {at: name for at, name in categories.items() if name}
    places = {at: None for _name, _categories, values in columns for at in values}
    order = sorted({**names, **places}, key=lambda at: number_in(at) or 0)
    if not order:
        return title.strip(), []
    head = ["", *(name for name, _categories, _values in columns)]
    rows = [
        [names.get(at, ""), *(values.get(at, "") for _name, _categories, values in columns)]
        for at in order[:MOST_ROWS]
    ]
    return title.strip(), [head, *rows]


Column = tuple[str, dict[str, str], dict[str, str]]  # name, categories and values by place


def _read_series(series: Any) -> Column:
    name = " ".join(each.text or "" for each in series.iterfind("c:tx//c:v", NAMES))
    categories = _first(series, ("c:cat", "c:xVal"))
    values = _first(series, ("c:val", "c:yVal"))
    return name, _read_points(categories), _read_points(values, round_off=True)


def _first(series: Any, names: Iterable[str]) -> Any:
    found = (series.find(name, NAMES) for name in names)
    return next((each for each in found if each is not None), None)


def _read_points(element: Any, *, round_off: bool = False) -> dict[str, str]:
    """By place what stands there; of categories in levels the innermost."""
    if element is None:
        return {}
    level = element.find(".//c:lvl", NAMES)
    scope = element if level is None else level
    percent = "%" in (scope.findtext(".//c:formatCode", "", NAMES) or "")
    points = {}
    for point in scope.iter(tag("c:pt")):
        text = point.findtext("c:v", "", NAMES) or ""
        if number_in(point.get("idx")) is not None:
            points[point.get("idx")] = _write_number(text, percent) if round_off else text.strip()
    return points


def _write_number(text: str, percent: bool) -> str:
    try:
        number = float(text)
    except ValueError:
        return text.strip()
    return f"{number * 100:.6g}%" if percent else f"{number:.10g}"


def _read_newer(data: Any) -> Column:
    """Of a chart of the newer sort, such as a waterfall."""
    words, numbers = (
        {each.get("idx", ""): (each.text or "").strip() for each in data.iterfind(path, NAMES)}
        for path in ("cx:strDim/cx:lvl/cx:pt", "cx:numDim/cx:lvl/cx:pt")
    )
    placed = {at for at in (*words, *numbers) if number_in(at) is not None}
    points = {at: _write_number(text, False) for at, text in numbers.items() if at in placed}
    return "", {at: text for at, text in words.items() if at in placed}, points


# SmartArt


def read_diagram(root: Any) -> list[Paragraph]:
    """The points of SmartArt as a list with levels, out of its data."""
    points = {each.get("modelId", ""): each for each in root.iter(tag("dgm:pt"))}
    below: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for each in root.iter(tag("dgm:cxn")):
        if each.get("type", "parOf") == "parOf":
            place = number_in(each.get("srcOrd")) or 0
            below[each.get("srcId", "")].append((place, each.get("destId", "")))
    tops = [name for name, point in points.items() if point.get("type") == "doc"]
    found: list[Paragraph] = []
    met: set[str] = set()
    for top in tops:
        _walk(top, 0, points, below, met, found)
    rest = [name for name in points if name not in met]
    found += [each for name in rest for each in _read_point(points[name], 0)]
    return found


def _walk(
    name: str, level: int, points: Any, below: Any, met: set[str], found: list[Paragraph]
) -> None:
    for _order, child in sorted(below[name]):
        if child in met or child not in points or level >= DEEPEST:
            continue
        met.add(child)
        found += _read_point(points[child], level)
        _walk(child, level + 1, points, below, met, found)


def _read_point(point: Any, level: int) -> list[Paragraph]:
    if point.get("type", "") not in POINTS:
        return []
    lines = [said_in(each) for each in point.iterfind("dgm:t/a:p", NAMES)]
    text = " ".join(line.strip() for line in lines if line.strip())
    return [Paragraph((Run(text),), level, "-")] if text else []
