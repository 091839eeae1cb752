"""Pictures of a slide: which part of them is seen, what they show, and one file of several."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from workshop.importing.powerpoint.boxes import Box
from workshop.importing.powerpoint.package import NAMES, Package, Relation, tag
from workshop.library.pictures import MOST_PIXELS, QUALITY, SCREEN, OwnWebp

FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "BMP", "TIFF")
EFFORT = 1  # of WebP: a fifth of the time of the usual 4, files a tenth larger
SMALLER = Image.Resampling.HAMMING  # half the time of the usual one; nobody sees the difference
# Descriptions that a program made up: the name of a file, or what it believes to see.
MADE_UP = re.compile(
    r".*\.(png|jpe?g|gif|bmp|tiff?|emf|wmf|svg|webp)$|.*(automatic|automatisch|gegenereerd)"
    r"|^(picture|image|afbeelding|graphic|shape)\s*\d*$|^https?:",
    re.IGNORECASE,
)
WHOLE = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Cut:
    """The part of a picture that is seen: `sides` is what is cut off at the left, the top, the
    right and the bottom, in parts of it."""

    name: str
    sides: tuple[float, float, float, float] = WHOLE
    alt: str = ""
    decorative: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    cut: Cut
    box: Box


def read_cut(fill: Any, relations: Mapping[str, Relation], shape: Any) -> Cut | None:
    """None for a picture that is not in the file."""
    blip = fill.find("a:blip", NAMES) if fill is not None else None
    relation = relations.get(blip.get(tag("r:embed"), "")) if blip is not None else None
    if relation is None or relation.outside:
        return None
    rectangle = fill.find("a:srcRect", NAMES)
    sides = [_part(rectangle, side) for side in "ltrb"] if rectangle is not None else [0.0] * 4
    left, top, right, bottom = sides
    named = shape.find("*/p:cNvPr", NAMES)
    alt = " ".join((named.get("descr") or "").split()) if named is not None else ""
    marked = named.find(".//adec:decorative", NAMES) if named is not None else None
    return Cut(
        relation.target,
        (left, top, right, bottom) if left + right < 0.98 and top + bottom < 0.98 else WHOLE,
        "" if MADE_UP.match(alt) else alt[:400],
        marked is not None and marked.get("val") in ("1", "true"),
    )


def _part(rectangle: Any, side: str) -> float:
    """In the file thousandths of a per cent, below zero for a margin."""
    try:
        return min(max(int(rectangle.get(side, "0")) / 100_000, 0.0), 1.0)
    except ValueError:
        return 0.0


class Unreadable(Exception):
    """Says to a trainer why a picture did not come over."""


@lru_cache(maxsize=32)
def make_picture(package: Package, placed: tuple[Placed, ...]) -> OwnWebp:
    """One WebP of a picture, or of several as they stand beside each other; raises Unreadable.
    One that comes back on slide after slide is made once."""
    if len(placed) == 1:
        return _encode(_open(package, placed[0].cut, SCREEN))
    left, top = min(each.box.left for each in placed), min(each.box.top for each in placed)
    right = max(each.box.right for each in placed)
    bottom = max(each.box.bottom for each in placed)
    wide, high = SCREEN
    canvas = Image.new("RGBA", _size((right - left) * wide, (bottom - top) * high))
    for each in placed:
        box = each.box
        size = _size(box.width * wide, box.height * high)
        image = _open(package, each.cut, size).convert("RGBA").resize(size)
        at = round((box.left - left) * wide), round((box.top - top) * high)
        canvas.alpha_composite(image, at)
    return _encode(canvas)


def _size(wide: float, high: float) -> tuple[int, int]:
    return max(min(round(wide), SCREEN[0]), 1), max(min(round(high), SCREEN[1]), 1)


def _open(package: Package, cut: Cut, size: tuple[int, int]) -> Image.Image:
    content = package.read(cut.name)
    if content is None:
        raise Unreadable(_("Een plaatje dat niet in het bestand zit"))
    if cut.name.lower().endswith((".emf", ".wmf", ".emz", ".wmz")):
        raise Unreadable(_("Een tekening in een vorm die we niet lezen (EMF of WMF)"))
    if cut.name.lower().endswith(".svg"):
        raise Unreadable(_("Een tekening (SVG)"))
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unreadable(_("Een foto met te veel beeldpunten"))
            left, top, right, bottom = cut.sides
            across, down = 1 - left - right, 1 - top - bottom
            image.draft("RGB", (round(size[0] / across), round(size[1] / down)))
            ImageOps.exif_transpose(image, in_place=True)
            wide, high = image.size
            seen: Image.Image = image
            if any(cut.sides):
                corner = round(left * wide), round(top * high)
                opposite = round((1 - right) * wide), round((1 - bottom) * high)
                seen = image.crop((*corner, *opposite))
            seen.thumbnail(size, SMALLER)
            return seen.convert("RGBA" if _is_clear(seen) else "RGB")
    except Image.DecompressionBombError:
        raise Unreadable(_("Een foto met te veel beeldpunten")) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, IndexError):
        raise Unreadable(_("Een plaatje dat niet te lezen is")) from None


def _is_clear(image: Image.Image) -> bool:
    return "A" in image.getbands() or "transparency" in image.info


def _encode(image: Image.Image) -> OwnWebp:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=EFFORT)
    return OwnWebp(out.getvalue())
