"""The report as one file: its styles, its typeface and its charts are in it, no script is."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

from workshop.exports import report
from workshop.exports.content import SessionContent
from workshop.exports.tables import read_palette, writable_text
from workshop.serving.assets import MANROPE

MEDIA_TYPE = "text/html; charset=utf-8"
SUFFIX = ".html"
FACE = "@font-face{font-family:Manrope;font-weight:200 800;src:url(data:font/woff2;base64,%s)}"


def render(content: SessionContent) -> bytes:
    return page(content, FACE % typeface()).encode()


def page(content: SessionContent, face: str) -> str:
    style = face + stylesheet()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    made = render_to_string(
        "report/file.html",
        {
            "report": content,
            "style": style,
            "policy": f"'sha256-{digest}'",
            "body": report.report_body(content, live=False),
        },
    )
    return writable_text(made)


def stylesheet() -> str:
    """The report's styles with the site's light colours."""
    own = settings.BASE_DIR / "static" / "css" / "report.css"
    return f"{colors()}{own.read_text('utf-8')}"


def colors() -> str:
    """The site's light colours, by name."""
    named = "".join(f"--{name}:{color};" for name, color in read_palette().items())
    return f":root{{{named}}}"


def typeface() -> str:
    found = finders.find(MANROPE)
    return base64.b64encode(Path(str(found)).read_bytes()).decode()
