"""Pictures that trainers bring: checked, turned upright, freed of what they tell of their maker."""

from __future__ import annotations

import hashlib
import io
import re
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

from polls.errors import PollsError
from workshop.decks import pictures as drawings
from workshop.decks.pictures import PictureError
from workshop.models import Picture

LARGEST = 20 * 1024 * 1024  # bytes of an upload
MOST_PIXELS = 60_000_000  # more is no photograph, but a bomb
SCREEN = (3840, 2160)  # pixels of the largest projector
QUALITY = 84  # of WebP
FORMATS = ("PNG", "JPEG", "WEBP")
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "image", "audio", "video", "a", "set"})
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)
NAME = re.compile(r"[^a-z0-9-]+")


def store_picture(name: str, content: bytes) -> Picture:
    """The stored picture of an upload; raises PollsError, which says what to do, when it cannot
    be shown. Photographs become WebP of at most the size of a projector."""
    if not content:
        raise PollsError("picture.empty", _("Dit bestand is leeg. Kies een ander."))
    if len(content) > LARGEST:
        raise PollsError(
            "picture.large",
            _("Dit bestand is groter dan %(most)d MB. Maak het eerst kleiner.")
            % {"most": LARGEST // 2**20},
        )
    if name.lower().endswith(".svg") or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return _store(**_read_svg(name, content))
    return _store(**_read_photograph(content))


def _store(*, content: bytes, **fields: Any) -> Picture:
    sha256 = hashlib.sha256(content).hexdigest()
    picture, _made = Picture.objects.get_or_create(
        sha256=sha256, defaults={"content": content, **fields}
    )
    return picture


def _read_photograph(content: bytes) -> dict[str, Any]:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise unreadable(_("Deze foto heeft te veel beeldpunten. Maak haar eerst kleiner."))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail(SCREEN)
            made = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise unreadable(_("Dit bestand is geen PNG, JPEG, WebP of SVG. Kies een ander.")) from None
    except Image.DecompressionBombError:
        raise unreadable(
            _("Deze foto heeft te veel beeldpunten. Maak haar eerst kleiner.")
        ) from None
    out = io.BytesIO()
    made.save(out, "WEBP", quality=QUALITY)  # without the metadata of the original
    return {
        "content": out.getvalue(),
        "type": "image/webp",
        "width": made.width,
        "height": made.height,
    }


def _read_svg(name: str, content: bytes) -> dict[str, Any]:
    try:
        drawings.inline_drawing(name, content)
    except PictureError:
        return _clean_svg(content)
    return {
        "content": content,
        "type": "image/svg+xml",
        "drawing": True,
        "width": 0,
        "height": 0,
    }


def _clean_svg(content: bytes) -> dict[str, Any]:
    """An SVG of anybody's, without what runs or fetches; it is shown as an image only."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        raise unreadable(
            _("Deze SVG is niet te lezen. Bewaar haar opnieuw als gewone SVG.")
        ) from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(_("Deze SVG is niet te lezen. Bewaar haar opnieuw als gewone SVG."))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in FORBIDDEN:
            if element.getparent() is not None:
                element.getparent().remove(element)
            continue
        if OUTSIDE.search(element.text or ""):
            element.text = ""
        for key, value in list(element.attrib.items()):
            if _runs_or_fetches(str(key), str(value)):
                del element.attrib[key]
    width, height = _size_of(root)
    return {
        "content": etree.tostring(root),
        "type": "image/svg+xml",
        "width": width,
        "height": height,
    }


def _runs_or_fetches(key: str, value: str) -> bool:
    if key.lower().startswith("on"):
        return True
    if key in ("href", XLINK):
        return not value.startswith("#")
    return bool(OUTSIDE.search(value))


def _size_of(root: Any) -> tuple[int, int]:
    numbers = re.findall(r"[\d.]+", root.get("viewBox", ""))
    if len(numbers) != 4:
        numbers = ["0", "0", *re.findall(r"[\d.]+", f"{root.get('width')} {root.get('height')}")]
    try:
        width, height = (round(float(number)) for number in numbers[2:4])
    except ValueError:
        return 1600, 900
    return min(max(width, 1), 100_000), min(max(height, 1), 100_000)


def unreadable(message: str) -> PollsError:
    return PollsError("picture.unreadable", message)


def name_picture(name: str, picture: Picture) -> str:
    """A name for the deck out of that of a file: 'Onze berg.JPG' is 'onze-berg.webp'."""
    stem = NAME.sub("-", name.rpartition(".")[0].lower() or name.lower()).strip("-")[:60]
    ending = {"image/svg+xml": "svg", "image/webp": "webp"}[picture.type]
    return f"{stem or 'plaatje'}.{ending}"
