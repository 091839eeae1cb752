"""The tips of the group as a page to send or to put on an intranet."""

from __future__ import annotations

from django.template.loader import render_to_string

from workshop.exports import tips
from workshop.exports.content import SessionContent
from workshop.exports.tables import writable_text

MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = "-tips.html"


def render(content: SessionContent) -> bytes:
    context = {
        "report": content,
        "tips": tips.tip_groups(content),
        "cautions": tips.tip_cautions(content),
    }
    return writable_text(render_to_string("report/tips.html", context)).encode()
