"""The report as a tagged PDF (PDF/UA-1): the same HTML, laid out by WeasyPrint."""

from __future__ import annotations

import ctypes.util
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
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
HEAD = (  # the name of the group above every page but the first, in words that browsers lack
    "@page{@top-left{content:string(group);font:500 8.5pt Manrope,sans-serif}}"
    "@page :first{@top-left{content:none}}.report h1{string-set:group content()}"
)
FACES = {500: "Medium", 700: "Bold", 800: "ExtraBold"}  # of Manrope, by weight


def render(content: SessionContent) -> bytes:
    return write(lay_out(weasyprint(), html.page(content, faces() + HEAD)))


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
        with by_file_names():
            import weasyprint
    except OSError:
        raise PollsError(
            "export.pango",
            _(
                "Voor PDF mist de server Pango. Installeer het met:"
                " apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
            ),
        ) from None
    draw_texts_whole(weasyprint.svg)
    return weasyprint


@contextmanager
def by_file_names() -> Iterator[None]:
    """Let libraries be found by the names of their files, as Linux does. WeasyPrint asks for other
    names first, and each search runs a compiler and a linker: 54 processes, for half a second."""
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


class Whole(str):
    """A text that is one piece when its letters are asked for."""

    def __iter__(self) -> Iterator[str]:
        yield str(self)


def draw_texts_whole(svg: Any) -> None:
    """Let a text in a picture be shaped at once. WeasyPrint 70 places each letter by itself,
    which turns Arabic and Hebrew round and takes the words of Hindi and Thai apart."""
    if svg.text.__module__ == __name__:
        return
    by_letter = svg.text

    def draw_text(drawing: Any, node: Any, size: float) -> None:
        node._etree_node.text = Whole(node.text) if node.text else node.text
        by_letter(drawing, node, size)

    svg.text = draw_text
    svg.TAGS.update(text=draw_text, tspan=draw_text)


def faces() -> str:
    """Manrope out of its package: Pango takes a file for each weight."""
    folder = files("font_manrope") / "files"
    return "".join(
        f"@font-face{{font-family:Manrope;font-weight:{weight};"
        f"src:url(file://{folder / f'Manrope-{name}.ttf'})}}"
        for weight, name in FACES.items()
    )
