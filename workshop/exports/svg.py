"""Figures as SVG, drawn here: what our kinds use of Plotly, for files without scripts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from html import unescape
from itertools import cycle
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from polls.figures.drawing import CLEAR, SYMBOL
from polls.lettering import text_width
from workshop.exports.tables import read_palette, writable_text

Json = Mapping[str, Any]

FAMILY = "Manrope, sans-serif"
BASELINE = 0.35  # of a text's size, from its middle down to its baseline
LEADING = 1.3  # height of a line, in the text's size, as Plotly has it
VARIABLE = re.compile(r"var\(--([\w-]+)\)")
TAG = re.compile(r'<(b|/b|/span|br|span style="color:([^"]+)")>')
RUN = re.compile(f"{TAG.pattern}([^<]*)")  # with the text up to the next
ANCHOR = {"left": "start", "center": "middle", "right": "end"}


def draw_figure(figure: Json, label: str) -> str:
    """A whole <svg> of a figure; `label` tells people who cannot see it what it shows."""
    return Drawing(figure).svg(label)


def write_tag(name: str, content: str = "", **attributes: Any) -> str:
    written = "".join(
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(write_value(value))}"
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{written}>{content}</{name}>" if content else f"<{name}{written}/>"


def write_value(value: Any) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def color_hex(color: str) -> str:
    """A colour of the stylesheet as hex."""
    return VARIABLE.sub(lambda found: read_palette()[found[1]], color)


def color_fill(color: str) -> str:
    """What a shape is filled with: a colour of the stylesheet, or nothing."""
    return "none" if color == CLEAR else color_hex(color)


def spread_value(value: Any) -> Iterator[Any]:
    """The values of a Plotly property that may be one for all points."""
    return iter(value) if isinstance(value, list) else cycle([value])


class Drawing:
    """A figure with the places of its axes, in pixels from the left and the top."""

    def __init__(self, figure: Json) -> None:
        self.traces: Sequence[Json] = figure["data"]
        self.layout: Json = figure["layout"]
        self.width, self.height = self.layout["width"], self.layout["height"]
        rows = [name for trace in self.traces if "y" in trace for name in trace["y"]]
        self.rows = {name: index for index, name in enumerate(dict.fromkeys(rows))}

    def svg(self, label: str) -> str:
        shapes: Sequence[Json] = self.layout.get("shapes", [])
        parts = [self.shape(shape) for shape in shapes if shape.get("layer") == "below"]
        parts += [part for trace in self.traces for part in self.trace(trace)]
        parts += [self.shape(shape) for shape in shapes if shape.get("layer") != "below"]
        parts += [self.note(note) for note in self.layout.get("annotations", [])]
        view = f"0 0 {self.width} {self.height}"
        label = writable_text(label)
        title = write_tag("title", escape(label))  # what WeasyPrint takes for its alternative
        return write_tag(
            "svg",
            "".join([title, *parts]),
            xmlns="http://www.w3.org/2000/svg",
            viewBox=view,
            role="img",
            aria_label=label,
            font_family=FAMILY,
        )

    # Places

    def place(self, name: str) -> Callable[[Any], float]:
        """From a value of an axis, 'x', 'y' or 'x2', to pixels."""
        axis = self.layout[f"{name[0]}axis{name[1:]}"]
        (low, high), (start, end) = axis["range"], axis.get("domain", (0, 1))

        def x(value: Any) -> float:
            share = (value - low) / (high - low)
            return float(self.width * (start + share * (end - start)))

        def y(value: Any) -> float:
            number = self.rows[value] if isinstance(value, str) else value
            share = (number - low) / (high - low)
            return float(self.height * (1 - start - share * (end - start)))

        return x if name[0] == "x" else y

    def spot(self, part: Json, x: str, y: str) -> tuple[float, float]:
        """A point of a shape or a note: a share of the paper, or a value of the axes."""
        if part.get("xref") == "paper":
            return part[x] * self.width, (1 - part[y]) * self.height
        return self.place("x")(part[x]), self.place("y")(part[y])

    # Shapes and texts

    def shape(self, shape: Json) -> str:
        line = shape["line"]
        stroke: dict[str, Any] = {
            "stroke": color_hex(line["color"]) if line["width"] else None,
            "stroke_width": line["width"] or None,
        }
        if shape["type"] == "path":
            left, top = shape["xanchor"] * self.width, (1 - shape["yanchor"]) * self.height
            turned = f"translate({write_value(float(left))} {write_value(float(top))}) scale(1 -1)"
            fill = color_fill(shape["fillcolor"])
            return write_tag("path", d=shape["path"], transform=turned, fill=fill, **stroke)
        x0, y0 = self.spot(shape, "x0", "y0")
        x1, y1 = self.spot(shape, "x1", "y1")
        if shape["type"] == "line":
            return write_tag("line", x1=x0, y1=y0, x2=x1, y2=y1, **stroke)
        x, y, wide, high = min(x0, x1), min(y0, y1), abs(x1 - x0), abs(y1 - y0)
        fill = color_fill(shape.get("fillcolor", CLEAR))
        look = {"fill": fill, "fill_opacity": shape.get("opacity"), **stroke}
        return write_tag("rect", x=x, y=y, width=wide, height=high, **look)

    def note(self, note: Json) -> str:
        x, y = self.spot(note, "x", "y")
        return draw_label(
            note["text"], x, y, note["font"], ANCHOR[note["xanchor"]], note.get("textangle", 0)
        )

    # Traces

    def trace(self, trace: Json) -> Iterator[str]:
        return self.bars(trace) if trace["type"] == "bar" else self.points(trace)

    def bars(self, trace: Json) -> Iterator[str]:
        x, y = self.place(trace.get("xaxis", "x")), self.place("y")
        slot = abs(y(1) - y(0))
        thick = trace["width"] * slot
        beside = slot * (trace["offset"] + trace["width"] / 2) if "offset" in trace else 0
        marker, bases = trace["marker"], spread_value(trace.get("base", 0))
        font = trace.get("textfont", {})
        texts, sizes = spread_value(trace.get("text")), spread_value(font.get("size"))
        for value, row, color in zip(
            trace["x"], trace["y"], spread_value(marker["color"]), strict=False
        ):
            base = next(bases)
            start, end, middle = x(base), x(base + value), y(row) + beside
            if value:
                radius = min(marker["cornerradius"], abs(end - start))
                yield from draw_bar(start, end, middle, thick, radius, color_hex(color), marker)
            text, size = next(texts), next(sizes)
            if text:
                side = "end" if is_mirrored(trace) else "start"
                yield draw_label(text, end, middle, {**font, "size": size}, side)

    def points(self, trace: Json) -> Iterator[str]:
        x, y = self.place(trace.get("xaxis", "x")), self.place(trace.get("yaxis", "y"))
        places = [(x(a), y(b)) for a, b in zip(trace["x"], trace["y"], strict=True)]
        if "markers" in trace["mode"]:
            marker = trace["marker"]
            looks = zip(
                places, spread_value(marker["size"]), spread_value(marker["color"]), strict=False
            )
            for (cx, cy), size, color in looks:
                look = {"fill": color_hex(color), "fill_opacity": marker.get("opacity")}
                look |= point_rim(marker.get("line", {}))
                if marker.get("symbol") == "diamond":
                    yield write_tag("path", d=diamond_outline(cx, cy, SYMBOL * size / 2), **look)
                else:
                    yield write_tag("circle", cx=cx, cy=cy, r=size / 2, **look)
        if "text" in trace["mode"]:
            font = {"weight": 700, **trace["textfont"]}
            sizes, colors = spread_value(font["size"]), spread_value(font["color"])
            for (cx, cy), text in zip(places, trace["text"], strict=True):
                look = {**font, "size": next(sizes), "color": next(colors)}
                yield draw_label(text, cx, cy, look, "middle")


def point_rim(line: Json) -> dict[str, Any]:
    """The stroke around a point; nothing without a width."""
    if not line.get("width"):
        return {}
    return {"stroke": color_hex(line["color"]), "stroke_width": line["width"]}


def diamond_outline(x: float, y: float, half: float) -> str:
    """A square on its corner, `half` pixels from its middle to each of them."""
    corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    return f"M{'L'.join(f'{write_value(a)} {write_value(b)}' for a, b in corners)}Z"


def is_mirrored(trace: Json) -> bool:
    """Bars that grow to the left, also when all of them are empty."""
    return bool(trace["marker"].get("pattern"))


def draw_bar(
    start: float, end: float, middle: float, thick: float, radius: float, color: str, marker: Json
) -> Iterator[str]:
    """A bar: filled, or hatched in its own colour."""
    shape, pattern = bar_outline(start, end, middle, thick, radius), marker.get("pattern")
    if pattern is None:
        yield write_tag("path", d=shape, fill=color)
    else:
        yield write_tag("path", d=shape, fill="none", stroke=color, stroke_width=2)
        yield draw_hatching(start, end, middle, thick, color, pattern)


def bar_outline(start: float, end: float, middle: float, thick: float, radius: float) -> str:
    """A bar that is square where it stands and round at its end."""
    top, bottom = middle - thick / 2, middle + thick / 2
    turn = end - radius if end > start else end + radius
    sweep = 1 if end > start else 0
    numbers = [start, top, turn, end, top + radius, bottom - radius, bottom, radius]
    s, t, u, e, a, b, d, r = (write_value(float(number)) for number in numbers)
    arc = f"A{r} {r} 0 0 {sweep}"
    return f"M{s} {t}L{u} {t}{arc} {e} {a}L{e} {b}{arc} {u} {d}L{s} {d}Z"


def draw_hatching(
    start: float, end: float, middle: float, thick: float, color: str, pattern: Json
) -> str:
    """Slanted lines over a bar, which tell it apart without colour."""
    left, right = sorted((start, end))
    bottom = middle + thick / 2
    step, paths = pattern["size"] * 1.4, []
    x = left - thick + step
    while x < right:
        # From (x, bottom) up to (x + thick, top), cut off at the ends of the bar.
        low, high = max(x, left), min(x + thick, right)
        if high > low:
            y0, y1 = bottom - (low - x), bottom - (high - x)
            paths.append(f"M{low:.1f} {y0:.1f}L{high:.1f} {y1:.1f}")
        x += step
    return write_tag(
        "path",
        d="".join(paths) or "M0 0",
        fill="none",
        stroke=color,
        stroke_width=pattern["size"] * pattern["solidity"],
    )


def draw_label(text: str, x: float, y: float, font: Json, anchor: str, angle: float = 0) -> str:
    """A label around the height of its middle; it may have the tags that our figures use."""
    size = font["size"]
    lines = text.split("<br>")
    top = y - (len(lines) - 1) / 2 * LEADING * size + BASELINE * size
    if "<" in text and anchor != "start" and len(lines) == 1:
        # Not every program measures text with parts before it places it.
        x -= text_width(unescape(TAG.sub("", text)), size) * (1 if anchor == "end" else 0.5)
        anchor = "start"
    spans = "".join(
        write_tag("tspan", text_runs(line), x=float(x), y=float(top + index * LEADING * size))
        for index, line in enumerate(lines)
    )
    return write_tag(
        "text",
        spans,
        font_size=float(size),
        font_weight=font.get("weight", 500),
        fill=color_hex(font["color"]),
        text_anchor=anchor,
        transform=f"rotate({angle} {write_value(float(x))} {write_value(float(y))})"
        if angle
        else None,
    )


def text_runs(text: str) -> str:
    """Bold and coloured parts as tspans; all else was escaped when the figure was made.

    What comes after such a part is a tspan too: WeasyPrint leaves out what is not.
    """

    def changed(found: re.Match[str]) -> str:
        after = found[3]
        if found[1] == "b":
            return f'<tspan font-weight="700">{after}'
        if found[1].startswith("span"):
            return f"<tspan fill={quoteattr(color_hex(found[2]))}>{after}"
        return f"</tspan><tspan>{after}</tspan>" if after else "</tspan>"

    return RUN.sub(changed, writable_text(text)) or " "
