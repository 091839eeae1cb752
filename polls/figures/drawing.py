"""The parts that figures are made of: layout, axes, texts, lines and shapes, as Plotly has them.

Points are pixels from the left and the top of the nominal drawing, which screens scale
as a whole. Colours are the site's CSS custom properties; a screen fills them in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from polls.figures.numbers import fill_sentence

Json = dict[str, Any]

WIDTH, HEIGHT = 1700, 620  # pixels of the drawing: of the box that a slide has for it, or more
FAMILY = "Manrope, system-ui, sans-serif"
CLEAR = "rgba(0,0,0,0)"
READABLE = 32  # pixels of a text: nothing is smaller
SYMBOL = 1.3  # how much larger Plotly draws a diamond than it says
SHAPE = 46  # pixels of the shape before a term
LINE, LETTERS = 1.3, 1.1  # of a text's size: from line to line as Plotly has it, and of the first

# The shapes of the five colours, so that they differ in grey too: points in a box of 72.
SHAPES = {
    "a": "M32 4.6Q36 2.4 40 4.6L62 17.3Q66 19.6 66 24.2L66 47.8Q66 52.4 62 54.7"
    "L40 67.4Q36 69.6 32 67.4L10 54.7Q6 52.4 6 47.8L6 24.2Q6 19.6 10 17.3Z",
    "b": "M30.3 4.3Q36 -1 41.7 4.3L67.7 30.3Q73 36 67.7 41.7"
    "L41.7 67.7Q36 73 30.3 67.7L4.3 41.7Q-1 36 4.3 30.3Z",
    "c": "M36 3.5C54 3.5 68.5 18 68.5 36C68.5 54 54 68.5 36 68.5"
    "C18 68.5 3.5 54 3.5 36C3.5 18 18 3.5 36 3.5Z",
    "d": "M18 5L54 5Q67 5 67 18L67 54Q67 67 54 67L18 67Q5 67 5 54L5 18Q5 5 18 5Z",
    "e": "M29.5 6.7Q36 -3 42.5 6.7L69.5 55.5Q74 66.7 63 66.7L9 66.7Q-2 66.7 2.5 55.5Z",
}


def escape_text(text: str) -> str:
    """Text that is shown as it is: Plotly's labels read a few HTML tags, and a screen fills in
    our colours (`paint`) wherever they stand in a figure."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return escaped.replace("var(", "var&#40;")


def color_value(name: str) -> str:
    """A colour of the stylesheet by its name."""
    return f"var(--{name})"


def shared_layout(**more: Any) -> Json:
    """The layout that all figures share."""
    return {
        "width": WIDTH,
        "height": HEIGHT,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": FAMILY, "size": READABLE, "color": color_value("ink")},
        "showlegend": False,
        "hovermode": False,
        "dragmode": False,
        **more,
    }


def hidden_axis(range: Sequence[float], domain: Sequence[float] = (0, 1), **more: Any) -> Json:
    """An axis that is not seen: bars carry their own numbers."""
    return {
        "range": list(range),
        "domain": list(domain),
        "visible": False,
        "fixedrange": True,
        **more,
    }


def text_note(text: str, x: float, y: float, size: int = READABLE, **more: Any) -> Json:
    """A text at a point in pixels from the left and the top."""
    return {
        "text": text,
        "x": x / WIDTH,
        "y": 1 - y / HEIGHT,
        "xref": "paper",
        "yref": "paper",
        "xanchor": "center",
        "yanchor": "middle",
        "showarrow": False,
        "font": {"size": size, "weight": 700, "color": color_value("ink")},
        **more,
    }


def words_height(lines: int, size: float) -> float:
    """The pixels that lines of a text take."""
    return (LINE * (lines - 1) + LETTERS) * size


def blank_figure() -> Json:
    """A figure without a drawing, for answers that are shown in another way."""
    return {
        "data": [],
        "layout": shared_layout(xaxis=hidden_axis((0, WIDTH)), yaxis=hidden_axis((HEIGHT, 0))),
    }


def nothing_yet() -> Json:
    """A figure that says that nobody answered yet."""
    figure = blank_figure()
    figure["layout"]["annotations"] = [waiting_note(WIDTH / 2, HEIGHT / 2)]
    return figure


def no_answers() -> str:
    """The sentence of a question without answers."""
    return _("Nog geen antwoorden.")


def none_shown(people: int) -> str:
    """The sentence of a question whose texts are all held back or hidden."""
    none = _("Er is geen tekst te zien.")
    return f"{answered_sentence(people)} {none}"


def answered_sentence(people: int) -> str:
    """'12 mensen antwoordden.'"""
    answered = ngettext("%(n)s mens antwoordde.", "%(n)s mensen antwoordden.", people)
    return fill_sentence(answered, n=people)


def waiting_note(x: float, y: float) -> Json:
    font = {"size": 42, "weight": 500, "color": color_value("ink-soft")}
    return text_note(_("Nog geen antwoorden"), x, y, font=font)


def soften_text(text: str) -> str:
    return f'<span style="color:{color_value("ink-soft")}">{text}</span>'


@lru_cache
def outline_path(color: str, size: float) -> str:
    """A shape's path around its middle, in pixels, y upwards as Plotly wants it."""

    def moved(point: re.Match[str]) -> str:
        x, y = ((float(part) - 36) * size / 72 for part in point.groups())
        return f"{x:.2f} {-y:.2f}"

    return re.sub(r"(-?[\d.]+) (-?[\d.]+)", moved, SHAPES[color])


def draw_shape(color: str, x: float, y: float, size: float = SHAPE, edge: int = 0) -> list[Json]:
    """The shape of a colour around a point in pixels; nothing for other colours.

    `edge`: pixels of paper around it, where it lies on a bar.
    """
    if color not in SHAPES:
        return []
    line = {"width": edge, "color": color_value("paper")}
    return [place_path(outline_path(color, size), x, y, color_value(color), line)]


def place_path(path: str, x: float, y: float, fill: str, line: Json) -> Json:
    """A path in pixels, y upwards, around a point in pixels from the left and the top."""
    return {
        "type": "path",
        "path": path,
        "xref": "paper",
        "yref": "paper",
        "xsizemode": "pixel",
        "ysizemode": "pixel",
        "xanchor": x / WIDTH,
        "yanchor": 1 - y / HEIGHT,
        "fillcolor": fill,
        "line": line,
    }


def draw_diamond(x: float, y: float, half: float) -> Json:
    """What stands for an average, `half` pixels from its middle to each corner."""
    path = f"M0 {half:.2f}L{half:.2f} 0L0 {-half:.2f}L{-half:.2f} 0Z"
    line = {"width": 3, "color": color_value("paper")}
    return place_path(path, x, y, color_value("ink"), line)


def base_line(x: float, top: float, foot: float = 0) -> Json:
    """The line that bars stand on."""
    ends = {"x0": x / WIDTH, "x1": x / WIDTH, "y0": foot / HEIGHT, "y1": 1 - top / HEIGHT}
    stroke = {"width": 3, "color": color_value("edge")}
    return {"type": "line", "xref": "paper", "yref": "paper", "line": stroke, **ends}
