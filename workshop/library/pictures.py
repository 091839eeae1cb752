"""Pictures that trainers bring: checked, turned upright, freed of what they tell of their maker."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from lxml import etree
from PIL import Image, ImageOps, UnidentifiedImageError

from polls.errors import PollsError
from workshop.decks import pictures as drawings
from workshop.decks.pictures import PictureError
from workshop.library.cropping import Crop
from workshop.models import Picture

LARGEST = 20 * 1024 * 1024  # bytes of an upload
MOST_PIXELS = 60_000_000  # more is no photograph, but a bomb
SCREEN = (3840, 2160)  # pixels of the largest projector
QUALITY = 84  # of WebP
FORMATS = ("PNG", "JPEG", "WEBP")
IMAGE_CHUNKS = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH")  # of WebP; no place, camera or film
SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"
FORBIDDEN = frozenset({"script", "foreignObject", "iframe", "image", "audio", "video", "a", "set"})
OUTSIDE = re.compile(r"url\(\s*['\"]?(?!#)|@import|expression|javascript:", re.IGNORECASE)
NAME = re.compile(r"[^a-z0-9-]+")
DRAWN: dict[str, Any] = {"type": "image/svg+xml", "drawing": True, "width": 0, "height": 0}


class OwnWebp(bytes):
    """A WebP that this program made just now, no larger than a screen: it is clean."""


def store_pictures(contents: Mapping[str, bytes]) -> dict[str, str]:
    """The SHA-256 under which each of several is stored, by name; raises PollsError."""
    made = {name: clean_picture(name, content) for name, content in contents.items()}
    Picture.objects.bulk_create(made.values(), ignore_conflicts=True)
    return {name: picture.sha256 for name, picture in made.items()}


def store_clean(picture: Picture) -> Picture:
    """The row of a picture out of `clean_picture`, once for the same bytes."""
    row, _made = Picture.objects.get_or_create(
        sha256=picture.sha256,
        defaults={
            "content": picture.content,
            "type": picture.type,
            "drawing": picture.drawing,
            "width": picture.width,
            "height": picture.height,
        },
    )
    return row


def clean_picture(name: str, content: bytes, crop: Crop | None = None) -> Picture:
    """A picture that is not stored yet; raises PollsError, which says what to do, when it cannot
    be shown. Photographs become WebP of at most the size of a projector; what came from here
    keeps its bytes."""
    if not content:
        raise PollsError("picture.empty", _("Dit bestand is leeg. Kies een ander."))
    refuse_large(len(content))
    if isinstance(content, OwnWebp) and not crop:
        return _made(**_as_it_is(content))
    if name.lower().endswith(".svg") or content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        if crop:
            raise PollsError("picture.crop", _("Een tekening (SVG) kun je niet bijsnijden."))
        return _made(**_read_svg(name, content))
    return _made(**_read_photograph(content, crop))


def refuse_large(size: int) -> None:
    if size > LARGEST:
        raise too_large()


def too_large() -> PollsError:
    return PollsError(
        "picture.large",
        _("Dit bestand is groter dan %(most)d\u00a0MB. Maak het eerst kleiner.")
        % {"most": LARGEST // 2**20},
    )


def _made(*, content: bytes, **fields: Any) -> Picture:
    return Picture(sha256=hashlib.sha256(content).hexdigest(), content=content, **fields)


def _read_photograph(content: bytes, crop: Crop | None) -> dict[str, Any]:
    try:
        with Image.open(io.BytesIO(content), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise unreadable(_("Deze foto heeft te veel beeldpunten. Maak die eerst kleiner."))
            upright = ImageOps.exif_transpose(image)
            if crop:
                upright = upright.crop(crop.box(*upright.size))
            upright.thumbnail(SCREEN)
            made = upright.convert("RGBA" if "A" in upright.getbands() else "RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        raise unreadable(_("Dit bestand is geen PNG, JPEG, WebP of SVG. Kies een ander.")) from None
    except Image.DecompressionBombError:
        raise unreadable(
            _("Deze foto heeft te veel beeldpunten. Maak die eerst kleiner.")
        ) from None
    return {
        "content": content if is_bare_webp(content, made.size) else _as_webp(made),
        "type": "image/webp",
        "width": made.width,
        "height": made.height,
    }


def _as_it_is(content: OwnWebp) -> dict[str, Any]:
    with Image.open(io.BytesIO(content)) as image:  # without unpacking it
        size = {"width": image.width, "height": image.height}
    return {"content": bytes(content), "type": "image/webp", **size}


def _as_webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY)  # without the metadata of the original
    return out.getvalue()


def is_bare_webp(content: bytes, size: tuple[int, int]) -> bool:
    """Whether these bytes are a WebP with nothing but one image of this size in it, such as we
    make: made anew it would lose sharpness every time it is brought."""
    if content[:4] != b"RIFF" or content[8:12] != b"WEBP":
        return False
    at = 12
    while at + 8 <= len(content):
        if content[at : at + 4] not in IMAGE_CHUNKS:
            return False
        (length,) = struct.unpack_from("<L", content, at + 4)
        at += 8 + length + length % 2
    with Image.open(io.BytesIO(content)) as image:
        return at == len(content) and image.size == size


def _read_svg(name: str, content: bytes) -> dict[str, Any]:
    """A drawing by our rules as it is, or what is left of another; that may be a drawing then."""
    if is_drawing(name, content):
        return {"content": content, **DRAWN}
    made = _clean_svg(content)
    return {**made, **DRAWN} if is_drawing(name, made["content"]) else made


def is_drawing(name: str, content: bytes) -> bool:
    try:
        drawings.inline_drawing(name, content)
    except PictureError:
        return False
    return True


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
            _("Deze SVG is niet te lezen. Bewaar die opnieuw als gewone SVG.")
        ) from None
    if root.tag != f"{SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise unreadable(_("Deze SVG is niet te lezen. Bewaar die opnieuw als gewone SVG."))
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or etree.QName(element).localname in FORBIDDEN:
            if element.getparent() is not None:
                element.getparent().remove(element)
            continue
        if OUTSIDE.search(element.text or ""):
            element.text = None
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


def is_photograph(sha256: str | None) -> bool:
    """Whether this is a stored picture of pixels, which can be cropped."""
    return Picture.objects.filter(pk=sha256, type="image/webp").exists()


def name_picture(name: str, picture: Picture) -> str:
    """A name for the deck out of that of a file: 'Onze berg.JPG' is 'onze-berg.webp'."""
    stem = NAME.sub("-", name.rpartition(".")[0].lower() or name.lower()).strip("-")[:60]
    ending = {"image/svg+xml": "svg", "image/webp": "webp"}[picture.type]
    return f"{stem or 'plaatje'}.{ending}"
