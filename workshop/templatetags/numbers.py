"""Numbers as people read them."""

from __future__ import annotations

from typing import Any

from django import template

from polls import figures
from polls.figures import Cell

register = template.Library()


@register.filter
def grouped(value: Any) -> Any:
    """A count as '1.000'; all else as it is."""
    return figures.write_whole(value) if isinstance(value, int) else value


@register.filter
def written(cell: Cell) -> str:
    """A cell of a table in the language of the page."""
    return figures.write_cell(cell)
