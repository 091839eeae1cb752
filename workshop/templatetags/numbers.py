"""Numbers as people read them."""

from __future__ import annotations

from typing import Any

from django import template

from polls import figures

register = template.Library()


@register.filter
def grouped(value: Any) -> Any:
    """A count as '1.000'; all else as it is."""
    return figures.whole(value) if isinstance(value, int) else value
