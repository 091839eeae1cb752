"""The pictures of a deck for files that know no drawings of ours: painted, and as pixels."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from lxml import etree
from PIL import Image

from workshop.decks import pictures
from workshop.decks.model import Deck, Slide
from workshop.decks.pictures import COLORS, PictureError
from workshop.exports.formats import pdf
from workshop.exports.tables import read_palette

LONGEST = 1600  # pixels of the longest side of a drawing
SHEET = 1000  # of the page on which it is drawn
QUALITY = 90  # of JPEG
WIDE = 1.6  # width to height
NIGHT = ("cover", "contact")  # layouts with a ground of their own
GROUND = {"paper": "night", "card": "night-card", "ink": "on-night", "ink-soft": "on-night-soft"}
GROUND |= {"line": "night-line", "deep": "night-deep", "accent": "night-accent"}
PAPER = {"deep": "picture-deep", "sand": "picture-sand"}
NAMED = {"soft": "ink-soft"}  # a colour that drawings call otherwise than the stylesheet does


@dataclass(frozen=True, slots=True)
class Pixels:
    """A picture as PNG or JPEG."""

    type: str
    content: bytes
    width: int
    height: int


def is_night(slide: Slide) -> bool:
    return slide.layout in NIGHT


def paint(name: str, content: bytes, *, night: bool) -> bytes:
    """An SVG with its colours in it: of ours those of the ground it stands on."""
    try:
        drawn = pictures.inline_drawing(name, content)
    except PictureError:
        return content
    return re.sub(r"(<svg[^>]*>)", rf"\1<style>{_styles(night)}</style>", drawn, count=1).encode()


def _styles(night: bool) -> str:
    palette, others = read_palette(), GROUND if night else PAPER
    colors = {name: NAMED.get(name, name) for name in COLORS}
    found = {name: palette[others.get(token, token)] for name, token in colors.items()}
    classes = (
        f".{part}-{name}{{{part}:{color}}}"
        for name, color in found.items()
        for part in ("fill", "stroke")
    )
    text = f".pic-text{{fill:{found['ink']};font-family:Manrope,sans-serif;font-weight:700}}"
    return text + "".join(classes)


def draw_pictures(deck: Deck, contents: Mapping[str, bytes]) -> dict[str, Pixels]:
    """By the id of a slide its picture; not of slides whose picture is not there."""
    drawn, made = {}, {}
    for slide in deck.slides:
        content = contents.get(slide.picture.name) if slide.picture else None
        if slide.picture is None or content is None:
            continue
        if is_svg(content):
            drawn[slide.id] = paint(slide.picture.name, content, night=is_night(slide))
        else:
            made[slide.id] = read_pixels(content)
    return made | dict(zip(drawn, rasterize(drawn.values()), strict=True))


def is_wide(width: float, height: float) -> bool:
    """Whether a picture stands below text rather than beside it."""
    return width / height > WIDE


def is_svg(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<"


def read_pixels(content: bytes) -> Pixels:
    """A stored photograph, which is WebP, as what every office program shows."""
    with Image.open(io.BytesIO(content)) as image:
        out = io.BytesIO()
        form = "PNG" if "A" in image.getbands() else "JPEG"
        image.save(out, form, quality=QUALITY)
        return Pixels(f"image/{form.lower()}", out.getvalue(), image.width, image.height)


def rasterize(drawings: Iterable[bytes]) -> list[Pixels]:
    """Drawings as PNG on no ground, each on a page of its own of one PDF."""
    sheets = [(svg, *measure(svg)) for svg in drawings]
    if not sheets:
        return []
    import pypdfium2

    laid_out = pdf.lay_out(pdf.weasyprint(), _page(sheets))
    made = []
    document = pypdfium2.PdfDocument(laid_out.write_pdf())
    for page in document:
        scale = LONGEST / max(page.get_size())
        image = page.render(scale=scale, fill_color=(0, 0, 0, 0), rev_byteorder=True).to_pil()
        out = io.BytesIO()
        image.save(out, "PNG")
        made.append(Pixels("image/png", out.getvalue(), *image.size))
    document.close()
    return made


def measure(svg: bytes) -> tuple[float, float]:
    """Width and height of its sheet, in the proportions of the drawing."""
    root: Any = etree.fromstring(svg)
    numbers = [float(number) for number in re.findall(r"[\d.]+", root.get("viewBox", ""))]
    width, height = numbers[2:4] if len(numbers) == 4 else (16, 9)
    scale = SHEET / max(width, height)
    return round(width * scale), round(height * scale)


def _page(sheets: list[tuple[bytes, float, float]]) -> str:
    sizes = "".join(
        f"@page p{number}{{size:{width}px {height}px;margin:0}}"
        f".p{number}{{page:p{number};width:{width}px;height:{height}px}}"
        for number, (_svg, width, height) in enumerate(sheets)
    )
    images = "".join(
        f'<img class="p{number}" alt="" src="{escape(data_address(svg))}">'
        for number, (svg, _width, _height) in enumerate(sheets)
    )
    style = f"{pdf.faces()}{sizes}body{{margin:0}}img{{display:block}}"
    return f'<!doctype html><html lang="nl"><title>-</title><style>{style}</style>{images}</html>'


def data_address(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{base64.b64encode(svg).decode()}"
