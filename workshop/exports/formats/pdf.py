"""The report as a tagged PDF (PDF/UA-1): the same HTML, laid out by WeasyPrint."""

from __future__ import annotations

import logging
from importlib.resources import files
from types import ModuleType
from typing import Any

from django.utils.translation import gettext as _

from polls.errors import PollsError
from workshop.exports import pdf_tags
from workshop.exports.content import SessionContent
from workshop.exports.formats import html

MEDIA_TYPE = "application/pdf"
SUFFIX = ".pdf"
VARIANT = "pdf/ua-1"
FACES = {500: "Medium", 700: "Bold", 800: "ExtraBold"}  # of Manrope, by weight


def render(content: SessionContent) -> bytes:
    return write(lay_out(weasyprint(), html.page(content, faces())))


def lay_out(maker: ModuleType, page: str) -> Any:
    """A page of HTML as WeasyPrint laid it out, which reads nothing but files of our own."""
    # It warns of every style that is for screens only.
    logging.getLogger("weasyprint").setLevel(logging.ERROR)
    only_files = maker.urls.URLFetcher(allowed_protocols={"file", "data"}, fail_on_errors=True)
    return maker.HTML(string=page, url_fetcher=only_files).render(pdf_variant=VARIANT)


def write(laid_out: Any) -> bytes:
    made: bytes = laid_out.write_pdf(pdf_variant=VARIANT, finisher=pdf_tags.mend_tags)
    return made


def weasyprint() -> ModuleType:
    """The library, which needs Pango of the system."""
    try:
        import weasyprint
    except OSError:
        raise PollsError(
            "export.pango",
            _(
                "Voor PDF mist de server Pango. Installeer het met:"
                " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            ),
        ) from None
    return weasyprint


def faces() -> str:
    """Manrope out of its package: Pango takes a file for each weight."""
    folder = files("font_manrope") / "files"
    return "".join(
        f"@font-face{{font-family:Manrope;font-weight:{weight};"
        f"src:url(file://{folder / f'Manrope-{name}.ttf'})}}"
        for weight, name in FACES.items()
    )
