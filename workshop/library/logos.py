"""Logos: pictures that are seen on white, small enough for every place that shows them."""

from __future__ import annotations

import io
from functools import lru_cache

from django.utils.translation import gettext as _
from PIL import Image, ImageChops

from polls.errors import PollsError
from workshop.library import pictures
from workshop.models import Picture

ROOM = (960, 320)  # pixels: twice what a stage of 1920 gives it
SMALL = (240, 72)  # pixels: twice what a phone gives it, which gets it with the stylesheet
SEEN = 150  # of 255: a grey that is darker has 3 : 1 on white
NOISE = 8  # of 255: what a photograph of white has as well
LEAST_SEEN = 0.01  # of its pixels


def store_logo(name: str, content: bytes) -> Picture:
    """The stored picture of a logo without the white around it; raises PollsError."""
    cleaned = pictures.clean_picture(name, content)
    if cleaned.type != "image/webp":
        raise PollsError(
            "logo.drawing", _("Een logo is een PNG, JPEG of WebP. Bewaar het logo als PNG.")
        )
    with Image.open(io.BytesIO(cleaned.content)) as image:
        logo = image.convert("RGBA")
    logo = logo.crop(find_drawn(logo))
    logo.thumbnail(ROOM)
    return pictures.store_clean(pictures.clean_picture(name, write_webp(logo)))


def find_drawn(logo: Image.Image) -> tuple[int, int, int, int]:
    """The part of it that is not white; raises PollsError when hardly any of it is seen."""
    drawn = on_white(logo)
    seen = drawn.convert("L").point([255 * (level < SEEN) for level in range(256)])
    apart = ImageChops.invert(drawn).convert("L").point([255 * (n > NOISE) for n in range(256)])
    box = apart.getbbox()
    if box is None or sum(seen.crop(box).histogram()[255:]) < LEAST_SEEN * area(box):
        raise PollsError(
            "logo.faint",
            _(
                "Dit logo is te licht: het staat overal op wit. Kies de versie voor een witte"
                " achtergrond."
            ),
        )
    return box


def area(box: tuple[int, int, int, int]) -> int:
    return (box[2] - box[0]) * (box[3] - box[1])


def on_white(logo: Image.Image) -> Image.Image:
    white = Image.new("RGBA", logo.size, "white")
    return Image.alpha_composite(white, logo).convert("RGB")


def write_webp(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=pictures.QUALITY)
    return out.getvalue()


def read_small(sha256: str) -> bytes:
    """A stored logo as phones get it; raises Picture.DoesNotExist."""
    return shrink(sha256, SMALL, "WEBP")


def read_png(sha256: str) -> bytes:
    """A stored logo for files; raises Picture.DoesNotExist."""
    return shrink(sha256, ROOM, "PNG")


@lru_cache(maxsize=64)
def shrink(sha256: str, room: tuple[int, int], format: str) -> bytes:
    row = Picture.objects.get(pk=sha256, type="image/webp")
    with Image.open(io.BytesIO(bytes(row.content))) as image:
        image.thumbnail(room)
        out = io.BytesIO()
        image.save(out, format, quality=pictures.QUALITY)
    return out.getvalue()
